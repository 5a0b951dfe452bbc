import { Link, Section } from '@react-email/components'
import {
  Letter,
  LetterButton,
  LetterGreeting,
  type LetterShop,
  LetterText,
} from '../../journey/letter/index.ts'
import type { Language } from '../../kernel/language.ts'
import { surveyLetterWords } from './survey-words.ts'

export interface SurveyLetterProps {
  readonly shop: LetterShop
  readonly orderName: string
  /** Empty when nobody gave one. */
  readonly customerName: string
  /** The survey's page; a score is added to it. */
  readonly url: string
  readonly language: Language
}

export const surveySubject = (language: Language, order: string, shop: string): string =>
  surveyLetterWords.in(language)('subject', { order, shop })

const scores = Array.from({ length: 11 }, (_, score) => score)

/** Asks how it was: eleven numbers, each one click, and a way out. */
export const SurveyLetter = (props: SurveyLetterProps) => {
  const { shop, orderName, customerName, url, language } = props
  const say = surveyLetterWords.in(language)
  return (
    <Letter
      shop={shop}
      language={language}
      preview={say('preview')}
      title={say('title')}
      unsubscribeUrl={`${url}?stop=1`}
    >
      <LetterGreeting name={customerName} />
      <LetterText>{say('question', { order: orderName })}</LetterText>
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
      <LetterText>{say('words')}</LetterText>
      <LetterButton href={url}>{say('button')}</LetterButton>
    </Letter>
  )
}
