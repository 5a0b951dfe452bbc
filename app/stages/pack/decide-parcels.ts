import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { CartonSort } from './carton/goods.ts'
import { expectedGrams, isWeightOff, type Tolerance } from './weigh.ts'

export interface GivenParcel {
  /** Null: it goes out in its own box, or over the counter without one. */
  readonly cartonId: string | null
  /** As the scale says; null takes what is expected, where there is one parcel. */
  readonly grams: number | null
}

export type ParcelRefusal =
  | { readonly kind: 'weight_off'; readonly given: number; readonly expected: number }
  | { readonly kind: 'no_such_carton' }
  | { readonly kind: 'weigh_each' }
  /** The shop wants the scale's word for every parcel. */
  | { readonly kind: 'weigh_it' }
  | {
      readonly kind: 'more_parcels_than_pieces'
      readonly parcels: number
      readonly pieces: number
    }

export type DecidedParcels = readonly {
  readonly carton: CartonSort | null
  readonly grams: number | null
}[]

export interface WeighedParcels {
  readonly parcels: DecidedParcels
  /** What the scale said and what was expected, where somebody let it go although they differ. */
  readonly off: { readonly given: number; readonly expected: number } | null
}

/** What a shipment goes out in, and whether the scale agrees: with one parcel alone, with several in sum. */
export function decideParcels(
  lines: readonly { readonly grams: number; readonly quantity: number }[],
  cartons: readonly CartonSort[],
  given: {
    readonly parcels: readonly GivenParcel[]
    /** Why a weight that is off is right all the same; null: nobody says so. */
    readonly weightReason: string | null
    readonly tolerance: Tolerance
    readonly mustWeigh: boolean
  },
): Outcome<WeighedParcels, ParcelRefusal> {
  const { parcels } = given
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0)
  if (parcels.length > Math.max(1, pieces))
    return refuse({ kind: 'more_parcels_than_pieces', parcels: parcels.length, pieces })
  const decided = parcels.map(({ cartonId, grams }) => ({
    carton: cartons.find((one) => one.id === cartonId) ?? null,
    grams,
  }))
  if (decided.some(({ carton }, at) => parcels[at]?.cartonId && !carton))
    return refuse({ kind: 'no_such_carton' })
  const empty = decided.reduce((sum, one) => sum + (one.carton?.emptyGrams ?? 0), 0)
  const expected = expectedGrams(lines, empty)
  const isUnweighed = decided.length === 1 && decided[0]?.grams === null
  if (isUnweighed && given.mustWeigh) return refuse({ kind: 'weigh_it' })
  if (decided.length === 1 && decided[0]?.grams === null)
    return accept({ parcels: [{ ...decided[0], grams: expected }], off: null })
  let sum = 0
  for (const { grams } of decided) {
    if (grams === null) return refuse({ kind: 'weigh_each' })
    sum += grams
  }
  if (expected === null || !isWeightOff(sum, expected, given.tolerance))
    return accept({ parcels: decided, off: null })
  const off = { given: sum, expected }
  return given.weightReason === null
    ? refuse({ kind: 'weight_off', ...off })
    : accept({ parcels: decided, off })
}
