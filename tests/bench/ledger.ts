import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { shopId } from '#app/kernel/ids.ts'
import { openDatabase } from '#app/platform/db.server.ts'
import { runDrill } from '#tests/ledger/drill.ts'
import { faults, isFault } from '#tests/ledger/faults.ts'
import { makeGround } from '#tests/ledger/ground.ts'
import { openLocalDatabase } from '../../tools/local-database.ts'

/**
 * The stock ledger under many hands: commands of the floor (reserve, release, pick, short, receive, count, move,
 * cancel, return, pack, ship) from many connections at once on a throw-away PostgreSQL that syncs to disk, their
 * processes killed now and then, commands repeated. Afterwards ledger, levels and reservations are compared with a
 * model. One JSON line `{commands, seconds, perSecond, violations, conflictsRetried}`; ends with 1 when there are
 * violations. `--fault` plants a fault that has to be found.
 */
const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '8' },
    kills: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    fault: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const whole = (name: 'commands' | 'connections' | 'kills' | 'seed', least: number) => {
  const number = Number(values[name])
  if (!Number.isSafeInteger(number) || number < least)
    fail(`--${name} is a whole number from ${least}`)
  return number
}
function fail(what: string): never {
  console.error(`bench:ledger: ${what}`)
  process.exit(2)
}

const { fault } = values
if (fault !== undefined && !isFault(fault)) fail(`--fault is one of ${faults.join(', ')}`)
const wish = {
  commands: whole('commands', 1),
  connections: whole('connections', 1),
  kills: whole('kills', 0),
  seed: whole('seed', 0),
  ...(isFault(fault) ? { fault } : {}),
}
const folder = mkdtempSync(join(tmpdir(), 'orderwright-ledger-'))
chmodSync(folder, 0o755)
const { server, env } = await openLocalDatabase(folder, 26_100)
try {
  const owner = new pg.Client({ connectionString: env.OWNER_DATABASE_URL })
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>(
    `insert into shop (domain, name, wrapped_key, installed_at) values ('ledger.myshopify.com', 'Ledger', $1, now()) returning id`,
    [randomBytes(60)],
  )
  const { db, close } = openDatabase(env.DATABASE_URL, 2)
  const ground = await makeGround(db, shopId(rows[0]?.id ?? ''), { items: 24, shipments: 120 })
  await close()
  const result = await runDrill({ url: env.DATABASE_URL, owner, ground, ...wish })
  await owner.end()
  for (const what of result.violations.slice(0, 20)) console.error(what)
  if (!values.json)
    console.error(`${result.kills} processes killed; answers ${JSON.stringify(result.answers)}`)
  console.log(
    JSON.stringify({
      commands: wish.commands,
      seconds: Number(result.seconds.toFixed(1)),
      perSecond: Math.round(wish.commands / result.seconds),
      violations: result.violations.length,
      conflictsRetried: result.conflictsRetried,
    }),
  )
  process.exitCode = result.violations.length > 0 ? 1 : 0
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
