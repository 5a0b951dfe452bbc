import {
  Letter,
  LetterBlock,
  LetterButton,
  LetterGreeting,
  LetterLines,
  type LetterShop,
  LetterSubject,
  LetterText,
} from '../../journey/letter/index.ts'
import type { OrderWords } from './order-words.ts'

export interface ConfirmationLetterProps {
  readonly shop: LetterShop
  readonly order: OrderWords
  /** Empty when nobody gave one. */
  readonly customerName: string
  /** Asks for the customer's yes; null where the shop needs none. */
  readonly ask: { readonly url: string; readonly until: string } | null
}

export const confirmationSubject = (orderName: string, shopName: string, asks: boolean): string =>
  asks
    ? `Please confirm your order ${orderName} – ${shopName}`
    : `Your order ${orderName} – ${shopName}`

/** The order as the shop has it, what happens next, and a button where the shop wants a yes first. */
export const ConfirmationLetter = ({ shop, order, customerName, ask }: ConfirmationLetterProps) => (
  <Letter
    shop={shop}
    preview={
      ask
        ? `One click, and we start working on order ${order.name}.`
        : `We have everything we need for order ${order.name}.`
    }
    title={ask ? `Please confirm order ${order.name}` : `Thank you for your order ${order.name}`}
  >
    <LetterGreeting name={customerName} />
    {ask ? (
      <>
        <LetterText>
          Thank you for your order. Please look it over: once you confirm it, we start working on
          it.
        </LetterText>
        <LetterButton href={ask.url}>Look it over and confirm</LetterButton>
      </>
    ) : (
      <LetterText>We have everything we need and start working on it now.</LetterText>
    )}
    <LetterLines
      lines={order.lines.map(({ title, about, quantity, price }) => ({
        title,
        about,
        quantity,
        price,
      }))}
      total={order.total}
    />
    <LetterSubject>Delivery</LetterSubject>
    <LetterText>
      {order.delivery}
      {order.promised ? ` It should be with you by ${order.promised}.` : ''}
    </LetterText>
    {order.address.length > 0 ? <LetterBlock lines={order.address} /> : null}
    <LetterSubject>What happens next</LetterSubject>
    <LetterText>
      {ask
        ? `Please confirm by ${ask.until}; after that we will try to call you. If something is wrong, please write to us before you confirm.`
        : nextWords(order)}
    </LetterText>
  </Letter>
)

/** The sentence after everything is settled. */
const nextWords = ({ address, delivery }: OrderWords): string =>
  address.length > 0
    ? 'As soon as it is on its way, you get a mail with the tracking number. If something here is wrong, please write to us at once.'
    : `${delivery.startsWith('You collect') ? 'We write to you as soon as it is ready.' : 'It is on its way to you.'} If something here is wrong, please write to us at once.`
