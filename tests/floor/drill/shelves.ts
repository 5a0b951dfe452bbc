import type { Random } from './random.ts'

/** What really is on the shelves, in totes and parcels: only hands change it, whatever the app believes. */
export interface Truth {
  /** Pieces by `bin sku`. */
  readonly shelves: Map<string, number>
  /** Pieces by tote, then SKU. */
  readonly totes: Map<string, Map<string, number>>
  /** Pieces that were closed into parcels, by shipment, then SKU. */
  readonly parcels: Map<string, ReadonlyMap<string, number>>
}

export const pieces = (of: ReadonlyMap<string, number> | undefined, what: string): number =>
  of?.get(what) ?? 0

/** Hands take pieces (or, with a number below none, put them back). */
export function move(truth: Truth, from: { bin: string; sku: string; tote: string }, by: number) {
  const shelf = `${from.bin} ${from.sku}`
  truth.shelves.set(shelf, pieces(truth.shelves, shelf) - by)
  const tote = truth.totes.get(from.tote) ?? new Map<string, number>()
  tote.set(from.sku, pieces(tote, from.sku) + by)
  truth.totes.set(from.tote, tote)
}

/** What the ledger is told lies there at first; on the shelves of some front bins there are fewer. */
export interface PlantedShelf {
  readonly sku: string
  readonly bin: string
  readonly pieces: number
  readonly really: number
}

const skus = 40
const front = 6
const back = 2_000

/** Forty things, each in a small bin in front and a large one behind; a quarter of the small ones are wrong. */
export const plantShelves = (random: Random): readonly PlantedShelf[] =>
  Array.from({ length: skus }, (_, at) => {
    const sku = `DRILL-${String(at + 1).padStart(2, '0')}`
    const bay = String((at % 20) + 1).padStart(2, '0')
    const aisle = at < 20 ? '01' : '02'
    const really = at % 4 === 0 ? random.below(front) : front
    return [
      { sku, bin: `A-${aisle}-${bay}`, pieces: front, really },
      { sku, bin: `C-${aisle}-${bay}`, pieces: back, really: back },
    ]
  }).flat()

/** What an order wants: one to four different things, mostly one piece of each. */
export const wantedLines = (
  random: Random,
  shelves: readonly PlantedShelf[],
): readonly (readonly [sku: string, pieces: number])[] => {
  const all = [...new Set(shelves.map(({ sku }) => sku))]
  const chosen = new Set<string>()
  const lines = 1 + random.below(4)
  while (chosen.size < lines) chosen.add(all[random.below(all.length)] ?? '')
  return [...chosen].map((sku) => [sku, random.chance(0.7) ? 1 : 2 + random.below(2)])
}
