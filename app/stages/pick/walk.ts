/** A place to stop at. Without a bin the goods are found by hand, after everything else. */
export interface Stop {
  readonly bin: { readonly code: string; readonly walk: number } | null
  readonly sku: string | null
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The order in which to visit the stops. Bins know their place in the walk (up one aisle, down the
 * next); what has no bin comes last.
 */
export const inWalkingOrder = <S extends Stop>(stops: readonly S[]): readonly S[] =>
  stops.toSorted((a, b) => {
    if (!a.bin || !b.bin)
      return Number(!a.bin) - Number(!b.bin) || compare(a.sku ?? '', b.sku ?? '')
    return (
      a.bin.walk - b.bin.walk ||
      compare(a.bin.code, b.bin.code) ||
      compare(a.sku ?? '', b.sku ?? '')
    )
  })

export interface Batchable {
  readonly id: string
  readonly locationId: string | null
  /** When its picking is due. */
  readonly dueAt: Date
  /** Codes of its bins. */
  readonly bins: readonly string[]
}

/** `A-03-07` lies in aisle `A-03`. */
const aisleOf = (code: string) => code.split('-').slice(0, 2).join('-')

/**
 * Which shipments to walk for together: the one due first, and those of the same place that add the
 * fewest aisles to the walk; of equals the one due sooner.
 */
export function suggestBatch<B extends Batchable>(ready: readonly B[], most: number): readonly B[] {
  const byDue = ready.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  const [first] = byDue
  if (!first) return []
  const batch = [first]
  const aisles = new Set(first.bins.map(aisleOf))
  const rest = byDue.filter((one) => one !== first && one.locationId === first.locationId)
  while (batch.length < most && rest.length > 0) {
    const added = (one: B) =>
      new Set(one.bins.map(aisleOf).filter((aisle) => !aisles.has(aisle))).size
    const next = rest.reduce((best, one) => (added(one) < added(best) ? one : best))
    batch.push(next)
    rest.splice(rest.indexOf(next), 1)
    for (const bin of next.bins) aisles.add(aisleOf(bin))
  }
  return batch
}

/** Names of the totes of a tour: `T12` alone, `T12-A`, `T12-B`, … in a batch. */
export const toteName = (tour: number, at: number, of: number): string =>
  of === 1 ? `T${tour}` : `T${tour}-${String.fromCharCode(65 + at)}`

/** More totes than this fit on no trolley. */
export const mostTotes = 12
