/** The reasons a shop offers for a return (Shopify's standard ones). */
import { numberOf } from '../ids.ts'

export interface ReasonDefinition {
  readonly type: 'ReturnReasonDefinition'
  readonly id: number
  readonly handle: string
  readonly name: string
  readonly deleted: false
  /** The older enum's word for it. */
  readonly reason: string
}

const standard: readonly (readonly [handle: string, name: string, reason: string])[] = [
  ['color', 'Color', 'COLOR'],
  ['defective', 'Damaged or defective', 'DEFECTIVE'],
  ['not-as-described', 'Not as described', 'NOT_AS_DESCRIBED'],
  ['other', 'Other', 'OTHER'],
  ['size-too-large', 'Size was too large', 'SIZE_TOO_LARGE'],
  ['size-too-small', 'Size was too small', 'SIZE_TOO_SMALL'],
  ['style', 'Style', 'STYLE'],
  ['unknown', 'Unknown', 'UNKNOWN'],
  ['unwanted', 'Customer changed their mind', 'UNWANTED'],
  ['wrong-item', 'Received the wrong item', 'WRONG_ITEM'],
]

export const reasons: readonly ReasonDefinition[] = standard.map(([handle, name, reason], at) => ({
  type: 'ReturnReasonDefinition',
  id: at + 1,
  handle,
  name,
  deleted: false,
  reason,
}))

export const reasonById = (gid: string): ReasonDefinition | null =>
  reasons.find((one) => one.id === numberOf(gid, 'ReturnReasonDefinition')) ?? null

/** By handle or by the enum's word. */
export const reasonOfEnum = (word: string): ReasonDefinition | null =>
  reasons.find((one) => one.handle === word || one.reason === word) ?? null
