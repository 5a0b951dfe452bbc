import { z } from 'zod'
import type { ThreadTask } from '../../../platform/threads/thread-task.ts'
import { hallOf } from '../route/hall-of.ts'
import { lengthOfBins } from '../route/plan-route.ts'
import type { WarehousePlan } from '../warehouse/plan.ts'
import { floorPlan } from '../warehouse/plan-shape.ts'
import { openWarehouse, type Warehouse } from '../warehouse/warehouse.ts'
import { chooseSources } from './choose-sources.ts'
import type { Source, Take } from './sources.ts'

const source = z.object({
  bin: z.string(),
  item: z.string(),
  quantity: z.number(),
  lot: z.string().nullable(),
  expiresOn: z.string().nullable(),
  isReserve: z.boolean(),
})
const take = z.object({
  bin: z.string(),
  item: z.string(),
  lot: z.string().nullable(),
  quantity: z.number(),
})

export interface BinsRequest {
  readonly plan: WarehousePlan
  /** Where the goods of a tour are promised now. */
  readonly now: readonly Take[]
  /** Where they may be promised: what is free, and what the tour holds itself. */
  readonly sources: readonly Source[]
  /** Bins of the tour that stay as they are. */
  readonly also: readonly string[]
}

export interface BinsAnswer {
  /** Null: no shorter walk was found. */
  readonly takes: readonly Take[] | null
}

/** Bins for the goods of a tour, chosen together with its walk; what expires first leaves first all the same. */
export const chooseBinsTask: ThreadTask<BinsRequest, BinsAnswer> = {
  name: 'pick.choose_bins',
  input: z.object({
    plan: floorPlan,
    now: z.array(take),
    sources: z.array(source),
    also: z.array(z.string()),
  }),
  output: z.object({ takes: z.array(take).nullable() }),
}

const unchanged: BinsAnswer = { takes: null }

export function answerBins({ plan, now, sources, also }: BinsRequest): BinsAnswer {
  const opened = openWarehouse(plan)
  const ends = opened.ok ? endsOf(opened.value) : null
  if (!opened.ok || !ends) return unchanged
  const warehouse = opened.value
  const onMap = (bin: string) => warehouse.places.has(bin)
  const bins = [...new Set([...now, ...sources].map((one) => one.bin).concat(also))]
  // Only where walks are exact and quick is a choice of bins worth its time.
  if (!bins.every(onMap) || !hallOf(warehouse, bins, ends)) return unchanged
  const lengthOf = lengthOfBins(warehouse, bins, ends)
  const whole = (some: readonly string[]) => lengthOf([...new Set([...some, ...also])])
  const needs = [...Map.groupBy(now, (one) => one.item)].map(([item, list]) => ({
    item,
    quantity: list.reduce((sum, one) => sum + one.quantity, 0),
  }))
  const chosen = chooseSources(needs, sources, { firstExpiredFirst: true, lengthOf: whole })
  if (!chosen.ok || chosen.value.length >= whole(now.map((one) => one.bin))) return unchanged
  return { takes: chosen.value.takes }
}

function endsOf({ plan }: Warehouse) {
  const start = plan.points.find((one) => one.use !== 'drop')
  const end = start?.use === 'both' ? start : plan.points.find((one) => one.use !== 'start')
  return start && end ? { start: start.code, end: end.code } : null
}
