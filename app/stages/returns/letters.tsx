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
import type { Language } from '../../kernel/language.ts'
import { returnLetterWords } from './letter-words.ts'
import { sendBackDays } from './next-of.ts'

export type ReturnLetterKind = 'requested' | 'approved' | 'declined' | 'settled'

export interface ReturnLetterProps {
  readonly shop: LetterShop
  readonly language: Language
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

const sayOf = ({ language }: ReturnLetterProps) => returnLetterWords.in(language)

const titleOf = (kind: ReturnLetterKind, props: ReturnLetterProps): string => {
  const what = kind === 'settled' ? (props.refund ? 'refunded' : 'closed') : kind
  return sayOf(props)(`${what}_title`, { number: props.number })
}

export const returnSubject = (kind: ReturnLetterKind, props: ReturnLetterProps): string =>
  `${titleOf(kind, props)} – ${props.shop.name}`

const Words = ({ words }: { readonly words: string }) =>
  words ? <LetterBlock lines={words.split('\n')} /> : null

/** What it was about, and where it can be looked at. */
const End = ({ props }: { readonly props: ReturnLetterProps }) => (
  <>
    <LetterLines lines={props.lines} />
    <LetterText> </LetterText>
    <LetterButton href={props.url}>{sayOf(props)('see')}</LetterButton>
  </>
)

const bodies: Readonly<Record<ReturnLetterKind, (props: ReturnLetterProps) => ReactNode>> = {
  requested: (props) => (
    <>
      <LetterText>{sayOf(props)('requested', { order: props.orderName })}</LetterText>
      <End props={props} />
    </>
  ),
  approved: (props) => {
    const { number, lines, sendTo, url } = props
    const say = sayOf(props)
    return (
      <>
        <LetterText>{say('approved', { days: sendBackDays })}</LetterText>
        <LetterLines lines={lines} />
        <LetterSubject>{say('write_number')}</LetterSubject>
        <LetterBlock lines={[number]} />
        <LetterSubject>{say('send_to')}</LetterSubject>
        {sendTo.length > 0 ? (
          <LetterBlock lines={sendTo} />
        ) : (
          <LetterText>{say('ask_address')}</LetterText>
        )}
        <LetterSubject>{say('before')}</LetterSubject>
        <LetterText>{say('pack_well')}</LetterText>
        <LetterButton href={url}>{say('see')}</LetterButton>
      </>
    )
  },
  declined: (props) => (
    <>
      <LetterText>{sayOf(props)('declined')}</LetterText>
      <Words words={props.words} />
      <LetterSubject>{sayOf(props)('about')}</LetterSubject>
      <End props={props} />
    </>
  ),
  settled: (props) => {
    const { orderName: order, words, refund } = props
    const say = sayOf(props)
    return (
      <>
        <LetterText>
          {refund ? say('refunded', { refund, order }) : say('closed', { order })}
        </LetterText>
        {words ? (
          <>
            <LetterSubject>{say('found')}</LetterSubject>
            <Words words={words} />
          </>
        ) : null}
        <LetterSubject>{say('about')}</LetterSubject>
        <End props={props} />
      </>
    )
  },
}

/** A letter about a return, one for each of its turns. */
export const ReturnLetter = ({
  kind,
  props,
}: {
  readonly kind: ReturnLetterKind
  readonly props: ReturnLetterProps
}) => (
  <Letter
    shop={props.shop}
    language={props.language}
    preview={sayOf(props)(`${kind}_preview`)}
    title={titleOf(kind, props)}
  >
    <LetterGreeting name={props.customerName} />
    {bodies[kind](props)}
  </Letter>
)
