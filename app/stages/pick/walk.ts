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

/** Names of the totes of a tour: `T12` alone, `T12-A`, `T12-B`, … in a batch. */
export const toteName = (tour: number, at: number, of: number): string =>
  of === 1 ? `T${tour}` : `T${tour}-${String.fromCharCode(65 + at)}`

/** More totes than this fit on no trolley. */
export const mostTotes = 12

/** Orders of one piece share a tote; more than this nobody tells apart at the bench. */
export const mostOrdersOfOnePiece = 200
