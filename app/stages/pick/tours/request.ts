import { z } from 'zod'
import { anyNumber } from '../../../kernel/any-number.ts'
import type { ThreadTask } from '../../../platform/threads/thread-task.ts'
import { floorPlan } from '../warehouse/plan-shape.ts'

const waitingOrder = z.object({
  id: z.string(),
  /** When its picking is due, in milliseconds since 1970. */
  dueAt: anyNumber,
  /** Goes before all others, whenever they are due. */
  isUrgent: z.boolean(),
  /** Where its goods lie, in the order of the bins; what is found by hand has no stop. */
  stops: z.array(
    z.object({ bin: z.string(), aisle: z.string(), zone: z.string(), pieces: anyNumber }),
  ),
  pieces: anyNumber,
  /** Some of it is taken already: it goes on in its tote or slot. */
  isBegun: z.boolean(),
  grams: anyNumber,
  litres: anyNumber,
  /** What is in it, for what must not travel together. */
  kinds: z.array(z.string()),
})
export type WaitingOrder = z.infer<typeof waitingOrder>

/** Orders of one place that are ready, and how its people walk. */
const tourRequest = z.object({
  now: anyNumber,
  seed: z.number().int(),
  /** Null: the place has no map; then aisles are counted instead of metres. */
  map: floorPlan.nullable(),
  cart: z.object({
    orders: anyNumber,
    totes: anyNumber,
    grams: anyNumber,
    litres: anyNumber,
  }),
  /** Room in a tote: a larger order needs several. 0: an order is one tote, whatever is in it. */
  toteLitres: anyNumber,
  /** Orders of one piece go in carts of their own, all in the same tote; the bench tells them apart. */
  singlesApart: z.boolean(),
  /** Each zone is walked by itself: totes are passed on, or what is in them comes together later. */
  zones: z.enum(['none', 'passed_on', 'at_once']),
  /** Each order is walked for alone. */
  pieceOnly: z.boolean(),
  /** Kinds of goods that must not share a cart. */
  apart: z.array(z.tuple([z.string(), z.string()])),
  pickers: anyNumber,
  metresPerMinute: anyNumber,
  secondsPerPiece: anyNumber,
  orders: z.array(waitingOrder),
})
export type TourRequest = z.infer<typeof tourRequest>

const tourModes = ['piece', 'single', 'cluster', 'zone'] as const

const plannedTour = z.object({
  mode: z.enum(tourModes),
  zone: z.string().nullable(),
  orders: z.array(z.string()),
  pieces: z.number(),
  stops: z.number(),
  aisles: z.number(),
  /** Aisles when each order is walked for alone. */
  aislesAlone: z.number(),
  /** Metres of the walk; null without a map, as the two after it. */
  metres: z.number().nullable(),
  /** Each order alone, in the order of the bins. */
  metresAlone: z.number().nullable(),
  /** The same orders in one S-shaped walk; null also where the hall has no such walk. */
  metresSShape: z.number().nullable(),
  minutes: z.number(),
  /** Minutes from now until a picker is free for it, and is done. */
  startsIn: z.number(),
  endsIn: z.number(),
  firstDueAt: z.number(),
  /** Orders that will be late although this tour goes as soon as it can. */
  atRisk: z.array(z.string()),
})
export type PlannedTour = z.infer<typeof plannedTour>

export const tourPlan = z.object({
  /** In the order in which they are to be walked. */
  tours: z.array(plannedTour),
  atRisk: z.number(),
  /**
   * How far the walks may be above the best there is, in percent; null where no bound is known (floors that are
   * no regular hall).
   */
  gapPercent: z.number().nullable(),
  /** No other tours for these orders are shorter. */
  isProven: z.boolean().default(false),
})
export type TourPlan = z.infer<typeof tourPlan>

const tourAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('planned'), plan: tourPlan }),
  z.object({ kind: z.literal('refused'), why: z.array(z.string()) }),
])
export type TourAnswer = z.infer<typeof tourAnswer>

/** What the planner's thread answers: a plan, or why there is none (for people). */
export const planToursTask: ThreadTask<TourRequest, TourAnswer> = {
  name: 'pick.plan_tours',
  input: tourRequest,
  output: tourAnswer,
}
