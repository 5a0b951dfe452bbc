import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

/** Pieces of one line that must be promised from bins. */
export interface Wanted {
  readonly lineId: string
  readonly itemId: string
  readonly quantity: number
}

/** Free pieces of one item in one pick bin. */
export interface Shelf {
  readonly binId: string
  readonly itemId: string
  /** Place in walking order; smaller is visited first. */
  readonly walk: number
  readonly free: number
}

export interface Take {
  readonly lineId: string
  readonly itemId: string
  readonly binId: string
  readonly quantity: number
}

export interface Missing {
  readonly itemId: string
  readonly quantity: number
}

/**
 * Which bins a shipment's pieces come from: all of them, or none and what is missing.
 * A bin that has a whole line wins over several; among equals the one nearer the start of the walk.
 */
export function decideReservation(
  wanted: readonly Wanted[],
  shelves: readonly Shelf[],
): Outcome<readonly Take[], readonly Missing[]> {
  const free = new Map(shelves.map((shelf) => [shelf, shelf.free]))
  const takes: Take[] = []
  const missing = new Map<string, number>()
  for (const line of wanted) {
    const choice = shelves
      .filter((shelf) => shelf.itemId === line.itemId && (free.get(shelf) ?? 0) > 0)
      .toSorted((a, b) => a.walk - b.walk)
    const whole = choice.find((shelf) => (free.get(shelf) ?? 0) >= line.quantity)
    let open = line.quantity
    for (const shelf of whole ? [whole] : choice) {
      const quantity = Math.min(open, free.get(shelf) ?? 0)
      if (quantity === 0) break
      takes.push({ lineId: line.lineId, itemId: line.itemId, binId: shelf.binId, quantity })
      free.set(shelf, (free.get(shelf) ?? 0) - quantity)
      open -= quantity
    }
    if (open > 0) missing.set(line.itemId, (missing.get(line.itemId) ?? 0) + open)
  }
  return missing.size === 0
    ? accept(takes)
    : refuse([...missing].map(([itemId, quantity]) => ({ itemId, quantity })))
}

/** The shelves as they stand after the takes. */
export const afterTaking = (shelves: readonly Shelf[], takes: readonly Take[]): readonly Shelf[] =>
  shelves.map((shelf) => ({
    ...shelf,
    free:
      shelf.free -
      takes
        .filter((take) => take.binId === shelf.binId && take.itemId === shelf.itemId)
        .reduce((sum, take) => sum + take.quantity, 0),
  }))
