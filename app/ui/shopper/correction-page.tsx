import type { Language } from '../../kernel/language.ts'
import { type Choice, Problems, SelectField, ShopperForm, TextField } from './form.tsx'
import { Block, Notice, type ShopFace, ShopperPage } from './page.tsx'
import { shopperWords } from './words.ts'

export interface CorrectionFieldView {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly error: string
  readonly hint: string
  readonly required: boolean
  readonly type: 'text' | 'email' | 'tel' | 'date' | 'select'
  readonly autoComplete: string
  readonly choices: readonly Choice[]
}

interface AboutOrder {
  readonly shop: ShopFace
  readonly language: Language
  readonly orderName: string
}

export interface CorrectionPageProps extends AboutOrder {
  readonly asked: readonly string[]
  readonly addressSoFar: readonly string[]
  readonly fields: readonly CorrectionFieldView[]
  /** Whether every field is shown already. */
  readonly all: boolean
  readonly problems: readonly { readonly field: string; readonly text: string }[]
  /**
   * Offers to say that it is right all the same: a postcode that did not do (somebody looks at it), or
   * what only looked wrong.
   */
  readonly mayInsist: 'postcode' | 'doubt' | null
}

const Field = ({ field }: { readonly field: CorrectionFieldView }) => {
  const { type, choices, ...rest } = field
  return type === 'select' ? (
    <SelectField {...rest} choices={choices} />
  ) : (
    <TextField {...rest} type={type} maxLength={field.name.startsWith('need.') ? 1000 : 200} />
  )
}

/** Asks a customer for what is missing, and for nothing else. */
export const CorrectionPage = (props: CorrectionPageProps) => {
  const say = shopperWords.in(props.language)
  const again = props.problems.length > 0
  const shows = (name: string) => props.fields.some((field) => field.name === name)
  const whole = props.all || (shows('address1') && shows('lastName') && shows('country'))
  const ofAddress = ['zip', 'region', 'country', 'city'].some(shows)
  return (
    <ShopperPage
      shop={props.shop}
      language={props.language}
      title={say('correct_title', { order: props.orderName })}
    >
      {again ? (
        <Problems problems={props.problems} />
      ) : (
        <Notice tone="info" title={say('correct_needed')}>
          <ul>
            {props.asked.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      {props.addressSoFar.length > 0 && !whole ? (
        <>
          <h2>{say('so_far')}</h2>
          <Block lines={props.addressSoFar} />
        </>
      ) : null}
      <ShopperForm button={say('send')}>
        {props.fields.map((field) => (
          <Field key={field.name} field={field} />
        ))}
        {props.all ? <input type="hidden" name="all" value="yes" /> : null}
        {props.mayInsist ? (
          <label className="choice box">
            <input type="checkbox" name="insist" value="yes" />
            {say(props.mayInsist === 'postcode' ? 'right_as_written' : 'right_anyway')}
          </label>
        ) : null}
      </ShopperForm>
      {whole ? null : (
        <p className="after">
          <a href="?all=yes">{say('something_else')}</a>
        </p>
      )}
      <h2>{say('what_next')}</h2>
      <p>{say('next_text')}</p>
      {ofAddress ? <p className="quiet">{say('rules_by')}</p> : null}
    </ShopperPage>
  )
}

/** After an answer that will do. */
export const CorrectionThanksPage = ({
  shop,
  language,
  orderName,
  withOffice,
}: AboutOrder & {
  /** A person looks at it first. */
  readonly withOffice: boolean
}) => {
  const say = shopperWords.in(language)
  return (
    <ShopperPage shop={shop} language={language} title={say('thanks')}>
      <Notice tone="good" title={say('thanks_have', { order: orderName })} />
      <p>{say(withOffice ? 'thanks_office' : 'thanks_on')}</p>
    </ShopperPage>
  )
}

/** For somebody who comes when nothing is asked any more. */
export const NothingNeededPage = ({
  shop,
  language,
  orderName,
  cancelled,
}: AboutOrder & { readonly cancelled: boolean }) => {
  const say = shopperWords.in(language)
  const what = cancelled ? 'cancelled' : 'nothing'
  return (
    <ShopperPage shop={shop} language={language} title={say(`${what}_title`)}>
      <p>{say(`${what}_text`, { order: orderName })}</p>
    </ShopperPage>
  )
}
