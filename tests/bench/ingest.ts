import { parseArgs } from 'node:util'
import { freePort } from '#app/platform/free-port.server.ts'
import { appScripts } from '../../tools/app-processes.ts'
import { type StartedProcess, startProcess, untilAnswers } from '../../tools/processes.ts'
import { burstOf, openRates } from './load/arrivals.ts'
import { cpuOf, cpuOfPostgres } from './load/cpu.ts'
import { closedLoop, type Driven, quantile } from './load/drive.ts'
import { type BenchGround, mustBeBuilt, openBenchGround } from './load/ground.ts'
import { orderBodies } from './load/orders.ts'
import { type Aim, type Prepared, prepare } from './load/request.ts'

/**
 * How many deliveries a second are taken, durable and enqueued before the 200, side by side on this machine: a
 * bare Node server that checks the signature (`bare`), Shopify's template as it is run (`template`), ours (`ours`). Orders
 * as the stand-in store writes them, 6 to 20 KB, PostgreSQL syncing to disk. The three take turns in slices; a
 * figure is the median of its slices. `--open N` adds a fixed arrival rate, as often as it is named (alone: 1,000 and
 * 6,000), of bare beside it; `--burst` a tenfold burst of 30 s with a worker beside, over a usual rate of `--usual N`. What the load itself
 * costs a request is told too: it runs on the same cores, the same for all legs.
 * One JSON line; ends with 1 when a delivery that was answered 200 is not there.
 */
const args = process.argv.slice(2)
const { values } = parseArgs({
  args: args.flatMap((word, at) =>
    word === '--open' && !/^\d/.test(args[at + 1] ?? '') ? ['--open=1000', '--open=6000'] : [word],
  ),
  options: {
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '64' },
    open: { type: 'string', multiple: true, default: [] },
    usual: { type: 'string', default: '100' },
    burst: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const whole = (name: 'seconds' | 'connections' | 'usual') => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`bench:ingest: --${name} is a whole number from 1`)
  process.exit(2)
}
const seconds = whole('seconds')
const connections = whole('connections')
const usual = whole('usual')
const rates = values.open.map(Number)
const slices = 3
const domain = 'ingest.myshopify.com'

type Leg = 'bare' | 'template' | 'ours'

interface Server {
  readonly leg: Leg
  readonly aim: Aim
  readonly prepared: readonly Prepared[]
  readonly process: StartedProcess
}

async function startServers(ground: BenchGround, bodies: readonly Buffer[]): Promise<Server[]> {
  const { secret, logs, env } = ground
  // A shop that has the app has a session, which `authenticate.webhook` loads for every delivery.
  await ground.owner.query(
    `insert into session (id, shop, state, scope, "accessToken") values ($1, $2, '', 'read_orders', 'shpat_bench')`,
    [`offline_${domain}`, domain],
  )
  const start = async (
    leg: Leg,
    port: number,
    script: readonly string[],
    ready: string,
    env: Readonly<Record<string, string>> = {},
  ) => {
    const process = startProcess({ name: leg, script, env, logs })
    await untilAnswers(`http://127.0.0.1:${port}${ready}`, process)
    const aim = { host: '127.0.0.1', port, path: '/webhooks', secret }
    return { leg, aim, prepared: bodies.map((body) => prepare(aim, domain, body)), process }
  }
  const bare = await freePort(27_110)
  const template = await freePort(bare + 1)
  return [
    await start('bare', bare, ['tests/bench/load/bare-process.ts', String(bare), secret], '/'),
    await start(
      'template',
      template,
      ['node_modules/@remix-run/serve/dist/cli.js', 'tests/bench/load/template-process.ts'],
      '/nothing',
      {
        ...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(template) },
        ...{ BENCH_SECRET: secret, BENCH_DATABASE_URL: env['OWNER_DATABASE_URL'] ?? '' },
      },
    ),
    await start('ours', Number(env['PORT']), appScripts.web, '/readyz', env),
  ]
}

interface Slice extends Driven {
  readonly leg: Leg
  readonly perSecond: number
  readonly cpuUs: number
  readonly databaseCpuUs: number
  readonly loadCpuUs: number
}

async function slice(server: Server, ground: BenchGround, forSeconds: number, run: string) {
  const { aim, prepared, leg } = server
  const [cpu, database] = [cpuOf(server.process.pid), cpuOfPostgres(ground.postmaster)]
  const self = process.cpuUsage()
  const driven = await closedLoop({ aim, prepared, connections, seconds: forSeconds, run })
  const good = driven.answered.length
  const { user, system } = process.cpuUsage(self)
  const made: Slice = {
    ...{ ...driven, leg, perSecond: good / driven.seconds },
    cpuUs: (cpuOf(server.process.pid) - cpu) / good,
    loadCpuUs: (user + system) / good,
    databaseCpuUs: (cpuOfPostgres(ground.postmaster) - database) / good,
  }
  return made
}

/** Deliveries answered 200, and those of them that are not in the table. */
async function check(ground: BenchGround, answered: readonly string[]) {
  const { rows } = await ground.owner.query<{ event: string }>(
    "select split_part(event_key, '/', 1) as event from delivery",
  )
  const there = new Set(rows.map(({ event }) => event))
  const missing = answered.filter((event) => !there.has(event)).length
  return { answered: answered.length, stored: rows.length, missing }
}

const round = (value: number, digits = 1) => Number(value.toFixed(digits))
const median = (numbers: readonly number[]) => quantile(numbers, 0.5)

await mustBeBuilt()
const ground = await openBenchGround('ingest', 26_300, await freePort(27_100))
let servers: readonly Server[] = []
let missing = 0
try {
  await ground.addShop(domain)
  const bodies = orderBodies(400).filter(({ length }) => length >= 6_000 && length <= 20_000)
  servers = await startServers(ground, bodies)
  const answered: string[] = []
  for (const server of servers)
    for (const event of oursOf(await slice(server, ground, 1, `warm-${server.leg}`)))
      answered.push(event)
  const ours = servers.find(({ leg }) => leg === 'ours')
  const bare = servers.find(({ leg }) => leg === 'bare')
  // Before everything is stored that goes in as fast as it can: the database writes that out for a minute afterwards.
  const open =
    ours && rates.length > 0 ? await openRates({ ...ours, seconds, rates }, answered) : null
  const openBare =
    bare && rates.length > 0 ? await openRates({ ...bare, seconds, rates }, []) : null
  const all: Slice[] = []
  for (let nth = 0; nth < slices; nth++)
    for (const server of servers) {
      const one = await slice(server, ground, seconds / slices, `${server.leg}-${nth}`)
      all.push(one)
      for (const event of oursOf(one)) answered.push(event)
    }
  const of = (leg: Leg) => all.filter((one) => one.leg === leg)
  const rate = (leg: Leg) => median(of(leg).map(({ perSecond }) => perSecond))
  const burst =
    ours && values.burst ? await burstOf({ ...ours, ground, domain, usual }, answered) : null
  const rowsCheck = await check(ground, answered)
  missing = rowsCheck.missing
  const ms = of('ours').flatMap((one) => one.ms)
  const sizes = bodies.map(({ length }) => length)
  const report = {
    ...{ bare: round(rate('bare')), template: round(rate('template')), ours: round(rate('ours')) },
    oursToBare: round(rate('ours') / rate('bare'), 3),
    oursToTemplate: round(rate('ours') / rate('template')),
    p50Ms: round(quantile(ms, 0.5)),
    p99Ms: round(quantile(ms, 0.99)),
    p99MsBare: round(
      quantile(
        of('bare').flatMap((one) => one.ms),
        0.99,
      ),
    ),
    cpuUsARequest: Object.fromEntries(
      (['bare', 'template', 'ours'] as const).map((leg) => [
        leg,
        {
          server: round(median(of(leg).map(({ cpuUs }) => cpuUs)), 0),
          database: round(median(of(leg).map(({ databaseCpuUs }) => databaseCpuUs)), 0),
          load: round(median(of(leg).map(({ loadCpuUs }) => loadCpuUs)), 0),
        },
      ]),
    ),
    bodyBytes: { least: Math.min(...sizes), median: median(sizes), most: Math.max(...sizes) },
    ...{ connections, seconds, slices },
    notAnswered200: all
      .filter(({ leg }) => leg === 'ours')
      .reduce((sum, { statuses, answered: good }) => sum + total(statuses) - good.length, 0),
    rowsCheck,
    ...(open ? { open, openBare } : {}),
    ...(burst ? { burst } : {}),
  }
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
} finally {
  await Promise.all(servers.map((one) => one.process.stop()))
  await ground.close()
}
process.exit(missing > 0 ? 1 : 0)

function oursOf(one: Slice): readonly string[] {
  return one.leg === 'ours' ? one.answered : []
}

function total(statuses: Readonly<Record<string, number>>): number {
  return Object.values(statuses).reduce((sum, count) => sum + count, 0)
}
