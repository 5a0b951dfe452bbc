import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run } from '../../tools/run.ts'
import { say, step } from '../demo/progress.ts'
import { drillFloor } from '../floor/drill/drill.ts'

/**
 * The floor under many hands: people at the floor's own addresses, at once, with wrong scans, shelves that hold
 * fewer pieces than the ledger says, messages sent twice, networks that go and devices that are changed on the way.
 * Hands move real pieces; afterwards what lies in the parcels is compared with what was ordered, and every shelf
 * with the ledger. With `--zones` the zones of an order are walked at once and come together in a slot. One JSON line `{orders, lines, wrongScansTried, wrongScansCaught, misships, shorts, doublePicked,
 * secondsPerLine}`; ends with 1 unless misships and doublePicked are 0, every wrong scan was caught, and no order is left.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '60' },
    pickers: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '4700' },
    zones: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const whole = (name: 'orders' | 'pickers' | 'seed' | 'port', least: number, most: number) => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number
  say(`drill:floor: --${name} is a whole number from ${least} to ${most}`)
  process.exit(2)
}
const wish = {
  orders: whole('orders', 1, 5_000),
  pickers: whole('pickers', 1, 40),
  seed: whole('seed', 0, 1_000_000),
  port: whole('port', 1_024, 32_000),
  /** Every order is walked for in all of its zones at once, and comes together in a slot. */
  zones: values.zones,
}

await step('Building', async () => {
  if ((await run('node', ['tools/build.ts', '--if-needed'])) !== 0)
    throw new Error('the build failed; see above')
})
const folder = mkdtempSync(join(tmpdir(), 'orderwright-floor-'))
try {
  const { result, faults } = await drillFloor(folder, wish)
  for (const fault of faults.slice(0, 20)) say(`  ${fault}`)
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
