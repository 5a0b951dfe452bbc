import type { ShopSettings } from './settings.ts'

/** What makes an order urgent: a person said so, a tag of it, the service it is sent by. */
export interface UrgencyFacts {
  readonly urgentAt: Date | null
  readonly tags: readonly string[]
  readonly shippingTitle: string | null
}

/**
 * Why an order goes before others whatever is due when, in a word or two; null: it does not. A person's word comes
 * first, then tags, then the service. Capitals do not matter.
 */
export function urgencyOf(
  { urgentAt, tags, shippingTitle }: UrgencyFacts,
  { urgentTags, urgentServices }: Pick<ShopSettings, 'urgentTags' | 'urgentServices'>,
): string | null {
  if (urgentAt) return 'Urgent'
  const wanted = new Set(urgentTags.map(plain))
  const tag = tags.find((one) => wanted.has(plain(one)))
  if (tag) return tag
  const service = plain(shippingTitle ?? '')
  return urgentServices.some((word) => service.includes(plain(word))) ? shippingTitle : null
}

/** What goes before others first; among those, and among the others, the order stays as it is. */
export const urgentFirst = <Row extends { readonly urgency: string | null }>(
  rows: readonly Row[],
): readonly Row[] =>
  rows.toSorted((a, b) => Number(a.urgency === null) - Number(b.urgency === null))

const plain = (word: string) => word.trim().toLowerCase()
