import type { CartonSort, VoidFill } from './goods.ts'
import type { Sides } from './kinds.ts'
import type { Box, Filled } from './packer.ts'
import { type ChosenCarriage, chooseCarriage, type Shipping } from './rate-card.ts'

export type Objective = 'boxes' | 'volume' | 'cost'

/** What a plan, or a part of one, is worth; parts add up. */
export interface Worth {
  /** Parcels that no service takes. */
  readonly unserved: number
  /** Parcels that come after the promised day. */
  readonly late: number
  readonly boxes: number
  /** Inner room of the boxes, cubic millimetres. */
  readonly volume: number
  readonly cost: number
}

export const nothing: Worth = { unserved: 0, late: 0, boxes: 0, volume: 0, cost: 0 }

export const plus = (a: Worth, b: Worth): Worth => ({
  unserved: a.unserved + b.unserved,
  late: a.late + b.late,
  boxes: a.boxes + b.boxes,
  volume: a.volume + b.volume,
  cost: a.cost + b.cost,
})

const orders = {
  boxes: ['boxes', 'volume', 'unserved', 'late', 'cost'],
  volume: ['volume', 'boxes', 'unserved', 'late', 'cost'],
  cost: ['unserved', 'late', 'cost', 'boxes', 'volume'],
} as const satisfies Record<Objective, readonly (keyof Worth)[]>

/** Below zero when `a` is the better one. */
export function compareWorth(objective: Objective, a: Worth, b: Worth): number {
  for (const what of orders[objective]) if (a[what] !== b[what]) return a[what] - b[what]
  return 0
}

export interface JudgeFacts {
  readonly objective: Objective
  readonly cartons: readonly CartonSort[]
  readonly voidFill: VoidFill
  readonly shipping: Shipping | null
}

/** What goes out in one box. */
export interface Priced {
  readonly worth: Worth
  readonly outer: Sides
  /** Goods, box and filling. */
  readonly grams: number
  readonly fillMl: number
  readonly carriage: ChosenCarriage | null
}

const litre = 1_000_000

/** Prices a filled box with the best service for it. */
export function priceBox(
  facts: JudgeFacts,
  box: Box,
  goods: Pick<Filled, 'grams' | 'volume'> & { readonly hazmat: readonly string[] },
): Priced {
  const sort = facts.cartons[box.carton]
  if (!sort) throw new Error(`no carton ${box.carton}`)
  const empty = sort.kind === 'mailer' ? 0 : Math.max(0, box.volume - goods.volume)
  const fillMl = Math.round(empty / 1000)
  const fillGrams = Math.round((empty / litre) * facts.voidFill.gramsPerLitre)
  const fillMinor = Math.round((empty / litre) * facts.voidFill.costMinorPerLitre)
  const grams = sort.emptyGrams + goods.grams + fillGrams
  const outer = outerOf(sort, box)
  const priced = priceParcel(facts.shipping, { grams, outer, hazmat: goods.hazmat })
  const own = sort.costMinor + fillMinor
  return {
    ...{ outer, grams, fillMl, carriage: priced.carriage },
    worth: { ...priced.worth, volume: box.volume, cost: priced.worth.cost + own },
  }
}

/** A mailer is as thick as what is in it. */
function outerOf(sort: CartonSort, box: Box): Sides {
  if (sort.kind === 'carton') return sort.outer
  const walls = Math.max(0, sort.outer[2] - sort.inner[2])
  return [sort.outer[0], sort.outer[1], box.hull.dz + walls]
}

/** A parcel as it is, by itself. */
export function priceParcel(
  shipping: Shipping | null,
  parcel: { readonly grams: number; readonly outer: Sides; readonly hazmat: readonly string[] },
): { readonly worth: Worth; readonly carriage: ChosenCarriage | null } {
  const carriage = shipping && chooseCarriage(shipping, parcel)
  return {
    carriage,
    worth: {
      ...nothing,
      boxes: 1,
      unserved: shipping && !carriage ? 1 : 0,
      late: carriage?.late ? 1 : 0,
      cost: carriage?.minor ?? 0,
    },
  }
}
