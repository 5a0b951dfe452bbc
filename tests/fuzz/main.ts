import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { run } from '../../tools/run.ts'
import { openKeepsake } from '../demo/keepsake.ts'
import { say, sleep, step } from '../demo/progress.ts'
import { setUpShop } from '../demo/set-up-shop.ts'
import { watchable } from '../demo/stand-in-plans.ts'
import { startWorld, type World } from '../demo/world.ts'
import { orderBody } from '../intake/deliveries.ts'
import { openChance } from './chance.ts'
import { aim, type Ground, type Shot } from './doors.ts'
import { fire, type Hit } from './fire.ts'
import { readGround } from './ground.ts'
import { readOptions, usage } from './options.ts'

/** `npm run fuzz`: everything that nobody should send, at every door, for a time. See docs/security.md. */
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

const folder = resolve('.demo/fuzz')
if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
let world: World | null = null
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    void (world?.stop() ?? Promise.resolve()).finally(() => process.exit(130))
  })

/** Every shot comes from another address: the limits of one address have tests of their own. */
process.env['TRUSTED_PROXIES'] = '1'

/** At once; the machine also carries the app. */
const shooters = 4
/** Sound orders among all the rest: each has to be there in the end. */
const firstSound = 7_000_000

async function shoot(ground: Ground, origin: string) {
  const found: { shot: string; hit: unknown }[] = []
  const counts = { requests: 0, status5xx: 0, hangs: 0, cut: 0 }
  const statuses = new Map<string, number>()
  const sound: number[] = []
  const end = Date.now() + options.minutes * 60_000
  const take = (shot: Shot, hit: Hit) => {
    counts.requests++
    statuses.set(String(hit), (statuses.get(String(hit)) ?? 0) + 1)
    if (hit === 'hang') counts.hangs++
    else if (hit === 'cut') counts.cut++
    else if (hit < 500) return
    else counts.status5xx++
    const words = `${shot.method} ${shot.path.slice(0, 600)} ${shot.body?.toString('latin1').slice(0, 1_500) ?? ''}`
    if (found.length < 200) found.push({ shot: `${shot.door}: ${words}`, hit })
  }
  await Promise.all(
    Array.from({ length: shooters }, async (_, shooter) => {
      const chance = openChance(options.seed * 1_000 + shooter)
      while (Date.now() < end) {
        const shot = chance.maybe(0.01) ? soundOrder(ground, sound) : aim(ground, chance)
        const from = `10.${chance.upTo(250)}.${chance.upTo(250)}.${chance.upTo(250)}`
        const headers = { ...shot.headers, 'x-forwarded-for': `${from}, ${from}` }
        take(shot, await fire(origin, { ...shot, headers }))
      }
    }),
  )
  return { counts, found, sound, statuses }
}

function soundOrder({ kept, shop }: Ground, sound: number[]): Shot {
  const number = firstSound + sound.length
  sound.push(number)
  const body = Buffer.from(JSON.stringify(orderBody(number)))
  return {
    ...{ door: 'a sound order', method: 'POST', path: '/webhooks', body },
    headers: {
      ...{ 'content-type': 'application/json', 'x-shopify-topic': 'orders/create' },
      'x-shopify-hmac-sha256': createHmac('sha256', kept.apiSecret).update(body).digest('base64'),
      ...{ 'x-shopify-shop-domain': shop, 'x-shopify-webhook-id': randomUUID() },
      ...{ 'x-shopify-triggered-at': new Date().toISOString(), 'x-shopify-api-version': '2026-07' },
    },
  }
}

/** Sound orders that are not there once nothing waits any more. */
async function lostOf(at: World, sound: readonly number[]): Promise<number> {
  const owner = new pg.Client({ connectionString: at.database.OWNER_DATABASE_URL })
  await owner.connect()
  try {
    for (let tries = 0; ; tries++) {
      const { rows } = await owner.query<{ here: number }>(
        'select count(*)::int as here from sales_order where shopify_id = any($1)',
        [sound.map((number) => `gid://shopify/Order/${number}`)],
      )
      const lost = sound.length - (rows[0]?.here ?? 0)
      if (lost === 0 || tries > 120) return lost
      await sleep(500)
    }
  } finally {
    await owner.end()
  }
}

try {
  await step('Building', async () => {
    if ((await run('node', ['tools/build.ts', '--if-needed'])) !== 0)
      throw new Error('the build failed; see above')
  })
  const kept = await openKeepsake(folder, options.port)
  const running = await step('Starting database, store, app, carrier, mailbox', () =>
    startWorld(folder, kept, options, watchable),
  )
  world = running
  let crashes = 0
  let over = false
  for (const one of running.processes)
    if (['web', 'worker'].includes(one.name))
      void one.ended.then(() => {
        if (!over) crashes++
      })
  const partner = await step('Setting up the shop', () => setUpShop(running, kept, { once: false }))
  const ground = await step('Waiting for orders', () => readGround(running, kept, partner))
  const { counts, found, sound, statuses } = await step(
    `Sending for ${options.minutes} minutes`,
    () => shoot(ground, running.addresses.app),
  )
  const lostOrders = await lostOf(running, sound)
  over = true
  await running.stop()
  writeFileSync(join(folder, 'found.json'), `${JSON.stringify(found, null, 1)}\n`)
  say(`statuses: ${JSON.stringify(Object.fromEntries(statuses))}; sound orders: ${sound.length}`)
  for (const { shot, hit } of found.slice(0, 20)) say(`${hit}: ${shot.slice(0, 300)}`)
  const result = { ...counts, crashes, lostOrders }
  process.stdout.write(`${JSON.stringify(result, null, options.json ? undefined : 2)}\n`)
  const { requests: _all, ...wrong } = result
  process.exit(Object.values(wrong).every((count) => count === 0) ? 0 : 1)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  await world?.stop()
  process.exit(1)
}
