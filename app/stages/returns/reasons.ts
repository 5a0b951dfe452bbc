import type { Language } from '../../kernel/language.ts'
import { returnWords } from './words.ts'

/** Why something comes back, as customers may choose it: our word is the handle of Shopify's own reason. */
const customerReasons = [
  'size-too-small',
  'size-too-large',
  'not-as-described',
  'wrong-item',
  'defective',
  'unwanted',
  'other',
] as const
type CustomerReason = (typeof customerReasons)[number]

/** `unknown` is for returns that came from the store, which does not tell us. */
export type ReturnReason = CustomerReason | 'unknown'

const isCustomerReason = (raw: string): raw is CustomerReason =>
  customerReasons.some((one) => one === raw)
export const isReturnReason = (raw: string): raw is ReturnReason =>
  raw === 'unknown' || isCustomerReason(raw)

/** What a customer may choose from, in this order. */
export const reasonChoices = (language: Language) =>
  customerReasons.map((value) => ({ value, label: returnWords.in(language)(value) }))

/** A reason as merchants read it. */
export const reasonLabel = (raw: string): string => {
  if (raw === 'unknown') return 'Not told'
  return isCustomerReason(raw) ? returnWords.in('en')(raw) : raw
}
