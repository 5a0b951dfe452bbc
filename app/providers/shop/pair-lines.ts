import type { Gid } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { FulfillmentOrder, FulfillmentRecord, FulfilRequest } from './contract.ts'

export interface WantedLine {
  readonly orderLineGid: string
  readonly quantity: number
}

/** The store has fewer open pieces at the place than left it. */
interface NotOpenInStore {
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

/** Told by its numbers alone, where a fulfilment holds fewer pieces than left. */
const isSentWith = (made: readonly string[], ours: readonly string[]): boolean =>
  ours.length > 0 && [...made].sort().join('\n') === [...ours].sort().join('\n')

export type FulfilPlan =
  /** The fulfilment is there: an earlier call did its work. */
  | { readonly kind: 'made'; readonly gid: FulfillmentRecord['gid'] }
  /** `missing`: pieces that left and that the store has nothing open for, since they were taken out of the order. */
  | {
      readonly kind: 'fulfil'
      readonly lines: FulfilRequest['lines']
      readonly missing: readonly WantedLine[]
    }
  /** The store has none of it open at that place. */
  | { readonly kind: 'nothing_open'; readonly missing: readonly WantedLine[] }

/**
 * What to tell the store of goods that left, looking first at what it was told before.
 * Articles that were taken out of the order while their parcel was made cannot be fulfilled; what is still
 * open is, so that the customer has the number of the parcel that is on its way.
 */
export function planFulfil(
  wanted: readonly WantedLine[],
  store: {
    readonly records: readonly FulfillmentRecord[]
    readonly open: readonly FulfillmentOrder[]
  },
  trackingNumbers: readonly string[],
): FulfilPlan {
  const made = findMade(store.records, wanted, trackingNumbers)
  if (made) return { kind: 'made', gid: made.gid }
  const pairs = pairLines(wanted, store.open)
  if (pairs.ok) return { kind: 'fulfil', lines: pairs.value, missing: [] }
  const { found, missing } = pairs.refusal
  if (found.length > 0) return { kind: 'fulfil', lines: found, missing }
  const sent = store.records.find(
    (record) =>
      record.status !== 'CANCELLED' && isSentWith(record.tracking.numbers, trackingNumbers),
  )
  return sent ? { kind: 'made', gid: sent.gid } : { kind: 'nothing_open', missing }
}
