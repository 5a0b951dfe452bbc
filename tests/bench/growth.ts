import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { shopId } from '#app/kernel/ids.ts'
import { openDatabase } from '#app/platform/db.server.ts'
import { freePort } from '#app/platform/free-port.server.ts'
import { openVaults, type Vaults } from '#app/platform/vault.server.ts'
import { ask, type Cost, watchPool } from './growth/ask.ts'
import { closeOpen, type FilledShop, fillGoods, fillOrders } from './growth/fill.ts'
import { type BenchGround, openBenchGround } from './load/ground.ts'
import { readTsx } from './load/read-tsx.ts'

/**
 * What each page and the planner ask the database, at 10,000, 100,000 and 1,000,000 orders over 20 shops, one with
 * half of them; measured for that one, as the app's role, through the app's own functions. The work that is open is
 * the same at every size (`--open`, 3,000 orders, half of them the large shop's): history grows. One JSON line:
 * of each question at each size its p95 in milliseconds, CPU and statements; the worst p95 at the last, and the work of
 * the last against the first's. `--keep`
 * names a folder whose database stays: the next run there asks at the size it has, and fills on from it.
 * `--only work,ship` asks these alone.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '3000' },
    runs: { type: 'string', default: '40' },
    keep: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const whole = (name: 'orders' | 'open' | 'runs') => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`bench:growth: --${name} is a whole number from 1`)
  process.exit(2)
}
const most = whole('orders')
const open = whole('open')
const runs = whole('runs')
const allSizes = [10_000, 100_000, 1_000_000].filter((size) => size <= most)
if (allSizes.at(-1) !== most) allSizes.push(most)
/** A buyer as every order carries one. */
const buyer = {
  email: 'aoife@example.com',
  phone: '+35321000000',
  firstName: 'Aoife',
  lastName: 'Byrne',
  shipTo: null,
  billTo: null,
  note: null,
}
readTsx()
const { questions } = await import('./growth/questions.ts')
const round = (value: number) => Number(value.toFixed(1))
const only = values.only?.split(',')
const asked = Object.entries(questions).filter(([name]) => only?.includes(name) ?? true)

/** The shops in the order they were made; made, with their goods, where there are none yet. */
async function shopsOf(ground: BenchGround, vaults: Vaults): Promise<FilledShop[]> {
  const { rows } = await ground.owner.query<{ id: string }>('select id from shop order by id')
  const ids = rows.map(({ id }) => id)
  const isNew = ids.length === 0
  for (let nth = 0; isNew && nth < 20; nth++)
    ids.push(await ground.addShop(`growth-${nth}.myshopify.com`))
  const shops: FilledShop[] = []
  for (const id of ids) shops.push({ id, sealed: (await vaults.of(shopId(id))).seal(buyer) })
  if (isNew) await fillGoods(ground.owner, shops)
  return shops
}

const ground = await openBenchGround('growth', 26_600, await freePort(27_400), values.keep)
let failed = false
try {
  const { db, pool, close } = openDatabase(ground.env['DATABASE_URL'] ?? '', 4)
  const watch = watchPool(pool)
  const vaults = openVaults(db, Buffer.from(ground.env['MASTER_KEY'] ?? '', 'base64'))
  const shops = await shopsOf(ground, vaults)
  const large = shopId(shops[0]?.id ?? '')
  const costs: Record<string, Record<string, Cost>> = {}
  const filling: Record<string, number> = {}
  const there = await ground.owner.query<{ many: number }>(
    'select count(*)::int as many from sales_order',
  )
  let filled = there.rows[0]?.many ?? 0
  const sizes = allSizes.filter((size) => size >= filled)
  for (const size of sizes) {
    const from = performance.now()
    if (size > filled) {
      if (filled > 0) await closeOpen(ground.owner, size - filled)
      await fillOrders(ground.owner, shops, { from: filled + 1, to: size, open })
      filled = size
      await ground.owner.query('vacuum analyze')
    }
    filling[size] = round((performance.now() - from) / 1_000)
    for (const [name, question] of asked) {
      const cost = await ask(watch, runs, (run) =>
        // Some order of the large shop, another one every time.
        question(
          { db, vaults },
          large,
          2 * (1 + Math.floor(((run * 7_919) % 9_973) * (size / 2 / 9_973))),
        ),
      )
      costs[name] = { ...costs[name], [size]: cost }
    }
  }
  await close()
  const last = sizes.at(-1) ?? 0
  const first = sizes[0] ?? 0
  const p95 = (name: string, size: number) => costs[name]?.[size]?.p95Ms ?? 0
  const atLast = asked.map(([name]) => ({ name, ms: p95(name, last) }))
  const worst = atLast.reduce((most, one) => (one.ms > most.ms ? one : most))
  /** CPU of both sides, in ms: the same on a busy machine. Below two a ratio says more of the clock than of the query. */
  const work = (name: string, size: number) => {
    const cost = costs[name]?.[size]
    if (!cost) return 2
    const ms = cost.databaseUs === null ? cost.medianMs : (cost.nodeUs + cost.databaseUs) / 1_000
    return Math.max(2, ms)
  }
  const growths = asked.map(([name]) => ({ name, times: work(name, last) / work(name, first) }))
  const steepest = growths.reduce((most, one) => (one.times > most.times ? one : most))
  const { rows } = await ground.owner.query<{ size: string }>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  )
  const report = {
    orders: last,
    ...{ open, runs, sizes, costs },
    worst,
    steepest: { ...steepest, times: round(steepest.times) },
    database: rows[0]?.size,
    fillSeconds: filling,
    load: loadavg().map(round),
    goals: { under100Ms: worst.ms <= 100, lastAtMost1_5TimesFirst: steepest.times <= 1.5 },
  }
  failed = !report.goals.under100Ms || !report.goals.lastAtMost1_5TimesFirst
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
} finally {
  await ground.close()
}
process.exit(failed ? 1 : 0)
