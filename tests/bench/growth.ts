import { parseArgs } from 'node:util'
import { shopId } from '#app/kernel/ids.ts'
import { openDatabase } from '#app/platform/db.server.ts'
import { freePort } from '#app/platform/free-port.server.ts'
import { openVaults } from '#app/platform/vault.server.ts'
import { closeOpen, type FilledShop, fillGoods, fillOrders } from './growth/fill.ts'
import { questions } from './growth/questions.ts'
import { openBenchGround } from './load/ground.ts'

/**
 * What each page and the planner ask the database, at 10,000, 100,000 and 1,000,000 orders over 20 shops, one with
 * half of them; measured for that one, as the app's role, through the app's own functions. The work that is open is
 * the same at every size (`--open`, 3,000 orders, half of them the large shop's): history grows. One JSON line:
 * p95 in milliseconds of each question at each size, the worst at the last, and the last against the first.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '3000' },
    runs: { type: 'string', default: '40' },
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
const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= most)
if (sizes.at(-1) !== most) sizes.push(most)
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
const round = (value: number) => Number(value.toFixed(1))

const ground = await openBenchGround('growth', 26_600, await freePort(27_400))
let failed = false
try {
  const { db, close } = openDatabase(ground.env['DATABASE_URL'] ?? '', 4)
  const vaults = openVaults(db, Buffer.from(ground.env['MASTER_KEY'] ?? '', 'base64'))
  const shops: FilledShop[] = []
  for (let nth = 0; nth < 20; nth++) {
    const id = await ground.addShop(`growth-${nth}.myshopify.com`)
    const vault = await vaults.of(shopId(id))
    shops.push({ id, sealed: vault.seal(buyer) })
  }
  await fillGoods(ground.owner, shops)
  const large = shopId(shops[0]?.id ?? '')
  const p95: Record<string, Record<string, number>> = {}
  const filling: Record<string, number> = {}
  let filled = 0
  for (const size of sizes) {
    const from = performance.now()
    await closeOpen(ground.owner)
    await fillOrders(ground.owner, shops, { from: filled + 1, to: size, open })
    filled = size
    await ground.owner.query('vacuum analyze')
    filling[size] = round((performance.now() - from) / 1_000)
    for (const [name, question] of Object.entries(questions)) {
      const ms: number[] = []
      for (let run = 0; run < runs; run++) {
        // Some order of the large shop, another one every time.
        const order = 2 * (1 + Math.floor(((run * 7_919) % 9_973) * (size / 2 / 9_973)))
        const before = performance.now()
        await question({ db, vaults }, large, order)
        ms.push(performance.now() - before)
      }
      ms.sort((a, b) => a - b)
      p95[name] = { ...p95[name], [size]: round(ms[Math.floor(runs * 0.95)] ?? 0) }
    }
  }
  await close()
  const last = sizes.at(-1) ?? 0
  const first = sizes[0] ?? 0
  const atLast = Object.entries(p95).map(([name, at]) => ({ name, ms: at[last] ?? 0 }))
  const worst = atLast.reduce((most, one) => (one.ms > most.ms ? one : most))
  const growths = Object.entries(p95).map(([name, at]) => ({
    name,
    // Below two milliseconds a ratio says more of the clock than of the query.
    times: Math.max(2, at[last] ?? 0) / Math.max(2, at[first] ?? 0),
  }))
  const steepest = growths.reduce((most, one) => (one.times > most.times ? one : most))
  const { rows } = await ground.owner.query<{ size: string }>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  )
  const report = {
    orders: last,
    ...{ open, runs, sizes, p95Ms: p95 },
    worst,
    steepest: { ...steepest, times: round(steepest.times) },
    database: rows[0]?.size,
    fillSeconds: filling,
    goals: { under100Ms: worst.ms <= 100, lastAtMost1_5TimesFirst: steepest.times <= 1.5 },
  }
  failed = !report.goals.under100Ms || !report.goals.lastAtMost1_5TimesFirst
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
} finally {
  await ground.close()
}
process.exit(failed ? 1 : 0)
