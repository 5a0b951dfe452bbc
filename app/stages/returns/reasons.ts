/**
 * Why something comes back: our word is the handle of Shopify's own reason.
 * `unknown` is for returns that came from the store, which does not tell us; customers cannot choose it.
 */
const returnReasons = {
  'size-too-small': 'It is too small',
  'size-too-large': 'It is too large',
  'not-as-described': 'It is not as described',
  'wrong-item': 'I got the wrong item',
  defective: 'It is damaged or does not work',
  unwanted: 'I changed my mind',
  other: 'Something else',
  unknown: 'Not told',
} as const
export type ReturnReason = keyof typeof returnReasons

export const isReturnReason = (raw: string): raw is ReturnReason =>
  Object.hasOwn(returnReasons, raw)

/** What a customer may choose from, in this order. */
export const reasonChoices = Object.entries(returnReasons)
  .filter(([value]) => value !== 'unknown')
  .map(([value, label]) => ({ value, label }))

export const reasonLabel = (raw: string): string => (isReturnReason(raw) ? returnReasons[raw] : raw)
