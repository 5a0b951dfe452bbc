import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { run } from '../../tools/run.ts'
import { openKeepsake } from '../demo/keepsake.ts'
import { say, step } from '../demo/progress.ts'
import { setUpShop } from '../demo/set-up-shop.ts'
import { preloadOf, takeAway } from './controls.ts'
import { type ChaosHouse, startHouse } from './house.ts'
import { readOptions, usage } from './options.ts'
import { isClean, runChaos } from './run-chaos.ts'

/** `npm run chaos`: the demo's traffic while everything breaks. See docs/under-fire.md. */
const options = (() => {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    process.exit(2)
  }
})()
if (options.help) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}

const folder = resolve('.demo/chaos')
if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
let house: ChaosHouse | null = null
let stopping: Promise<void> | null = null
const stop = (): Promise<void> => {
  stopping ??= house ? step('Stopping', house.stop) : Promise.resolve()
  return stopping
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stop().then(
      () => process.exit(130),
      () => process.exit(1),
    )
  })

try {
  await step('Building', async () => {
    if ((await run('node', ['tools/build.ts', '--if-needed'])) !== 0)
      throw new Error('the build failed; see above')
  })
  const kept = await openKeepsake(folder, options.port)
  const running = await step('Starting database, stand-ins and machines', () =>
    startHouse({ ...options, folder, kept, preload: preloadOf(options.control) }),
  )
  house = running
  const partner = await step('Setting up the shop', () => setUpShop(running, kept, { once: true }))
  await step('Starting the partner', () => running.startPartner(partner))
  await takeAway(options.control, running.database)
  const report = await runChaos(running, options)
  await stop()
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else say(JSON.stringify(report, null, 2))
  process.exit(isClean(report) ? 0 : 1)
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  await stop()
  process.exit(1)
}
