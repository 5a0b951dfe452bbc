import { z } from 'zod'
import { addressShape, type Buyer } from '../../journey/buyer.ts'
import type { NamedText } from '../../journey/line-answers.ts'

const named = z.object({ name: z.string(), value: z.string() })

/** What a correction changes, as it lies sealed until the store has it: only what was given. */
export const correctionShape = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  shipTo: addressShape.optional(),
  note: z.string().optional(),
  attributes: z.array(named).optional(),
  /** Without a type: the contract tells it when the store is told. */
  metafields: z.array(named.extend({ type: z.string().optional() })).optional(),
})
export type Correction = z.infer<typeof correctionShape>

/** Texts laid over others: the same name, whatever its case, holds the new value. */
function laidOver(
  before: readonly NamedText[] | undefined,
  given: readonly NamedText[],
): { name: string; value: string }[] {
  const names = new Set(given.map(({ name }) => name.trim().toLowerCase()))
  const kept = (before ?? []).filter(({ name }) => !names.has(name.trim().toLowerCase()))
  return [...kept, ...given].map(({ name, value }) => ({ name, value }))
}

/** The buyer with a correction laid over. */
export const corrected = (buyer: Buyer, given: Correction): Buyer => ({
  ...buyer,
  ...(given.email === undefined ? {} : { email: given.email }),
  ...(given.phone === undefined ? {} : { phone: given.phone }),
  ...(given.shipTo === undefined ? {} : { shipTo: given.shipTo }),
  ...(given.note === undefined ? {} : { note: given.note }),
  ...(given.attributes === undefined
    ? {}
    : { attributes: laidOver(buyer.attributes, given.attributes) }),
  ...(given.metafields === undefined
    ? {}
    : { metafields: laidOver(buyer.metafields, given.metafields) }),
})
