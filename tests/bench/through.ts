import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort } from '#app/platform/free-port.server.ts'
import { appScripts } from '../../tools/app-processes.ts'
import { type StartedProcess, startProcess, untilAnswers } from '../../tools/processes.ts'
import { besideNoise } from './load/beside-noise.ts'
import { cpuOf, cpuOfPostgres } from './load/cpu.ts'
import { type Driven, openLoop, quantile } from './load/drive.ts'
import { type BenchGround, mustBeBuilt, openBenchGround } from './load/ground.ts'
import { orderBodies, renumbered } from './load/orders.ts'
import { type Prepared, prepare } from './load/request.ts'

/**
 * From deliveries to checked orders: a backlog of deliveries is taken at the web's own door and worked through by
 * worker processes, until every order is judged (held with what is missing, or on its way to its confirmation).
 * Only these two steps run; what they book for later stays booked. While the backlog is worked through, the door
 * is asked at a low rate, and its p99 is compared with the one before. One JSON line; ends with 1 when an order is missing.
 * With --noisy, once the backlog is through: how long orders of other shops wait until they are judged, by themselves and
 * beside a shop at a hundred times their load.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '20000' },
    shops: { type: 'string', default: '4' },
    workers: { type: 'string', default: '1' },
    noisy: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const whole = (name: 'orders' | 'shops' | 'workers') => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`bench:through: --${name} is a whole number from 1`)
  process.exit(2)
}
const orders = whole('orders')
/** Orders that go through before it is measured, and those that are measured, by their numbers. */
const warm = { count: 800, first: 900_000 }
const measured = { count: orders, first: 0 }
const shops = whole('shops')
const workers = whole('workers')
const round = (value: number, digits = 1) => Number(value.toFixed(digits))

async function fill(
  ground: BenchGround,
  web: StartedProcess,
  domains: readonly string[],
  { count, first }: Numbers,
) {
  const aim = {
    ...{ host: '127.0.0.1', port: Number(ground.env['PORT']), path: '/webhooks' },
    secret: ground.secret,
  }
  const bodies = orderBodies(400)
  let sent = 0
  const from = performance.now()
  // Prepared a part at a time: a hundred thousand bodies at once are a gigabyte.
  while (sent < count) {
    const part = Math.min(2_000, count - sent)
    const prepared = Array.from({ length: part }, (_, nth): Prepared => {
      const body = bodies[(sent + nth) % bodies.length] ?? Buffer.alloc(0)
      const domain = domains[(sent + nth) % domains.length] ?? ''
      return prepare(aim, domain, renumbered(body, first + sent + nth))
    })
    const answered = await sendEach(prepared, aim, `fill-${first + sent}`)
    if (answered < part)
      throw new Error(`${part - answered} deliveries were not taken; see ${web.logFile}`)
    sent += part
  }
  return { aim, seconds: (performance.now() - from) / 1_000 }
}

/** Every delivery once, over 64 lines. */
async function sendEach(
  prepared: readonly Prepared[],
  aim: Parameters<typeof prepare>[0],
  run: string,
) {
  const driven = await openLoop({
    ...{ aim, prepared, connections: 64, run },
    ...{ seconds: prepared.length / 20_000, perSecond: 20_000 },
  })
  return driven.answered.length
}

/** Orders that are there, those of them that are judged, and those of which only the store knows how they are delivered. */
interface Standing {
  readonly orders: number
  readonly judged: number
  readonly askStore: number
}

interface Numbers {
  readonly first: number
  readonly count: number
}

async function judged(ground: BenchGround, { first, count }: Numbers): Promise<Standing> {
  const { rows } = await ground.owner.query<Standing>(
    `select count(*)::int as orders,
       count(*) filter (where state <> 'received' or next_step <> 'check')::int as judged,
       count(*) filter (where state = 'received' and next_step = 'check' and delivery_kind = 'unknown')::int as "askStore"
     from sales_order where substring(name from 2)::int - 100000 between $1 and $2`,
    [first, first + count - 1],
  )
  return rows[0] ?? { orders: 0, judged: 0, askStore: 0 }
}

/**
 * Whether the first of them is there, and whether deliveries or orders of these shops wait. What the door is asked with
 * meanwhile belongs to another shop and comes on until the end: it is not what is measured.
 */
async function look({ owner }: BenchGround, { first, count }: Numbers, domains: readonly string[]) {
  const { rows } = await owner.query<{ readonly begun: boolean; readonly busy: boolean }>(
    `select exists (select from sales_order
         where substring(name from 2)::int - 100000 between $1 and $2) as begun,
       exists (select from delivery d join shop s on s.id = d.shop_id
           where d.state = 'waiting' and s.domain = any($3))
         or exists (select from sales_order
           where state = 'received' and next_step = 'check' and delivery_kind <> 'unknown') as busy`,
    [first, first + count - 1, domains],
  )
  return rows[0] ?? { begun: false, busy: true }
}

/** The door at a rate that leaves it idle: what one delivery waits. */
const askDoor = (
  aim: Parameters<typeof prepare>[0],
  seconds: number,
  run: string,
): Promise<Driven> =>
  openLoop({
    ...{ aim, connections: 16, seconds, perSecond: 50, run },
    prepared: [prepare(aim, 'through-quiet.myshopify.com', Buffer.from('{"id":1}'))],
  })

await mustBeBuilt()
const ground = await openBenchGround('through', 26_400, await freePort(27_200))
const processes: StartedProcess[] = []
let lost = 0
try {
  const domains = Array.from({ length: shops }, (_, nth) => `through-${nth + 1}.myshopify.com`)
  for (const domain of domains) await ground.addShop(domain)
  await ground.addShop('through-quiet.myshopify.com')
  const { env, logs } = ground
  const web = startProcess({ name: 'web', script: appScripts.web, env, logs })
  processes.push(web)
  await untilAnswers(`http://127.0.0.1:${env['PORT']}/readyz`, web)
  await warmUp(web, domains)
  const { aim, seconds: filling } = await fill(ground, web, domains, measured)
  const idle = await askDoor(aim, 5, 'idle')

  const database = cpuOfPostgres(ground.postmaster)
  const from = performance.now()
  const busy = askDoor(aim, Math.max(5, orders / 1_500), 'busy')
  const started = Array.from({ length: workers }, (_, nth) => startWorker(nth))
  processes.push(...started)
  let first = 0
  let startCpu = 0
  let now = await judged(ground, measured)
  const until = performance.now() + 60_000 + orders * 5
  while (now.judged + now.askStore < orders && performance.now() < until) {
    await sleep(first === 0 ? 50 : 250)
    const seen = await look(ground, measured, domains)
    // Counting all of them is the database's work too: it is done when nothing is left to see.
    if (!seen.busy) now = await judged(ground, measured)
    // What a process needs to start is not the drain's.
    if (first === 0 && seen.begun) {
      first = performance.now()
      startCpu = started.reduce((sum, { pid }) => sum + cpuOf(pid), 0)
    }
  }
  const ended = performance.now()
  const cpu = started.reduce((sum, { pid }) => sum + cpuOf(pid), 0) - startCpu
  const databaseCpu = cpuOfPostgres(ground.postmaster) - database
  const asked = statements()
  const meanwhile = await busy
  lost = orders - now.judged - now.askStore
  const seconds = (ended - first) / 1_000
  const others = ['through-quiet.myshopify.com', ...domains.slice(1)]
  const leg = { ground, aim, others }
  const noise = values.noisy
    ? {
        alone: await besideNoise({ ...leg, noisy: null, from: 1_000_000 }),
        besideNoisyShop: await besideNoise({ ...leg, noisy: domains[0] ?? '', from: 1_100_000 }),
        aloneAgain: await besideNoise({ ...leg, noisy: null, from: 1_200_000 }),
      }
    : null
  const report = {
    orders,
    judged: now.judged,
    waitForTheStore: now.askStore,
    seconds: round(seconds),
    perSecond: round(orders / seconds),
    withStart: round(orders / ((ended - from) / 1_000)),
    cpuUsAnOrder: { workers: round(cpu / orders, 0), database: round(databaseCpu / orders, 0) },
    statementsAnOrder: round(asked / orders, 2),
    ...{ shops, workers },
    takenPerSecond: round(orders / filling),
    doorP99Ms: {
      idle: round(quantile(idle.ms, 0.99)),
      whileDraining: round(quantile(meanwhile.ms, 0.99)),
    },
    ...(noise ? { othersWaitMs: noise } : {}),
  }
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
} finally {
  await Promise.all(processes.map((one) => one.stop()))
  await ground.close()
}
process.exit(lost > 0 ? 1 : 0)

function startWorker(nth: number): StartedProcess {
  return startProcess({
    ...{ name: `worker-${nth + 1}`, logs: ground.logs },
    script: [
      ...['--import', './tests/bench/load/count-statements-process.ts'],
      ...appScripts.worker,
    ],
    env: {
      ...ground.env,
      WORKER_TASKS: 'intake.deliveries,check.orders',
      STATEMENTS_FILE: statementsFile(nth),
    },
  })
}

/**
 * A database in use knows how its tables are filled. On one that was never looked at every index is as good as
 * another, and what is measured is which one was taken: so a few orders go through before, and are counted off.
 */
async function warmUp(web: StartedProcess, domains: readonly string[]): Promise<void> {
  await fill(ground, web, domains, warm)
  const worker = startWorker(0)
  processes.push(worker)
  const patience = performance.now() + 120_000
  for (;;) {
    const { orders: there, judged: over, askStore } = await judged(ground, warm)
    if ((there === warm.count && over + askStore === warm.count) || performance.now() > patience)
      break
    await sleep(250)
  }
  await worker.stop(30_000)
  await ground.owner.query('analyze')
}

function statementsFile(nth: number): string {
  return `${ground.logs}/statements-${nth + 1}`
}

/** What the workers asked of the database, begin and commit included. */
function statements(): number {
  return Array.from({ length: workers }, (_, nth) =>
    Number(readFileSync(statementsFile(nth), 'utf8')),
  ).reduce((sum, many) => sum + many, 0)
}
