import type { NamedText } from '../../../journey/line-answers.ts'
import type { ShopSettings } from '../../../journey/settings.ts'

export type GiftRules = Pick<ShopSettings, 'giftNames' | 'giftMarks' | 'giftTags' | 'giftFromNote'>

export interface GiftFacts {
  /** What was written about the whole order; null once the customer was erased. */
  readonly attributes: readonly NamedText[]
  readonly note: string | null
  readonly tags: readonly string[]
  /** Properties of the lines in this shipment. */
  readonly properties: readonly NamedText[]
}

export interface Gift {
  readonly isGift: boolean
  /** One a card: the order's first, then the lines' in their order, each once. */
  readonly texts: readonly string[]
  /** The order's note is the card's text: it is printed nowhere else. */
  readonly isNoteText: boolean
}

const folded = (text: string) => text.trim().toLowerCase()
const named = (texts: readonly NamedText[], names: readonly string[]) => {
  const wanted = new Set(names.map(folded))
  return texts.filter(({ name, value }) => wanted.has(folded(name)) && value.trim() !== '')
}
/** What a box that was not ticked says. */
const noes = new Set(['no', 'false', '0', 'off', 'nein', 'non'])

/** Whether what is sent is a gift, and what is written on its cards. */
export function giftOf(rules: GiftRules, facts: GiftFacts): Gift {
  const said = [...facts.attributes, ...facts.properties]
  const texts = named(said, rules.giftNames).map(({ value }) => value.trim())
  const isMarked = named(said, rules.giftMarks).some(({ value }) => !noes.has(folded(value)))
  const tags = new Set(facts.tags.map(folded))
  const isGift = texts.length > 0 || isMarked || rules.giftTags.some((tag) => tags.has(folded(tag)))
  const note = facts.note?.trim() ?? ''
  const isNoteText = isGift && rules.giftFromNote && texts.length === 0 && note !== ''
  return { isGift, texts: isNoteText ? [note] : [...new Set(texts)], isNoteText }
}

/** Whether a line's property is a text for the card, which is not printed beside the goods. */
export const isGiftText = ({ giftNames }: Pick<GiftRules, 'giftNames'>, name: string): boolean =>
  giftNames.some((one) => folded(one) === folded(name))
