import type { Language } from '../../kernel/language.ts'
import { LongTextField, Problems } from './form.tsx'
import { Notice, type ShopFace, ShopperPage } from './page.tsx'
import { surveyWords } from './survey-words.ts'

interface SurveyPageProps {
  readonly shop: ShopFace
  readonly language: Language
  readonly orderName: string
  /** As chosen in the mail, or typed before an error. */
  readonly score: string
  readonly comment: string
  /** The visitor came by "stop mails like this one". */
  readonly stop: boolean
  readonly error: 'no_score' | 'too_long' | null
}

const scores = Array.from({ length: 11 }, (_, score) => String(score))

/** How was it: eleven numbers in sight, a comment, and a way out. */
export const SurveyPage = (props: SurveyPageProps) => {
  const { shop, language, orderName, score, comment, stop, error } = props
  const say = surveyWords.in(language)
  return (
    <ShopperPage shop={shop} language={language} title={say(stop ? 'stop_title' : 'title')}>
      {error ? <Problems problems={[{ field: 'score-0', text: say(error) }]} /> : null}
      {stop ? null : (
        <form method="post" noValidate>
          <input type="hidden" name="intent" value="answer" />
          <fieldset className="field">
            <legend>{say('question', { order: orderName })}</legend>
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
          <LongTextField name="comment" label={say('comment')} value={comment} />
          <button type="submit">{say('send')}</button>
        </form>
      )}
      <form method="post">
        <input type="hidden" name="intent" value="decline" />
        <button type="submit" className={stop ? undefined : 'plain'}>
          {say(stop ? 'stop' : 'rather_not')}
        </button>
      </form>
    </ShopperPage>
  )
}

/** After the answer, and for everybody who comes again. */
export const ThanksPage = ({
  shop,
  language,
  state,
}: {
  readonly shop: ShopFace
  readonly language: Language
  readonly state: string
}) => {
  const say = surveyWords.in(language)
  const what = state === 'answered' || state === 'declined' ? state : 'closed'
  return (
    <ShopperPage shop={shop} language={language} title={say(`${what}_title`)}>
      <Notice tone="good" title={say(what)} />
    </ShopperPage>
  )
}
