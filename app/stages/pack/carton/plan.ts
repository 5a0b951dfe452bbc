import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Effort } from './few-boxes.ts'
import type { CartonSort, Goods, VoidFill } from './goods.ts'
import { decideInstance, type PlanRefusal } from './instance.ts'
import {
  type JudgeFacts,
  nothing,
  type Objective,
  type Priced,
  plus,
  priceBox,
  priceParcel,
  type Worth,
} from './judge.ts'
import type { Kind, Sides } from './kinds.ts'
import { largePlan } from './large-plan.ts'
import { layCalm } from './lay-calm.ts'
import { type Filled, Packer } from './packer.ts'
import { Names, type Placement, placementsOf } from './placements.ts'
import { boxesOf, type Prepared, prepareGoods } from './prepare.ts'
import { randomFrom } from './random.ts'
import type { ChosenCarriage, Shipping } from './rate-card.ts'
import { hazmatIn, isSmall, smallPlan } from './small-plan.ts'

export interface PlanRequest {
  readonly goods: readonly Goods[]
  readonly cartons: readonly CartonSort[]
  readonly objective: Objective
  readonly voidFill: VoidFill
  /** Null: carriage is not looked at. */
  readonly shipping: Shipping | null
  /** Share of a base that must lie on something. */
  readonly support: number
  /** The same seed and effort give the same plan, as long as the time does not run out. */
  readonly seed: number
  readonly effort: Effort
}

export interface PlannedParcel {
  /** Null: it ships in its own packaging. */
  readonly cartonId: string | null
  readonly inner: Sides
  readonly outer: Sides
  readonly placements: readonly Placement[]
  readonly goodsGrams: number
  /** Goods, carton and filling. */
  readonly grams: number
  readonly goodsVolume: number
  readonly volume: number
  readonly fillMl: number
  readonly costMinor: number
  readonly carriage: ChosenCarriage | null
}

export interface CartonPlan {
  readonly parcels: readonly PlannedParcel[]
  readonly worth: Worth
  /** Every way was looked through; no plan is better. */
  readonly proven: boolean
}

/** For thousands of orders: a millisecond each. */
export const quickEffort: Effort = {
  ...{ look: 9, shrink: 40, spare: 200, spread: 30, steps: 500, divide: false },
}
/** For the order on the bench: some tens of milliseconds. */
export const carefulEffort: Effort = {
  ...{ look: 9, shrink: 60, spare: 400, spread: 40, steps: 20_000, divide: true },
}

/** Packs goods into cartons as the shop's objective wants it. */
export function planCartons(
  request: PlanRequest,
  isOver: () => boolean = () => false,
): Outcome<CartonPlan, PlanRefusal> {
  const { goods, cartons } = request
  const judged = decideInstance(goods, cartons)
  if (!judged.ok) return judged
  const own = goods.filter((one) => one.ownBox).flatMap((one) => ownParcels(request, one))
  const rest = goods.filter((one) => !one.ownBox)
  if (rest.length === 0) return accept({ ...summed(own), proven: true })
  const prepared = prepareGoods(rest)
  const boxes = boxesOf(cartons, prepared.kinds)
  const task = { kinds: prepared.kinds, boxes, support: request.support, isOver }
  const packer = new Packer(task, randomFrom(request.seed))
  const stock = cartons.map((one) => one.stock ?? Number.POSITIVE_INFINITY)
  const shelf = { boxes, stock }
  const { objective, voidFill, shipping, effort } = request
  const facts: JudgeFacts = { objective, cartons, voidFill, shipping }
  const search = { packer, shelf, effort, facts }
  const divides = effort.divide && isSmall(prepared.counts)
  const small = divides ? smallPlan(search, prepared.counts) : null
  const filled = small?.boxes ?? largePlan(search, prepared.counts)
  if (!filled) return refuse(whyNone(rest, cartons))
  const names = new Names(prepared)
  const calm = effort.divide
    ? layCalm(task, randomFrom(request.seed), filled, usualWays(prepared))
    : filled
  const packed = calm.map((one) => {
    const priced = priceBox(facts, one.box, { ...one, hazmat: hazmatIn(packer, one.counts) })
    return parcelOf(cartons, one, { priced, placements: placementsOf(one.blocks, names) })
  })
  return accept({ ...summed([...own, ...packed]), proven: small?.proven ?? false })
}

/** The ways to lay a kind with its own height up. */
const usualWays =
  ({ goods }: Prepared) =>
  (kind: Kind) => {
    const high = goods[kind.at]?.[0]?.size[2]
    return kind.ways.filter((way) => way.dz === high)
  }

interface Parceled {
  readonly parcel: PlannedParcel
  readonly worth: Worth
}

const summed = (all: readonly Parceled[]) => ({
  parcels: all.map((one) => one.parcel),
  worth: all.reduce((sum, one) => plus(sum, one.worth), nothing),
})

function parcelOf(
  cartons: readonly CartonSort[],
  { box, grams, volume }: Filled,
  { priced, placements }: { readonly priced: Priced; readonly placements: readonly Placement[] },
): Parceled {
  const { outer, fillMl, carriage, worth } = priced
  return {
    worth,
    parcel: {
      ...{ cartonId: cartons[box.carton]?.id ?? null, outer, placements },
      ...{ inner: [box.hull.dx, box.hull.dy, box.hull.dz], volume: box.volume },
      ...{ goodsGrams: grams, grams: priced.grams, goodsVolume: volume },
      ...{ fillMl, costMinor: worth.cost, carriage },
    },
  }
}

/** Ships as it is: each piece a parcel. */
function ownParcels({ shipping }: PlanRequest, one: Goods): readonly Parceled[] {
  const hazmat = one.hazmat === null ? [] : [one.hazmat]
  const { grams, size } = one
  const { worth, carriage } = priceParcel(shipping, { grams, outer: size, hazmat })
  const volume = size[0] * size[1] * size[2]
  const parcel: PlannedParcel = {
    ...{ cartonId: null, inner: size, outer: size, volume, goodsVolume: volume },
    ...{ goodsGrams: grams, grams, fillMl: 0, costMinor: worth.cost, carriage },
    placements: [{ goods: one.id, pieces: 1, at: [0, 0, 0], size }],
  }
  return Array.from({ length: one.quantity }, () => ({ parcel, worth: { ...worth, volume } }))
}

/** Each thing goes into some carton: so it is a group that is too much for one, or the stock. */
function whyNone(goods: readonly Goods[], cartons: readonly CartonSort[]): PlanRefusal {
  if (cartons.some((one) => one.stock !== null)) return { kind: 'not_enough_cartons' }
  const word = goods.find((one) => one.together !== null)?.together
  if (!word) return { kind: 'not_enough_cartons' }
  const names = goods.filter((one) => one.together === word).map((one) => one.name)
  return { kind: 'cannot_share', word, names }
}
