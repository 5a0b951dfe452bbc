import { type Choice, Problems, SelectField, ShopperForm, TextField } from './form.tsx'
import { Block, Notice, type ShopFace, ShopperPage } from './page.tsx'

export interface CorrectionFieldView {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly error: string
  readonly hint: string
  readonly required: boolean
  readonly type: 'text' | 'email' | 'tel' | 'select'
  readonly autoComplete: string
  readonly choices: readonly Choice[]
}

export interface CorrectionPageProps {
  readonly shop: ShopFace
  readonly orderName: string
  readonly asked: readonly string[]
  readonly addressSoFar: readonly string[]
  readonly fields: readonly CorrectionFieldView[]
  /** Whether every field is shown already. */
  readonly all: boolean
  readonly problems: readonly { readonly field: string; readonly text: string }[]
  /** Offers "it is right as written": after a postcode did not do. */
  readonly mayInsist: boolean
}

const Field = ({ field }: { readonly field: CorrectionFieldView }) => {
  const { type, choices, ...rest } = field
  return type === 'select' ? (
    <SelectField {...rest} choices={choices} />
  ) : (
    <TextField {...rest} type={type} />
  )
}

/** Asks a customer for what is missing, and for nothing else. */
export const CorrectionPage = (props: CorrectionPageProps) => {
  const again = props.problems.length > 0
  const shows = (name: string) => props.fields.some((field) => field.name === name)
  const whole = props.all || (shows('address1') && shows('lastName') && shows('country'))
  return (
    <ShopperPage shop={props.shop} title={`Your order ${props.orderName} needs a detail`}>
      {again ? (
        <Problems problems={props.problems} />
      ) : (
        <Notice tone="info" title="What we need from you:">
          <ul>
            {props.asked.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      {props.addressSoFar.length > 0 && !whole ? (
        <>
          <h2>The address so far</h2>
          <Block lines={props.addressSoFar} />
        </>
      ) : null}
      <ShopperForm button="Send">
        {props.fields.map((field) => (
          <Field key={field.name} field={field} />
        ))}
        {props.all ? <input type="hidden" name="all" value="yes" /> : null}
        {props.mayInsist ? (
          <label className="choice box">
            <input type="checkbox" name="insist" value="yes" />
            My postcode is right as I wrote it. Please have somebody look at it.
          </label>
        ) : null}
      </ShopperForm>
      {whole ? null : (
        <p className="after">
          <a href="?all=yes">Something else is wrong too</a>
        </p>
      )}
      <h2>What happens next</h2>
      <p>
        As soon as we have this, we check your order again and it goes on by itself. You get a mail
        when it is on its way.
      </p>
    </ShopperPage>
  )
}

/** After an answer that will do. */
export const CorrectionThanksPage = ({
  shop,
  orderName,
  withOffice,
}: {
  readonly shop: ShopFace
  readonly orderName: string
  /** A person looks at it first. */
  readonly withOffice: boolean
}) => (
  <ShopperPage shop={shop} title="Thank you">
    <Notice tone="good" title={`We have what we need for order ${orderName}.`} />
    <p>
      {withOffice
        ? 'Somebody at the shop looks at what you wrote, and your order goes on after that. If anything is unclear, we write to you.'
        : 'Your order goes on now. You get a mail when it is on its way; there is nothing more for you to do.'}
    </p>
  </ShopperPage>
)

/** For somebody who comes when nothing is asked any more. */
export const NothingNeededPage = ({
  shop,
  orderName,
  cancelled,
}: {
  readonly shop: ShopFace
  readonly orderName: string
  readonly cancelled: boolean
}) => (
  <ShopperPage
    shop={shop}
    title={cancelled ? 'This order was cancelled' : 'Nothing is missing any more'}
  >
    <p>
      {cancelled
        ? `Order ${orderName} was cancelled, so we need nothing from you. If that surprises you, please ask the shop.`
        : `We have everything we need for order ${orderName}. It is on its way through the shop.`}
    </p>
  </ShopperPage>
)
