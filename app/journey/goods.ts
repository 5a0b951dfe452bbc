/**
 * How a piece in a bin can stand. Every piece is in exactly one of these.
 * on_hand: free to be promised. reserved: promised to a shipment. picked: in a tote. packed: in a parcel.
 * quarantine: said to be there, not found or not yet put away; nobody may promise it.
 * damaged: not for sale. in_transit: on its way to the bin.
 */
export const goodsStates = [
  'on_hand',
  'reserved',
  'picked',
  'packed',
  'quarantine',
  'damaged',
  'in_transit',
] as const
export type GoodsState = (typeof goodsStates)[number]

export interface Place {
  readonly binId: string
  readonly state: GoodsState
}

/** So many pieces of an item from one place to another. `from: null`: new here. `to: null`: gone for good. */
export interface GoodsMove {
  readonly itemId: string
  /** Whole pieces, more than none. */
  readonly quantity: number
  readonly from: Place | null
  readonly to: Place | null
}

/** What a command does to one level. */
export interface GoodsChange extends Place {
  readonly itemId: string
  readonly delta: number
}

/** A level that a command would take below none. */
export interface NotEnough extends Place {
  readonly itemId: string
  readonly has: number
  readonly needs: number
}

const byPlace = (a: GoodsChange, b: GoodsChange) =>
  compare(a.itemId, b.itemId) || compare(a.binId, b.binId) || compare(a.state, b.state)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * What moves do to the levels, one change a level, in the one order in which everybody locks them.
 * @throws RangeError when a quantity is no whole number above none, or a move has neither end.
 */
export function changesOf(moves: readonly GoodsMove[]): readonly GoodsChange[] {
  const sums = new Map<string, GoodsChange>()
  const add = (itemId: string, place: Place, delta: number) => {
    const key = `${itemId} ${place.binId} ${place.state}`
    const before = sums.get(key)?.delta ?? 0
    sums.set(key, { itemId, binId: place.binId, state: place.state, delta: before + delta })
  }
  for (const move of moves) {
    if (!Number.isSafeInteger(move.quantity) || move.quantity < 1)
      throw new RangeError(`not a number of pieces: ${move.quantity}`)
    if (!move.from && !move.to) throw new RangeError('a move from nowhere to nowhere')
    if (move.from) add(move.itemId, move.from, -move.quantity)
    if (move.to) add(move.itemId, move.to, move.quantity)
  }
  return [...sums.values()].filter((change) => change.delta !== 0).toSorted(byPlace)
}

/** The levels that the changes would take below none; empty when all is well. */
export function lacking(
  changes: readonly GoodsChange[],
  has: (place: GoodsChange) => number,
): readonly NotEnough[] {
  return changes.flatMap(({ delta, ...place }) => {
    const there = has({ delta, ...place })
    return there + delta < 0 ? [{ ...place, has: there, needs: -delta }] : []
  })
}
