/** Free pieces of an item behind the pick bins, of one lot where it has lots. */
export interface BehindShelf {
  readonly binId: string
  readonly lotId: string | null
  readonly free: number
  /** The last day on which its lot may be sent, `2026-11-30`; null: it does not expire. */
  readonly expiresOn: string | null
  readonly walk: number
}

export interface Refillable {
  readonly itemId: string
  /** Free pieces in pick bins. */
  readonly face: number
  /** Pieces of orders that wait for stock. */
  readonly wanted: number
  /** Pieces on their way to the pick bins by tasks that are open. */
  readonly onTheWay: number
  readonly min: number | null
  readonly max: number | null
  readonly behind: readonly BehindShelf[]
}

export interface Refill {
  readonly binId: string
  readonly lotId: string | null
  readonly quantity: number
  /** In words, for whoever moves them. */
  readonly reason: string
}

const never = '~'

/**
 * What is brought from the reserve to where people pick: what orders wait for, and up to `max` where fewer than `min`
 * are left. What expires first comes first; of equals the bin nearer the start of the walk.
 */
export function decideReplenish(item: Refillable): readonly Refill[] {
  const { face, wanted, onTheWay, min, max } = item
  const there = face + onTheWay
  const forOrders = Math.max(0, wanted - there)
  const isLow = min !== null && there < min
  const fillUp = isLow ? Math.max(max ?? min, min) - there : 0
  let open = Math.max(forOrders, fillUp)
  if (open <= 0) return []
  const reason =
    forOrders > 0
      ? `Orders wait for ${wanted}, ${there} are there`
      : `Fewer than ${min} are left: ${there}`
  const shelves = item.behind.toSorted(
    (a, b) =>
      compare(a.expiresOn ?? never, b.expiresOn ?? never) ||
      a.walk - b.walk ||
      compare(a.binId, b.binId),
  )
  return shelves.flatMap(({ binId, lotId, free }) => {
    const quantity = Math.min(open, free)
    open -= quantity
    return quantity > 0 ? [{ binId, lotId, quantity, reason }] : []
  })
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
