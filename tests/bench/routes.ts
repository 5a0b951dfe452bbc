import { existsSync } from 'node:fs'
import { z } from 'zod'
import {
  createRouteEvaluator,
  type EvenHall,
  evenHall,
  improveOrder,
  type ParallelAisles,
} from '#app/stages/pick/index.ts'
import { instanceLines } from './instance-lines.ts'

/**
 * Routes against published optima (Heßler and Irnich's single picker routing instances): one JSON line
 * `{cases, optimal1, optimal2, meanMicros1, meanMillis2, maxMillis2}`. Times are the middle one of three
 * (other programs take the processor now and then) after a first round over all cases: of twenty calls each for
 * one block, of one call for two. With `--near`, the search that plans where no exact
 * programme reaches is put on every twelfth case of two blocks, and its gap to the optimum is added.
 */
const length = z.coerce.number().nonnegative()
const count = z.coerce.number().int().nonnegative()
const line = z.object({
  name: z.string().optional(),
  aisles: count.positive(),
  cells: count.positive(),
  aisleToAisle: length,
  cellToCell: length,
  topToCell: length,
  bottomToCell: length,
  depotToCross: length,
  depotAisle: count,
  depotSide: z.enum(['top', 'bottom']),
  picks: z.array(z.tuple([count, count])),
  opt1Block: length,
  opt2Block: length,
})
type Case = z.infer<typeof line>

/** From a neighbouring cell to the middle of the cross aisle in these instances. */
const middle = 1
const repeats = 20
const same = (a: number, b: number) => Math.abs(a - b) < 1e-6 * Math.max(1, b)

/** A case nobody can walk, and why; the others go on. */
const refused = new Map<string, string>()

/** What is wrong with a case; null: nothing. */
function wrongWith(one: Case): string | null {
  const outside = one.picks.find(([aisle, cell]) => aisle >= one.aisles || cell >= one.cells)
  if (outside) return `no way leads to ${outside.join(',')}: it lies outside the hall`
  if (one.picks.length > mostPicks) return `${one.picks.length} picks are too many for one walk`
  const hall = [null, middle].map((across) => evenHall(one, across))
  const wrong = hall.flatMap((answer) => (answer.ok ? [] : answer.refusal.wrong))
  return wrong.length > 0 ? `these cannot be: ${[...new Set(wrong)].join(', ')}` : null
}

/** More places than these nobody walks to in one go. */
const mostPicks = 10_000

function evaluatorOf(one: EvenHall, across: number | null) {
  const hall = evenHall(one, across)
  if (!hall.ok) throw new Error(`a case that was looked at: ${hall.refusal.wrong.join(', ')}`)
  return createRouteEvaluator(hall.value)
}

async function eachCase(file: string, work: (one: Case, at: number) => void): Promise<number> {
  let cases = 0
  for await (const read of instanceLines(file, line)) {
    const why = 'why' in read ? read.why : wrongWith(read.instance)
    if (why !== null) refused.set(read.name, why)
    else if ('instance' in read) {
      work(read.instance, read.at)
      cases++
    }
  }
  return cases
}

function middleOfThree(work: () => void): number {
  const times = [0, 0, 0].map(() => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return times.toSorted((a, b) => a - b)[1] ?? 0
}

async function measure(file: string) {
  const sums = { optimal1: 0, optimal2: 0, micros1: 0, millis2: 0, max2: 0 }
  const round = (one: Case) => {
    const positions = Int32Array.from(one.picks, ([aisle, cell]) => aisle * one.cells + cell).sort()
    const oneBlock = evaluatorOf(one, null)
    const twoBlocks = evaluatorOf(one, middle)
    let length1 = 0
    let length2 = 0
    const millis1 = middleOfThree(() => {
      for (let time = 0; time < repeats; time++)
        length1 = oneBlock.ofPositions(positions, positions.length)
    })
    const millis2 = middleOfThree(() => {
      length2 = twoBlocks.ofPositions(positions, positions.length)
    })
    sums.micros1 += (millis1 * 1000) / repeats
    sums.optimal1 += Number(same(length1, one.opt1Block))
    sums.optimal2 += Number(same(length2, one.opt2Block))
    sums.millis2 += millis2
    sums.max2 = Math.max(sums.max2, millis2)
  }
  await eachCase(file, round)
  Object.assign(sums, { optimal1: 0, optimal2: 0, micros1: 0, millis2: 0, max2: 0 })
  const cases = await eachCase(file, round)
  const mean = (sum: number) => Number((sum / Math.max(1, cases)).toFixed(4))
  return {
    cases,
    optimal1: sums.optimal1,
    optimal2: sums.optimal2,
    meanMicros1: mean(sums.micros1),
    meanMillis2: mean(sums.millis2),
    maxMillis2: Number(sums.max2.toFixed(4)),
  }
}

/** Distances between the depot, the picks, and the depot again. */
function matrixOf(hall: ParallelAisles, positions: readonly number[]) {
  const depot = [hall.aisleAt[hall.start.aisle] ?? 0, hall.crossAt[hall.start.cross] ?? 0] as const
  const spots = [
    depot,
    ...positions.map(
      (at) => [hall.aisleAt[Math.floor(at / hall.cells)] ?? 0, hall.cellAt[at] ?? 0] as const,
    ),
    depot,
  ]
  const across = [...hall.crossAt]
  const mm = spots.flatMap(([x, y]) =>
    spots.map(([toX, toY]) =>
      x === toX
        ? Math.abs(y - toY)
        : Math.abs(x - toX) +
          Math.min(...across.map((at) => Math.abs(at - y) + Math.abs(at - toY))),
    ),
  )
  return { size: spots.length, mm: Float64Array.from(mm) }
}

async function measureNear(file: string) {
  const gaps: number[] = []
  let millis = 0
  await eachCase(file, (one, at) => {
    const hall = evenHall(one, middle)
    if (!hall.ok || at % 12 !== 0 || one.opt2Block === 0) return
    const positions = new Set(one.picks.map(([aisle, cell]) => aisle * one.cells + cell))
    const matrix = matrixOf(hall.value, [...positions])
    const began = performance.now()
    const order = improveOrder(matrix, 1)
    millis += performance.now() - began
    let length = 0
    let before = 0
    for (const row of [...order, matrix.size - 1]) {
      length += matrix.mm[before * matrix.size + row] ?? 0
      before = row
    }
    gaps.push((100 * (length - one.opt2Block)) / one.opt2Block)
  })
  const round = (value: number) => Number(value.toFixed(4))
  return {
    cases: gaps.length,
    optimal: gaps.filter((gap) => gap < 1e-6).length,
    meanGapPercent: round(gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length)),
    worstGapPercent: round(Math.max(0, ...gaps)),
    meanMillis: round(millis / Math.max(1, gaps.length)),
  }
}

const args = process.argv.slice(2)
const named = args.includes('--data') ? args[args.indexOf('--data') + 1] : undefined
const file =
  named ?? `${process.env['PEER_DATA'] ?? '../shared/peer-data'}/warehouse/picker-routing.jsonl`

if (args.includes('--data') && !named) {
  console.error('bench:routes: --data needs a file')
  process.exitCode = 2
} else if (!existsSync(file)) {
  console.error(`bench:routes: skipped: ${file} is not there`)
  process.exitCode = named ? 2 : 0
} else {
  const result = await measure(file)
  if (!args.includes('--json'))
    console.error(`${result.cases} cases from ${file}; Node ${process.version}`)
  const near = args.includes('--near') ? { near: await measureNear(file) } : {}
  const why = [...refused].map(([one, words]) => ({ case: one, why: words }))
  console.log(JSON.stringify({ ...result, ...near, ...(why.length > 0 ? { refused: why } : {}) }))
}
