/** Pieces of a fulfillment order as inputs name them. */
import type { Wanted } from '../fulfillment/lifecycle.ts'
import { numberOf } from '../ids.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'

export interface PiecesInput {
  readonly id: string
  readonly quantity: number
}

/** The line an input names; null when the fulfillment order has no such line. */
export const lineNamed = (one: FulfillmentOrderRecord, id: string) =>
  one.lines.find((line) => line.id === numberOf(id, 'FulfillmentOrderLineItem')) ?? null

export type WantedOrWhy =
  | { readonly ok: true; readonly wanted: readonly Wanted[] }
  | { readonly ok: false; readonly why: string }

/** An empty list means everything that is left. */
export function wantedFrom(
  one: FulfillmentOrderRecord,
  input: readonly PiecesInput[] | null | undefined,
): WantedOrWhy {
  if (input == null || input.length === 0) {
    const left = one.lines.filter((line) => line.remainingQuantity > 0)
    return { ok: true, wanted: left.map((line) => ({ line, quantity: line.remainingQuantity })) }
  }
  const wanted: Wanted[] = []
  for (const { id, quantity } of input) {
    const line = lineNamed(one, id)
    if (line === null) return { ok: false, why: 'Fulfillment order line item does not exist.' }
    const already = wanted
      .filter((each) => each.line === line)
      .reduce((pieces, each) => pieces + each.quantity, 0)
    if (quantity < 1 || already + quantity > line.remainingQuantity) {
      return { ok: false, why: 'Invalid fulfillment order line item quantity requested.' }
    }
    wanted.push({ line, quantity })
  }
  return { ok: true, wanted }
}
