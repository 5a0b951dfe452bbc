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
import type { Language } from '../../kernel/language.ts'
import { letterWords } from './words/letter.ts'

export interface CorrectionLetterProps {
  readonly shop: LetterShop
  readonly language: Language
  /** A letter about the same went before. */
  readonly reminder: boolean
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

export const correctionSubject = (
  language: Language,
  reminder: boolean,
  order: string,
  shop: string,
): string => letterWords.in(language)(reminder ? 'reminder_subject' : 'subject', { order, shop })

/** Asks a customer for what is missing. One button; the page behind it asks for nothing else. */
export const CorrectionLetter = (props: CorrectionLetterProps) => {
  const say = letterWords.in(props.language)
  const order = props.orderName
  return (
    <Letter
      shop={props.shop}
      language={props.language}
      preview={say('preview', { order })}
      title={say(props.reminder ? 'reminder_title' : 'title', { order })}
    >
      <LetterGreeting name={props.customerName} />
      <LetterText>{say(props.reminder ? 'reminder_opening' : 'opening')}</LetterText>
      <LetterList items={props.asked} />
      {props.addressSoFar.length > 0 ? (
        <>
          <LetterSubject>{say('so_far')}</LetterSubject>
          <LetterBlock lines={props.addressSoFar} />
        </>
      ) : null}
      <LetterButton href={props.url}>{say('button')}</LetterButton>
      <LetterText>{say('closing', { until: props.until })}</LetterText>
    </Letter>
  )
}
