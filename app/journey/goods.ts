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

/** States in which pieces belong to one shipment: only its own commands take them out. */
const heldStates: readonly GoodsState[] = ['reserved', 'picked', 'packed']
export const isHeld = (state: GoodsState): boolean => heldStates.includes(state)

export interface Place {
  readonly binId: string
  readonly state: GoodsState
}

/** Which pieces of an item are meant. */
export interface Goods {
  readonly itemId: string
  /** Null: goods that come without lots. */
  readonly lotId: string | null
  /** Null: goods whose pieces are not told apart. */
  readonly serial: string | null
}

/** So many pieces of an item from one place to another. `from: null`: new here. `to: null`: gone for good. */
export interface GoodsMove {
  readonly itemId: string
  readonly lotId?: string | null
  readonly serial?: string | null
  /** Whole pieces, more than none; one where they have a serial. */
  readonly quantity: number
  readonly from: Place | null
  readonly to: Place | null
}

/** What a command does to one level. */
export interface GoodsChange extends Place, Goods {
  readonly delta: number
}

/** A level that a command would take below none. */
export interface NotEnough extends Place, Goods {
  readonly has: number
  readonly needs: number
}

/** A level's name, for maps. */
const levelKey = (at: Place & Goods): string =>
  `${at.state} ${at.itemId} ${at.binId} ${at.lotId ?? ''} ${at.serial ?? ''}`

const byLock = (a: GoodsChange, b: GoodsChange) =>
  compare(a.state, b.state) ||
  compare(a.itemId, b.itemId) ||
  compare(a.binId, b.binId) ||
  compare(a.lotId ?? '', b.lotId ?? '') ||
  compare(a.serial ?? '', b.serial ?? '')
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * What moves do to the levels, one change a level, in the one order in which everybody locks them:
 * by state, item, bin, lot and serial. Who looks for free pieces locks those first, and is in order with it.
 * @throws RangeError when a quantity is no whole number above none, a serial counts more than one piece,
 *   or a move has neither end.
 */
export function changesOf(moves: readonly GoodsMove[]): readonly GoodsChange[] {
  const sums = new Map<string, GoodsChange>()
  const add = (move: GoodsMove, { binId, state }: Place, delta: number) => {
    const { itemId, lotId = null, serial = null } = move
    const at = { itemId, lotId, serial, binId, state }
    const key = levelKey(at)
    sums.set(key, { ...at, delta: (sums.get(key)?.delta ?? 0) + delta })
  }
  for (const move of moves) {
    if (!Number.isSafeInteger(move.quantity) || move.quantity < 1)
      throw new RangeError(`not a number of pieces: ${move.quantity}`)
    if (move.serial && move.quantity !== 1)
      throw new RangeError(`a serial is one piece, not ${move.quantity}`)
    if (!move.from && !move.to) throw new RangeError('a move from nowhere to nowhere')
    if (move.from) add(move, move.from, -move.quantity)
    if (move.to) add(move, move.to, move.quantity)
  }
  return [...sums.values()].filter((change) => change.delta !== 0).toSorted(byLock)
}
