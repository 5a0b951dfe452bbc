import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { createRouteEvaluator, type EvenHall, evenHall } from '#app/stages/pick/index.ts'

/**
 * Routes against published optima (Heßler and Irnich's single picker routing instances): one JSON line
 * `{cases, optimal1, optimal2, meanMicros1, meanMillis2, maxMillis2}`. The time of one block is the mean of
 * many calls of the same case, that of two blocks the middle one of three calls (other programs take the
 * processor now and then), after a first round over all cases.
 */
const length = z.number().nonnegative()
const line = z.object({
  name: z.string().optional(),
  aisles: z.number().int().positive(),
  cells: z.number().int().positive(),
  aisleToAisle: length,
  cellToCell: length,
  topToCell: length,
  bottomToCell: length,
  depotToCross: length,
  depotAisle: z.number().int().nonnegative(),
  depotSide: z.enum(['top', 'bottom']),
  picks: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])),
  opt1Block: length,
  opt2Block: length,
})
type Case = z.infer<typeof line>

/** From a neighbouring cell to the middle of the cross aisle in these instances. */
const middle = 1
const repeats = 20
const same = (a: number, b: number) => Math.abs(a - b) < 1e-6 * Math.max(1, b)

class BadLine extends Error {}

function readCase(text: string, at: number): Case {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new BadLine(`line ${at}: not JSON`)
  }
  const parsed = line.safeParse(raw)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new BadLine(
      `line ${at}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`,
    )
  }
  const outside = parsed.data.picks.find(
    ([aisle, cell]) => aisle >= parsed.data.aisles || cell >= parsed.data.cells,
  )
  if (outside) throw new BadLine(`line ${at}: pick ${outside.join(',')} lies outside the hall`)
  return parsed.data
}

function evaluatorOf(one: EvenHall, at: number, across: number | null) {
  const hall = evenHall(one, across)
  if (!hall.ok) throw new BadLine(`line ${at}: ${hall.refusal.wrong.join(', ')} cannot be`)
  return createRouteEvaluator(hall.value)
}

async function eachCase(file: string, work: (one: Case, at: number) => void): Promise<number> {
  let at = 0
  let cases = 0
  for await (const text of createInterface({ input: createReadStream(file) })) {
    at++
    if (text.trim() === '') continue
    work(readCase(text, at), at)
    cases++
  }
  return cases
}

async function measure(file: string) {
  const sums = { optimal1: 0, optimal2: 0, micros1: 0, millis2: 0, max2: 0 }
  const round = (one: Case, at: number) => {
    const positions = Int32Array.from(one.picks, ([aisle, cell]) => aisle * one.cells + cell).sort()
    const oneBlock = evaluatorOf(one, at, null)
    const twoBlocks = evaluatorOf(one, at, middle)
    const started = performance.now()
    let length1 = 0
    for (let time = 0; time < repeats; time++)
      length1 = oneBlock.ofPositions(positions, positions.length)
    sums.micros1 += ((performance.now() - started) * 1000) / repeats
    let length2 = 0
    const times = [0, 0, 0].map(() => {
      const began = performance.now()
      length2 = twoBlocks.ofPositions(positions, positions.length)
      return performance.now() - began
    })
    const millis2 = times.toSorted((a, b) => a - b)[1] ?? 0
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
  try {
    const result = await measure(file)
    if (!args.includes('--json'))
      console.error(`${result.cases} cases from ${file}; Node ${process.version}`)
    console.log(JSON.stringify(result))
  } catch (error) {
    if (!(error instanceof BadLine)) throw error
    console.error(`bench:routes: ${file}: ${error.message}`)
    process.exitCode = 1
  }
}
