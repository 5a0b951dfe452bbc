import type { Gid } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { FulfillmentOrder, FulfillmentRecord, FulfilRequest } from './contract.ts'

export interface WantedLine {
  readonly orderLineGid: string
  readonly quantity: number
}

/** The store has fewer open pieces at the place than left it. */
export interface NotOpenInStore {
  readonly kind: 'not_open_in_store'
  readonly missing: readonly WantedLine[]
  /** What the store does have open of it. */
  readonly found: FulfilRequest['lines']
}

/** Finds for each line that left the open pieces of the store's fulfillment orders at that place. */
export function pairLines(
  wanted: readonly WantedLine[],
  open: readonly FulfillmentOrder[],
): Outcome<FulfilRequest['lines'], NotOpenInStore> {
  const pairs: { fulfillmentOrderGid: Gid; lineGid: Gid; quantity: number }[] = []
  const missing: WantedLine[] = []
  for (const want of wanted) {
    let left = want.quantity
    for (const order of open)
      for (const line of order.lines) {
        const quantity = Math.min(left, line.remaining)
        if (line.orderLineGid !== want.orderLineGid || quantity === 0) continue
        pairs.push({ fulfillmentOrderGid: order.gid, lineGid: line.gid, quantity })
        left -= quantity
      }
    if (left > 0) missing.push({ ...want, quantity: left })
  }
  return missing.length === 0
    ? accept(pairs)
    : refuse({ kind: 'not_open_in_store', missing, found: pairs })
}

const summed = (lines: readonly WantedLine[]) => {
  const sum = new Map<string, number>()
  for (const { orderLineGid, quantity } of lines)
    sum.set(orderLineGid, (sum.get(orderLineGid) ?? 0) + quantity)
  return sum
}

/** The fulfilment that was made of exactly these lines and numbers, when there is one already. */
export function findMade(
  records: readonly FulfillmentRecord[],
  wanted: readonly WantedLine[],
  trackingNumbers: readonly string[],
): FulfillmentRecord | null {
  const want = summed(wanted)
  const sameLines = (record: FulfillmentRecord) => {
    const made = summed(record.lines)
    return made.size === want.size && [...want].every(([gid, count]) => made.get(gid) === count)
  }
  const numbers = [...trackingNumbers].sort().join('\n')
  return (
    records.find(
      (record) =>
        record.status !== 'CANCELLED' &&
        sameLines(record) &&
        [...record.tracking.numbers].sort().join('\n') === numbers,
    ) ?? null
  )
}
