import type { ReactNode } from 'react'
import {
  Letter,
  LetterBlock,
  LetterButton,
  LetterGreeting,
  type LetterLine,
  LetterLines,
  type LetterShop,
  LetterSubject,
  LetterText,
} from '../../journey/letter/index.ts'
import { sendBackDays } from './next-of.ts'

export type ReturnLetterKind = 'requested' | 'approved' | 'declined' | 'settled'

export interface ReturnLetterProps {
  readonly shop: LetterShop
  readonly orderName: string
  /** Empty when nobody gave one. */
  readonly customerName: string
  readonly number: string
  readonly lines: readonly LetterLine[]
  /** Where the goods go; empty where the shop has told no address. */
  readonly sendTo: readonly string[]
  /** Why it was declined, or what was found; empty for nothing. */
  readonly words: string
  /** For people, "12,50 €"; empty when no money goes back. */
  readonly refund: string
  /** Where the return can be looked at. */
  readonly url: string
}

const titles: Readonly<Record<ReturnLetterKind, (props: ReturnLetterProps) => string>> = {
  requested: ({ number }) => `We have your return ${number}`,
  approved: ({ number }) => `Please send your return ${number} back`,
  declined: ({ number }) => `We cannot take return ${number} back`,
  settled: ({ number, refund }) =>
    refund ? `Your refund for return ${number}` : `Your return ${number} is closed`,
}

export const returnSubject = (kind: ReturnLetterKind, props: ReturnLetterProps): string =>
  `${titles[kind](props)} – ${props.shop.name}`

const previews: Readonly<Record<ReturnLetterKind, string>> = {
  requested: 'You need not do anything yet.',
  approved: 'Where to send it, and what to write on the parcel.',
  declined: 'Here is why.',
  settled: 'What came of your return.',
}

const Words = ({ words }: { readonly words: string }) =>
  words ? <LetterBlock lines={words.split('\n')} /> : null

const bodies: Readonly<Record<ReturnLetterKind, (props: ReturnLetterProps) => ReactNode>> = {
  requested: ({ orderName, lines, url }) => (
    <>
      <LetterText>
        We have your wish to send something of order {orderName} back. Somebody of the shop looks at
        it on the next working day. Please keep the goods until you hear from us.
      </LetterText>
      <LetterLines lines={lines} />
      <LetterText> </LetterText>
      <LetterButton href={url}>See my return</LetterButton>
    </>
  ),
  approved: ({ number, lines, sendTo, url }) => (
    <>
      <LetterText>You may send these back, within {sendBackDays} days:</LetterText>
      <LetterLines lines={lines} />
      <LetterSubject>Write this number on the parcel</LetterSubject>
      <LetterBlock lines={[number]} />
      <LetterSubject>Send it to</LetterSubject>
      {sendTo.length > 0 ? (
        <LetterBlock lines={sendTo} />
      ) : (
        <LetterText>Please ask us for the address: just answer this mail.</LetterText>
      )}
      <LetterSubject>Before you send it</LetterSubject>
      <LetterText>
        Pack the goods so that they arrive safely, and keep the receipt of the carrier until the
        return is done.
      </LetterText>
      <LetterButton href={url}>See my return</LetterButton>
    </>
  ),
  declined: ({ lines, words, url }) => (
    <>
      <LetterText>
        We are sorry: we cannot take this back. Please do not send it. Here is what the shop says:
      </LetterText>
      <Words words={words} />
      <LetterSubject>It was about</LetterSubject>
      <LetterLines lines={lines} />
      <LetterText> </LetterText>
      <LetterButton href={url}>See my return</LetterButton>
    </>
  ),
  settled: ({ orderName, lines, words, refund, url }) => (
    <>
      <LetterText>
        {refund
          ? `We have given back ${refund} for order ${orderName}, the way you paid. It can take some days until you see it.`
          : `Your return for order ${orderName} is closed. No money is given back.`}
      </LetterText>
      {words ? (
        <>
          <LetterSubject>What we found</LetterSubject>
          <Words words={words} />
        </>
      ) : null}
      <LetterSubject>It was about</LetterSubject>
      <LetterLines lines={lines} />
      <LetterText> </LetterText>
      <LetterButton href={url}>See my return</LetterButton>
    </>
  ),
}

/** A letter about a return, one for each of its turns. */
export const ReturnLetter = ({
  kind,
  props,
}: {
  readonly kind: ReturnLetterKind
  readonly props: ReturnLetterProps
}) => (
  <Letter shop={props.shop} preview={previews[kind]} title={titles[kind](props)}>
    <LetterGreeting name={props.customerName} />
    {bodies[kind](props)}
  </Letter>
)
