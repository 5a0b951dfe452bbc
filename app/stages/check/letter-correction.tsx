import {
  Letter,
  LetterBlock,
  LetterButton,
  LetterGreeting,
  LetterList,
  type LetterShop,
  LetterSubject,
  LetterText,
} from '../../journey/letter/index.ts'

export interface CorrectionLetterProps {
  readonly shop: LetterShop
  /** `#1001` */
  readonly orderName: string
  /** Empty when nobody gave one. */
  readonly customerName: string
  /** What we ask for, one sentence each. */
  readonly asked: readonly string[]
  /** The address as far as we have it; empty for none. */
  readonly addressSoFar: readonly string[]
  readonly url: string
  /** Until when, for people. */
  readonly until: string
}

export const correctionSubject = (orderName: string, shopName: string): string =>
  `Your order ${orderName} needs a detail – ${shopName}`

/** Asks a customer for what is missing. One button; the page behind it asks for nothing else. */
export const CorrectionLetter = (props: CorrectionLetterProps) => (
  <Letter
    shop={props.shop}
    preview={`Order ${props.orderName} waits for a detail that only you know.`}
    title={`Your order ${props.orderName} needs a detail`}
  >
    <LetterGreeting name={props.customerName} />
    <LetterText>
      Thank you for your order. Before we can send it, we need something from you:
    </LetterText>
    <LetterList items={props.asked} />
    {props.addressSoFar.length > 0 ? (
      <>
        <LetterSubject>The address so far</LetterSubject>
        <LetterBlock lines={props.addressSoFar} />
      </>
    ) : null}
    <LetterButton href={props.url}>Complete my order</LetterButton>
    <LetterText>
      It takes a minute. As soon as we have it, your order goes on by itself. If we do not hear from
      you by {props.until}, we will try to reach you.
    </LetterText>
  </Letter>
)
