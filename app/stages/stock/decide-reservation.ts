import type { Goods } from '../../journey/goods.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

/** Pieces of one line that must be promised from bins. */
export interface Wanted {
  readonly lineId: string
  readonly itemId: string
  readonly quantity: number
}

/** Free pieces of one item in one pick bin, of one lot where the item has lots. */
export interface Shelf extends Goods {
  readonly binId: string
  /** Place in walking order; smaller is visited first. */
  readonly walk: number
  readonly free: number
  /** The last day on which its lot may be sent, `2026-11-30`; null: it does not expire. */
  readonly expiresOn: string | null
}

/** One line's part of a shelf. */
export interface Take extends Goods {
  readonly lineId: string
  readonly binId: string
  readonly quantity: number
}

export interface Missing {
  readonly itemId: string
  readonly quantity: number
}

/**
 * Which bins a shipment's pieces come from: all of them, or none and what is missing.
 * What expires first goes first, what does not expire last. Of pieces that are equal in this a bin that has
 * all that is still open wins over several; among equals the one nearer the start of the walk.
 * @param shelves only what may be promised: nothing expired, nothing blocked.
 */
export function decideReservation(
  wanted: readonly Wanted[],
  shelves: readonly Shelf[],
): Outcome<readonly Take[], readonly Missing[]> {
  const free = new Map(shelves.map((shelf) => [shelf, shelf.free]))
  const takes: Take[] = []
  const missing = new Map<string, number>()
  for (const { lineId, itemId, quantity } of wanted) {
    let open = quantity
    for (const alike of byExpiry(shelves.filter((shelf) => shelf.itemId === itemId)))
      for (const [shelf, pieces] of gather(alike, free, open)) {
        const { binId, lotId, serial } = shelf
        takes.push({ lineId, itemId, binId, lotId, serial, quantity: pieces })
        free.set(shelf, (free.get(shelf) ?? 0) - pieces)
        open -= pieces
      }
    if (open > 0) missing.set(itemId, (missing.get(itemId) ?? 0) + open)
  }
  return missing.size === 0
    ? accept(takes)
    : refuse([...missing].map(([itemId, quantity]) => ({ itemId, quantity })))
}

/** Up to `open` pieces from shelves that are equal but for their place. */
function gather(
  alike: readonly Shelf[],
  free: ReadonlyMap<Shelf, number>,
  open: number,
): readonly (readonly [Shelf, number])[] {
  const left = (shelf: Shelf) => free.get(shelf) ?? 0
  const whole = alike.find((shelf) => open > 0 && left(shelf) >= open)
  if (whole) return [[whole, open]]
  let rest = open
  return alike.flatMap((shelf) => {
    const pieces = Math.min(rest, left(shelf))
    rest -= pieces
    return pieces > 0 ? [[shelf, pieces] as const] : []
  })
}

/** Later than any day that is written with four digits. */
const never = '~'

/** Shelves that expire on the same day, the earliest day first, each in walking order. */
function byExpiry(shelves: readonly Shelf[]): readonly (readonly Shelf[])[] {
  const days = Map.groupBy(shelves, (shelf) => shelf.expiresOn ?? never)
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike]) => alike.toSorted((a, b) => a.walk - b.walk))
}

/** The shelves as they stand after the takes. */
export const afterTaking = (shelves: readonly Shelf[], takes: readonly Take[]): readonly Shelf[] =>
  shelves.map((shelf) => ({
    ...shelf,
    free:
      shelf.free -
      takes
        .filter(
          (take) =>
            take.binId === shelf.binId &&
            take.itemId === shelf.itemId &&
            take.lotId === shelf.lotId &&
            take.serial === shelf.serial,
        )
        .reduce((sum, take) => sum + take.quantity, 0),
  }))
