import { z } from 'zod'
import { anyNumber } from '../../../kernel/any-number.ts'
import type { Outcome } from '../../../kernel/outcome.ts'
import type { ThreadTask } from '../../../platform/threads/thread-task.ts'
import type { PlanRefusal } from './instance.ts'
import type { CartonPlan, PlanRequest } from './plan.ts'

const sides = z.tuple([anyNumber, anyNumber, anyNumber]).readonly()
const word = z.string().nullable()

export const zoneShape = z.object({
  countries: z.array(z.string()).readonly(),
  days: z.number().nullable(),
  steps: z.array(z.object({ upToGrams: z.number(), minor: z.number() })).readonly(),
})
export const surchargeShape = z.object({
  name: z.string(),
  when: z.enum(['always', 'heavier', 'longer', 'girth']),
  over: z.number(),
  minor: z.number(),
  basisPoints: z.number(),
})

const goods = z.object({
  ...{ id: z.string(), name: z.string(), quantity: anyNumber, size: sides, grams: anyNumber },
  stands: z.tuple([z.boolean(), z.boolean(), z.boolean()]).readonly(),
  ...{ bears: anyNumber.nullable(), nest: anyNumber, alone: z.boolean(), ownBox: z.boolean() },
  ...{ hazmat: word, together: word, apart: word },
})
const sort = z.object({
  ...{ id: z.string(), name: z.string(), kind: z.enum(['carton', 'mailer']) },
  ...{ inner: sides, outer: sides, emptyGrams: anyNumber, maxGrams: anyNumber },
  ...{ stock: anyNumber.nullable(), costMinor: anyNumber, maxVolume: anyNumber.nullable() },
})
const card = z.object({
  ...{ id: z.string(), carrier: z.string(), service: z.string(), divisor: z.number().nullable() },
  ...{ roundUpGrams: z.number(), maxGrams: z.number(), maxLength: z.number().nullable() },
  ...{ maxGirth: z.number().nullable(), hazmat: z.array(z.string()).readonly() },
  ...{ zones: z.array(zoneShape).readonly(), surcharges: z.array(surchargeShape).readonly() },
})
const effort = z.object({
  ...{ look: z.number(), shrink: z.number(), spare: z.number(), spread: z.number() },
  ...{ steps: z.number(), divide: z.boolean() },
})
const request: z.ZodType<PlanRequest> = z.object({
  ...{ goods: z.array(goods).readonly(), cartons: z.array(sort).readonly() },
  objective: z.enum(['boxes', 'volume', 'cost']),
  voidFill: z.object({ gramsPerLitre: z.number(), costMinorPerLitre: z.number() }),
  shipping: z
    .object({
      cards: z.array(card).readonly(),
      country: z.string(),
      daysLeft: z.number().nullable(),
    })
    .nullable(),
  ...{ support: z.number(), seed: z.number(), effort },
})

const carriage = z.object({
  ...{ cardId: z.string(), carrier: z.string(), service: z.string(), minor: z.number() },
  ...{ billedGrams: z.number(), days: z.number().nullable(), late: z.boolean() },
})
const parcel = z.object({
  ...{ cartonId: z.string().nullable(), inner: sides, outer: sides },
  placements: z
    .array(z.object({ goods: z.string(), pieces: z.number(), at: sides, size: sides }))
    .readonly(),
  ...{ goodsGrams: z.number(), grams: z.number(), goodsVolume: z.number(), volume: z.number() },
  ...{ fillMl: z.number(), costMinor: z.number(), carriage: carriage.nullable() },
})
const worth = z.object({
  ...{ unserved: z.number(), late: z.number(), boxes: z.number(), volume: z.number() },
  cost: z.number(),
})
const plan: z.ZodType<CartonPlan> = z.object({
  ...{ parcels: z.array(parcel).readonly(), worth, proven: z.boolean() },
})
const refusal: z.ZodType<PlanRefusal> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['no_goods', 'no_cartons', 'not_enough_cartons']) }),
  z.object({ kind: z.literal('bad_number'), what: z.string(), name: z.string() }),
  z.object({
    ...{ kind: z.literal('too_many'), what: z.string(), count: z.number(), most: z.number() },
  }),
  z.object({ kind: z.enum(['too_large', 'too_heavy']), name: z.string() }),
  z.object({
    ...{ kind: z.literal('cannot_share'), word: z.string(), names: z.array(z.string()).readonly() },
  }),
])
export const planAnswerShape: z.ZodType<Outcome<CartonPlan, PlanRefusal>> = z.discriminatedUnion(
  'ok',
  [z.object({ ok: z.literal(true), value: plan }), z.object({ ok: z.literal(false), refusal })],
)

/** Planning cartons in a thread of its own. */
export const planCartonsTask: ThreadTask<PlanRequest, Outcome<CartonPlan, PlanRefusal>> = {
  name: 'pack.cartons',
  input: request,
  output: planAnswerShape,
}
