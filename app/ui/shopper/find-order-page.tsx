import { Problems, ShopperForm, TextField } from './form.tsx'
import { type ShopFace, ShopperPage } from './page.tsx'

export interface FindOrderPageProps {
  readonly shop: ShopFace
  readonly title: string
  /** What the visitor gets once the order is found, as a sentence. */
  readonly lead: string
  readonly button: string
  readonly order: string
  readonly email: string
  /** Said alike of orders that are not there and of those that are somebody else's. */
  readonly error: string
}

/** Asks for an order's number and the e-mail address it was placed with. */
export const FindOrderPage = (props: FindOrderPageProps) => (
  <ShopperPage shop={props.shop} title={props.title}>
    {props.error ? <Problems problems={[{ field: 'order', text: props.error }]} /> : null}
    <p>{props.lead}</p>
    <ShopperForm button={props.button}>
      <TextField
        name="order"
        label="Order number"
        hint="It is in the mail that confirmed your order, for example #1001."
        value={props.order}
        maxLength={60}
        required
      />
      <TextField
        name="email"
        label="E-mail address"
        hint="The one you gave with the order."
        type="email"
        value={props.email}
        autoComplete="email"
        required
      />
    </ShopperForm>
  </ShopperPage>
)
