import type { Language } from '../../kernel/language.ts'
import { Problems, ShopperForm, TextField } from './form.tsx'
import { type ShopFace, ShopperPage } from './page.tsx'
import { trackingWords } from './tracking-words.ts'

export interface FindOrderPageProps {
  readonly shop: ShopFace
  /** The visitor's browser's. */
  readonly language: Language
  /** What the visitor gets once the order is found. */
  readonly wants: 'find' | 'back'
  readonly order: string
  readonly email: string
  /** Said alike of orders that are not there and of those that are somebody else's. */
  readonly error: 'no_order' | null
}

/** Asks for an order's number and the e-mail address it was placed with. */
export const FindOrderPage = (props: FindOrderPageProps) => {
  const say = trackingWords.in(props.language)
  return (
    <ShopperPage shop={props.shop} language={props.language} title={say(`${props.wants}_title`)}>
      {props.error ? <Problems problems={[{ field: 'order', text: say(props.error) }]} /> : null}
      <p>{say(`${props.wants}_lead`)}</p>
      <ShopperForm button={say(`${props.wants}_button`)}>
        <TextField
          name="order"
          label={say('order_number')}
          hint={say('order_hint')}
          value={props.order}
          maxLength={60}
          required
        />
        <TextField
          name="email"
          label={say('email')}
          hint={say('email_hint')}
          type="email"
          value={props.email}
          autoComplete="email"
          required
        />
      </ShopperForm>
    </ShopperPage>
  )
}
