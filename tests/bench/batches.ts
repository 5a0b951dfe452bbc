/**
 * Plans batches for published instances and compares with the best published values under shortest routes.
 * usage: npm run -s bench:batches -- --data FILE --seconds S [--only PREFIX] [--every N] [--seed N] --json
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import {
  batchFaultWords,
  decideProblem,
  evenHall,
  hallLengths,
  hallParts,
  planBatches,
} from '../../app/stages/pick/index.ts'
import { instanceLines } from './instance-lines.ts'

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

/** Numbers as numbers or as text; null where nothing was published. */
const number = z.coerce.number()
const instance = z.object({
  name: z.string(),
  set: z.string().nullish(),
  capacity: number,
  aisles: number,
  cells: number,
  aisleToAisle: number,
  cellToCell: number,
  topToCell: number,
  bottomToCell: number,
  depotToCross: number,
  depotAisle: number,
  depotSide: z.enum(['top', 'bottom']),
  orders: z.array(z.object({ weight: number, picks: z.array(z.tuple([number, number])) })),
  optimum: z.number().nullish(),
  published: z.object({ optimal: z.object({ bks: z.number() }).nullish() }).nullish(),
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

/** An instance nobody can plan, and why. */
const refused: { case: string; why: string }[] = []

/** The problem, or what is wrong with it. */
function problemOf(one: Instance) {
  const hall = evenHall(one)
  if (!hall.ok) return `these cannot be: ${hall.refusal.wrong.join(', ')}`
  const outside = one.orders.findIndex(({ picks }) =>
    picks.some(([aisle, cell]) => !isIn(aisle, one.aisles) || !isIn(cell, one.cells)),
  )
  if (outside >= 0) return `no way leads to a pick of order ${outside}: it lies outside the hall`
  const [fault] = decideProblem({ ...loadsOf(one), orders: one.orders.length })
  if (fault) return batchFaultWords(fault)
  const stops = one.orders.map(({ picks }) =>
    picks.map(([aisle, cell]) => aisle * one.cells + cell),
  )
  return {
    ...loadsOf(one),
    orders: one.orders.length,
    conflicts: null,
    cost: hallLengths(hall.value, stops),
    parts: hallParts(hall.value, stops),
  }
}

const isIn = (at: number, count: number) => Number.isInteger(at) && at >= 0 && at < count
const loadsOf = ({ capacity, orders }: Instance) => ({
  limits: [capacity],
  loads: Float64Array.from(orders, ({ weight }) => weight),
})

const setOf = ({ set, optimum }: Instance): string =>
  set ?? (typeof optimum === 'number' ? 'Bahceci & Oncan' : 'Muter & Oncan')

function measure(one: Instance): void {
  const best = one.optimum ?? one.published?.optimal?.bks
  const started = performance.now()
  const problem = problemOf(one)
  if (typeof problem === 'string' || best === undefined) {
    const why = typeof problem === 'string' ? problem : 'no published value under shortest routes'
    refused.push({ case: one.name, why })
    return
  }
  const plan = planBatches(problem, {
    seed: options.seed,
    progress: () => (performance.now() - started) / 1_000 / options.seconds,
  })
  const seconds = (performance.now() - started) / 1_000
  mustBeAPlan(one, plan.batches)
  const gap = 100 * (plan.cost / best - 1)
  const name = setOf(one)
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

if (!existsSync(options.data)) {
  console.error(`bench:batches: ${options.data} is not there`)
  process.exit(2)
}
let line = 0
for await (const read of instanceLines(options.data, instance)) {
  const set = 'instance' in read ? setOf(read.instance) : ''
  if (![read.name, set].some((one) => one.startsWith(options.only))) continue
  if (line++ % options.every !== 0) continue
  if ('why' in read) refused.push({ case: read.name, why: read.why })
  else measure(read.instance)
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
    ...(refused.length > 0 ? { refused } : {}),
  }),
)
