/**
 * Chooses a wave out of a made-up backlog, to see how time and memory grow.
 * usage: npm run -s bench:waves -- --generate ORDERS --seconds S [--seed N] --json
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { chooseWave, type Waiting } from '../../app/stages/pick/index.ts'

const { values } = parseArgs({
  options: {
    generate: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const options = z
  .object({
    generate: z.coerce.number().int().positive(),
    seconds: z.coerce.number().positive(),
    seed: z.coerce.number().int(),
  })
  .parse(values)

/** Orders of one to six lines, most of them in the front third of 120 aisles, due over three days. */
function backlogOf(orders: number, seed: number): Waiting[] {
  let state = seed
  const unit = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  return Array.from({ length: orders }, (_, id) => {
    const lines = 1 + Math.floor(unit() ** 2 * 6)
    return {
      id: `#${id}`,
      dueAt: Math.floor(unit() * 3 * 24 * 60) * 60_000,
      units: lines + Math.floor(unit() * lines * 2),
      aisles: Array.from({ length: lines }, () => `A${Math.floor(unit() ** 2 * 120)}`),
    }
  })
}

const backlog = backlogOf(options.generate, options.seed)
const times: number[] = []
const began = performance.now()
let answer = chooseWave([], { least: 0, most: 1, dueBefore: 0 })
// A wave is 600 to 800 pieces, what is due within 20 minutes first. Repeated for a steady figure.
do {
  const started = performance.now()
  answer = chooseWave(backlog, { least: 600, most: 800, dueBefore: 20 * 60_000 })
  times.push(performance.now() - started)
} while (times.length < 7 && performance.now() - began < options.seconds * 1_000)
if (!answer.ok) throw new Error(answer.refusal.kind)
const wave = answer.value
const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
console.log(
  JSON.stringify({
    orders: backlog.length,
    lines: backlog.reduce((sum, one) => sum + one.aisles.length, 0),
    planningMs: Number(median.toFixed(2)),
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
    chosen: wave.orders.length,
    units: wave.units,
    aisles: wave.aisles.length,
    unitsPerAisle: Number((wave.units / wave.aisles.length).toFixed(1)),
    dueLeftOut: wave.dueLeftOut,
  }),
)
