/**
 * Plans batches for published instances and compares with the best published values under shortest routes.
 * usage: npm run -s bench:batches -- --data FILE --seconds S [--only NAMEPREFIX] [--every N] [--seed N] --json
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { evenHall, hallLengths, hallParts, planBatches } from '../../app/stages/pick/index.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    every: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const options = z
  .object({
    data: z.string({ error: 'name the file: --data FILE' }),
    seconds: z.coerce.number().positive(),
    only: z.string(),
    every: z.coerce.number().int().positive(),
    seed: z.coerce.number().int(),
    json: z.boolean(),
  })
  .parse(values)

const instance = z.object({
  name: z.string(),
  set: z.string().optional(),
  capacity: z.number().positive(),
  aisles: z.number(),
  cells: z.number(),
  aisleToAisle: z.number(),
  cellToCell: z.number(),
  topToCell: z.number(),
  bottomToCell: z.number(),
  depotToCross: z.number(),
  depotAisle: z.number(),
  depotSide: z.enum(['top', 'bottom']),
  orders: z.array(
    z.object({ weight: z.number().min(0), picks: z.array(z.tuple([z.number(), z.number()])) }),
  ),
  optimum: z.number().optional(),
  published: z.object({ optimal: z.object({ bks: z.number() }) }).optional(),
})
type Instance = z.infer<typeof instance>

interface Tally {
  cases: number
  optimal: number
  gaps: number[]
  /** What the planner itself says: how far above its bound the plan is. */
  saidGaps: number[]
  proven: number
  seconds: number
}
const sets = new Map<string, Tally>()

function measure(one: Instance): void {
  const best = one.optimum ?? one.published?.optimal.bks
  if (best === undefined) throw new Error(`${one.name}: no published value under shortest routes`)
  const hall = evenHall(one)
  if (!hall.ok) throw new Error(`${one.name}: ${hall.refusal.wrong.join(', ')}`)
  const started = performance.now()
  const stops = one.orders.map(({ picks }) =>
    picks.map(([aisle, cell]) => aisle * one.cells + cell),
  )
  const plan = planBatches(
    {
      orders: one.orders.length,
      limits: [one.capacity],
      loads: Float64Array.from(one.orders, ({ weight }) => weight),
      conflicts: null,
      cost: hallLengths(hall.value, stops),
      parts: hallParts(hall.value, stops),
    },
    { seed: options.seed, progress: () => (performance.now() - started) / 1_000 / options.seconds },
  )
  const seconds = (performance.now() - started) / 1_000
  mustBeAPlan(one, plan.batches)
  const gap = 100 * (plan.cost / best - 1)
  const name = one.set ?? (one.optimum === undefined ? 'Muter & Oncan' : 'Bahceci & Oncan')
  const tally = sets.get(name) ?? {
    cases: 0,
    optimal: 0,
    gaps: [],
    saidGaps: [],
    proven: 0,
    seconds: 0,
  }
  sets.set(name, tally)
  tally.cases++
  if (plan.cost <= best + 1e-6) tally.optimal++
  tally.gaps.push(gap)
  const saidGap = 100 * (plan.cost / plan.lowerBound - 1)
  if (plan.lowerBound > best + 1e-6)
    throw new Error(`${one.name}: the bound is above the best value`)
  tally.saidGaps.push(saidGap)
  if (plan.isProven) tally.proven++
  tally.seconds += seconds
  if (!options.json)
    console.log(
      one.name,
      `${gap.toFixed(3)} %`,
      plan.isProven ? 'proven' : `at most ${saidGap.toFixed(2)} %`,
      `${seconds.toFixed(2)} s`,
    )
}

/** Every order once, no cart too full. */
function mustBeAPlan(
  { name, orders, capacity }: Instance,
  batches: readonly (readonly number[])[],
) {
  const all = batches.flat().toSorted((a, b) => a - b)
  const isWhole = all.length === orders.length && all.every((order, at) => order === at)
  const isHeld = batches.every(
    (batch) =>
      batch.reduce((sum, order) => sum + (orders[order]?.weight ?? 0), 0) <= capacity + 1e-9,
  )
  if (!isWhole || !isHeld) throw new Error(`${name}: not a plan`)
}

let line = 0
for await (const text of createInterface({ input: createReadStream(options.data) })) {
  if (text.trim() === '') continue
  const one = instance.parse(JSON.parse(text))
  if (!one.name.startsWith(options.only)) continue
  if (line++ % options.every === 0) measure(one)
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, one) => sum + one, 0) / values.length
const round = (value: number, digits: number) => Number(value.toFixed(digits))
console.log(
  JSON.stringify({
    sets: [...sets].map(([set, { cases, optimal, gaps, saidGaps, proven, seconds }]) => ({
      set,
      cases,
      optimal,
      proven,
      meanGapPercent: round(mean(gaps), 4),
      worstGapPercent: round(Math.max(...gaps), 4),
      meanSaidGapPercent: round(mean(saidGaps), 2),
      meanSeconds: round(seconds / cases, 5),
    })),
  }),
)
