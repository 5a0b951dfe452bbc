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
import { confirmWords } from './words.ts'

export interface ConfirmationLetterProps {
  readonly shop: LetterShop
  readonly order: OrderWords
  /** Empty when nobody gave one. */
  readonly customerName: string
  /** Asks for the customer's yes; null where the shop needs none. */
  readonly ask: { readonly url: string; readonly until: string } | null
}

export const confirmationSubject = (
  { name: order, language }: Pick<OrderWords, 'name' | 'language'>,
  shop: string,
  asks: boolean,
): string => confirmWords.in(language)(asks ? 'ask_subject' : 'subject', { order, shop })

/** The order as the shop has it, what happens next, and a button where the shop wants a yes first. */
export const ConfirmationLetter = ({ shop, order, customerName, ask }: ConfirmationLetterProps) => {
  const say = confirmWords.in(order.language)
  const named = { order: order.name }
  return (
    <Letter
      shop={shop}
      language={order.language}
      preview={say(ask ? 'ask_preview' : 'preview', named)}
      title={say(ask ? 'ask_title' : 'title', named)}
    >
      <LetterGreeting name={customerName} />
      <LetterText>{say(ask ? 'ask_opening' : 'opening')}</LetterText>
      {ask ? <LetterButton href={ask.url}>{say('button')}</LetterButton> : null}
      <LetterLines
        lines={order.lines.map(({ title, about, quantity, price }) => ({
          title,
          about,
          quantity,
          price,
        }))}
        between={order.between ? { label: say('between'), amount: order.between } : null}
        total={{ label: say('total'), amount: order.total }}
      />
      <LetterSubject>{say('delivery')}</LetterSubject>
      <LetterText>{order.delivery}</LetterText>
      {order.address.length > 0 ? <LetterBlock lines={order.address} /> : null}
      <LetterSubject>{say('next')}</LetterSubject>
      <LetterText>
        {ask ? say('ask_next', { until: ask.until }) : say(nextOf[order.kind])}
      </LetterText>
    </Letter>
  )
}

/** The sentence after everything is settled. */
const nextOf = { shipping: 'next_sent', pickup: 'next_collect', digital: 'next_mail' } as const
