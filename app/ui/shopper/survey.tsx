import { LongTextField, Problems } from './form.tsx'
import { Notice, type ShopFace, ShopperPage } from './page.tsx'

interface SurveyPageProps {
  readonly shop: ShopFace
  readonly orderName: string
  /** As chosen in the mail, or typed before an error. */
  readonly score: string
  readonly comment: string
  /** The visitor came by "stop mails like this one". */
  readonly stop: boolean
  readonly error: string | null
}

const scores = Array.from({ length: 11 }, (_, score) => String(score))

/** How was it: eleven numbers in sight, a comment, and a way out. */
export const SurveyPage = ({ shop, orderName, score, comment, stop, error }: SurveyPageProps) => (
  <ShopperPage shop={shop} title={stop ? 'No more questions about this order?' : 'How was it?'}>
    {error ? <Problems problems={[{ field: 'score-0', text: error }]} /> : null}
    {stop ? null : (
      <form method="post" noValidate>
        <input type="hidden" name="intent" value="answer" />
        <fieldset className="field">
          <legend>
            How likely are you to recommend us to a friend, after your order {orderName}? 0 is not
            at all, 10 is certainly.
          </legend>
          <div className="scores">
            {scores.map((value) => (
              <label key={value} className="score">
                <input
                  type="radio"
                  id={`score-${value}`}
                  name="score"
                  value={value}
                  defaultChecked={value === score}
                />
                <span>{value}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <LongTextField name="comment" label="What should we know?" value={comment} />
        <button type="submit">Send my answer</button>
      </form>
    )}
    <form method="post">
      <input type="hidden" name="intent" value="decline" />
      <button type="submit" className={stop ? undefined : 'plain'}>
        {stop ? 'Yes, do not ask me again about it' : 'I would rather not answer'}
      </button>
    </form>
  </ShopperPage>
)

const thanks: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  answered: {
    title: 'Thank you',
    text: 'We have your answer. If something went wrong, somebody of the shop will be in touch.',
  },
  declined: { title: 'All right', text: 'You will not be asked about this order again.' },
}

/** After the answer, and for everybody who comes again. */
export const ThanksPage = ({
  shop,
  state,
}: {
  readonly shop: ShopFace
  readonly state: string
}) => {
  const { title, text } = thanks[state] ?? {
    title: 'This survey is closed',
    text: 'Its time is over. You can still write to the shop.',
  }
  return (
    <ShopperPage shop={shop} title={title}>
      <Notice tone="good" title={text} />
    </ShopperPage>
  )
}
