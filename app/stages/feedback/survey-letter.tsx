import { Link, Section } from '@react-email/components'
import {
  Letter,
  LetterButton,
  LetterGreeting,
  type LetterShop,
  LetterText,
} from '../../journey/letter/index.ts'

export interface SurveyLetterProps {
  readonly shop: LetterShop
  readonly orderName: string
  /** Empty when nobody gave one. */
  readonly customerName: string
  /** The survey's page; a score is added to it. */
  readonly url: string
}

export const surveySubject = (orderName: string, shopName: string): string =>
  `How was your order ${orderName}? – ${shopName}`

const scores = Array.from({ length: 11 }, (_, score) => score)

/** Asks how it was: eleven numbers, each one click, and a way out. */
export const SurveyLetter = ({ shop, orderName, customerName, url }: SurveyLetterProps) => (
  <Letter
    shop={shop}
    preview="One click from 0 to 10 is enough."
    title="How was it?"
    unsubscribeUrl={`${url}?stop=1`}
  >
    <LetterGreeting name={customerName} />
    <LetterText>
      Your order {orderName} has arrived. How likely are you to recommend us to a friend, from 0
      (not at all) to 10 (certainly)?
    </LetterText>
    <Section data-skip-in-text={true} style={{ margin: '8px 0 20px' }}>
      {scores.map((score) => (
        <Link
          key={score}
          href={`${url}?score=${score}`}
          style={{
            display: 'inline-block',
            width: '36px',
            margin: '0 6px 8px 0',
            padding: '10px 0',
            borderRadius: '8px',
            background: '#1f5b4a',
            color: '#ffffff',
            fontFamily: 'system-ui, sans-serif',
            fontSize: '16px',
            fontWeight: 600,
            textAlign: 'center',
            textDecoration: 'none',
          }}
        >
          {score}
        </Link>
      ))}
    </Section>
    <LetterText>
      You can add a few words on the next page. Everybody is asked the same, whatever the answer.
    </LetterText>
    <LetterButton href={url}>Answer with words</LetterButton>
  </Letter>
)
