import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { run } from '../../tools/run.ts'
import { keep, openKeepsake } from './keepsake.ts'
import { readOptions, usage } from './options.ts'
import { playEverybody } from './play.ts'
import { say, step } from './progress.ts'
import { setUpShop } from './set-up-shop.ts'
import { rushed, shopDomain, watchable } from './stand-in-plans.ts'
import { startWorld, type World } from './world.ts'

/** `npm run demo`: the whole way of an order on one machine. See docs/demo.md. */
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

// A run that plays itself starts from nothing and leaves the demo that a person uses alone.
const folder = resolve(options.once ? '.demo/once' : '.demo/world')
if ((options.fresh || options.once) && existsSync(folder))
  rmSync(folder, { recursive: true, force: true })

let world: World | null = null
let stopping: Promise<void> | null = null
const stop = (): Promise<void> => {
  stopping ??= world ? step('Stopping', world.stop) : Promise.resolve()
  return stopping
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })

try {
  const started = performance.now()
  await step('Building', async () => {
    if ((await run('node', ['tools/build.ts', '--if-needed'])) !== 0)
      throw new Error('the build failed; see above')
  })
  const kept = await openKeepsake(folder, options.port)
  const running = await step('Starting database, store, app, carrier, mailbox', () =>
    startWorld(folder, kept, options, options.once ? rushed : watchable),
  )
  world = running
  const partner = await step('Setting up the shop', () => setUpShop(running, kept, options))
  keep(folder, { ...kept, partner })
  await step('Starting the partner', () => running.startPartner(partner))
  if (options.once) {
    const tally = await playEverybody(running, options)
    await stop()
    if (options.json) process.stdout.write(`${JSON.stringify(tally)}\n`)
    process.exit(tally.lost + tally.doubles + tally.dark === 0 ? 0 : 1)
  }
  const { addresses } = running
  await fetch(`${addresses.store}/control/${shopDomain}/rate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ perMinute: options.rate }),
  })
  say(`
Orderwright runs (ready in ${((performance.now() - started) / 1000).toFixed(0)} s). Open:
  The store's admin with the app in it   ${addresses.store}/store/${shopDomain}/admin/apps/orderwright
  A shopper's order page                 ${addresses.store}/store/${shopDomain}/orders/latest
  The partner's portal                   ${addresses.app}/partner/sign-in   (code ${partner.portalCode})
  The mailbox                            ${addresses.mailbox}
  The partner's own system               ${addresses.partner}
  The carrier                            ${addresses.carrier}
${options.rate > 0 ? `${options.rate} orders a minute come in.` : 'No orders come in by themselves.'} Ctrl-C stops everything; the data stays for the next start.`)
  const ended = await Promise.race(
    running.processes.map(async (one) => ({ one, code: await one.ended })),
  )
  if (!stopping) {
    say(`${ended.one.name} ended by itself (${ended.code}); its words are in ${ended.one.logFile}`)
    await stop()
    process.exit(1)
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  await stop()
  process.exit(1)
}
