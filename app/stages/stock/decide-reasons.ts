/** Why the store can count other pieces than the ledger, for a while or until somebody settles it. */
export const storeReasons = [
  'booking_on_its_way',
  'booking_refused',
  'shipped_not_fulfilled',
  'fulfilled_not_shipped',
  'return_on_its_way',
  'changed_in_store',
] as const
type StoreReasonKind = (typeof storeReasons)[number]

export interface StoreReason {
  readonly kind: StoreReasonKind
  /** How many more (or fewer, below none) the store has because of it. */
  readonly pieces: number
}

/** What is known to be under way for an item at a place, in pieces the store has more. */
export type UnderWay = Readonly<Record<Exclude<StoreReasonKind, 'changed_in_store'>, number>>

/**
 * Where a difference comes from. What nothing under way explains was changed in the store; it is what
 * somebody can settle, and stays nothing when all is explained.
 * @param difference pieces the store has more than the ledger.
 */
export function decideReasons(difference: number, underWay: UnderWay): readonly StoreReason[] {
  const known = storeReasons.flatMap((kind): StoreReason[] =>
    kind !== 'changed_in_store' && underWay[kind] !== 0 ? [{ kind, pieces: underWay[kind] }] : [],
  )
  const rest = difference - known.reduce((sum, { pieces }) => sum + pieces, 0)
  return rest === 0 ? known : [...known, { kind: 'changed_in_store', pieces: rest }]
}

/** What of a difference somebody can settle: what the store refused, and what was changed there. */
export const toSettle = (reasons: readonly StoreReason[]): number =>
  reasons
    .filter(({ kind }) => kind === 'changed_in_store' || kind === 'booking_refused')
    .reduce((sum, { pieces }) => sum + pieces, 0)

export interface FreePlace {
  readonly binId: string
  readonly lotId: string | null
  readonly serial: string | null
  readonly free: number
}

/**
 * From where pieces are written off that the store says are not there: without a lot before those with one,
 * the fullest bin first. Null when fewer are free: what is promised is not taken away.
 */
export function decideWriteOff(
  places: readonly FreePlace[],
  pieces: number,
): readonly { readonly place: FreePlace; readonly quantity: number }[] | null {
  const order = places.toSorted(
    (a, b) => Number(a.lotId !== null) - Number(b.lotId !== null) || b.free - a.free,
  )
  let open = pieces
  const off = order.flatMap((place) => {
    const quantity = Math.min(open, place.free)
    open -= quantity
    return quantity > 0 ? [{ place, quantity }] : []
  })
  return open === 0 ? off : null
}
