/** A bin's address on the floor, `A-03-07`: zone, aisle, bay. */
export interface BinPlan {
  readonly code: string
  readonly zone: string
  /** Place in walking order: up one aisle, down the next. */
  readonly walk: number
}

const bays = 10
const two = (n: number) => String(n).padStart(2, '0')
/** 0 is A, 25 is Z, 26 is AA. */
const letters = (n: number): string =>
  n < 26
    ? String.fromCharCode(65 + n)
    : letters(Math.trunc(n / 26) - 1) + String.fromCharCode(65 + (n % 26))

/** The bin at a place of a zone; zones follow each other in the walk. @param at from 0. */
export function binAt(zone: number, at: number): BinPlan {
  const aisle = Math.trunc(at / bays)
  const bay = at % bays
  // The walk turns at the end of an aisle: odd aisles are walked from the far end.
  const along = aisle % 2 === 0 ? bay : bays - 1 - bay
  return {
    code: `${letters(zone)}-${two(aisle + 1)}-${two(bay + 1)}`,
    zone: letters(zone),
    walk: zone * 100_000 + aisle * bays + along,
  }
}

export interface Placeable {
  readonly id: string
  readonly productType: string | null
  readonly title: string
  readonly variantTitle: string | null
}

/**
 * A first home for every item: a zone for each kind of product, variants of a product side by side.
 * The same items always get the same bins.
 * @param taken codes of bins that are somebody's home already.
 */
export function planBins(
  items: readonly Placeable[],
  taken: ReadonlySet<string> = new Set(),
): readonly { readonly itemId: string; readonly bin: BinPlan }[] {
  const kinds = [...new Set(items.map((item) => item.productType ?? ''))].toSorted()
  return kinds.flatMap((kind, zone) => {
    const free = freeBins(zone, taken)
    return items
      .filter((item) => (item.productType ?? '') === kind)
      .toSorted(
        (a, b) =>
          compare(a.title, b.title) ||
          compare(a.variantTitle ?? '', b.variantTitle ?? '') ||
          compare(a.id, b.id),
      )
      .map((item) => ({ itemId: item.id, bin: free.next().value }))
  })
}

/** The bins of a zone that nobody has, without end. */
function* freeBins(zone: number, taken: ReadonlySet<string>): Generator<BinPlan, never> {
  for (let at = 0; ; at++) {
    const bin = binAt(zone, at)
    if (!taken.has(bin.code)) yield bin
  }
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Bins every place has beside its shelves. `BACK`: goods that left a shelf and must be put back. */
export const servingBins = [
  { code: 'IN', kind: 'receiving' },
  { code: 'BACK', kind: 'returns' },
] as const
