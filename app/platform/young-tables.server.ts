import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { keepAliveOnTheLine } from './db.server.ts'
import type { Log } from './log.server.ts'
import { giveUpSilentLines, hearLostLines } from './lost-lines.server.ts'

/** The database itself looks at a table once a minute, one database after the other: a burst is over by then. */
const usualEveryMs = 5_000
/** Rows below which every plan is as good as another. */
const fewRows = 250
/** However long a table is, a sample of it is read: about a second. Nobody waits for it. */
const statement_timeout = 60_000
/** Whoever stops waits so long for a look under way: it ends in the database by itself, and harms nobody. */
const longestStopMs = 1_000

/** Tables with more than twice the rows they had when the database last looked, as it names them. */
const grown = `
  select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.schemaname in ('public', 'graphile_worker')
    and s.n_live_tup > 2 * greatest(c.reltuples, ${fewRows}) and s.n_mod_since_analyze > ${fewRows}
  order by 1`

/**
 * Has the database look at every table that more than doubled since it last did. As long as it knows nothing of a table
 * it takes any index that begins with the shop for as good as any other, and reads a shop's thousands of orders for the one
 * asked for: in the first minutes of an installation, while its first shop's orders come in.
 * @returns the tables looked at.
 */
export async function lookAtYoungTables(owner: Pick<pg.Pool, 'query'>): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(grown)
  const names = rows.map(({ name }) => name)
  // What another process looks at, or a migration holds, is passed over.
  if (names.length > 0) await owner.query(`analyze (skip_locked) ${names.join(', ')}`)
  return names
}

export interface YoungTablesOptions {
  /** As the owner of the tables. */
  readonly ownerUrl: string
  readonly log: Log
  readonly everyMs?: number
}

/** Does so every few seconds. @returns stops it; resolves when a look under way is over, or after a moment. */
export function watchYoungTables({
  ownerUrl,
  log,
  everyMs = usualEveryMs,
}: YoungTablesOptions): () => Promise<void> {
  const owner = new pg.Pool({
    ...{ connectionString: ownerUrl, max: 1, statement_timeout, ...keepAliveOnTheLine },
    connectionTimeoutMillis: 10_000,
    application_name: 'young tables',
  })
  // A connection that breaks is replaced by the next look.
  hearLostLines(owner)
  giveUpSilentLines(owner, statement_timeout + 5_000)
  let under: Promise<void> | null = null
  const look = async () => {
    try {
      const tables = await lookAtYoungTables(owner)
      if (tables.length > 0) log.info({ tables }, 'tables that grew were looked at')
    } catch (fault) {
      log.warn({ err: String(fault) }, 'tables that grew were not looked at')
    } finally {
      under = null
    }
  }
  const timer = setInterval(() => {
    under ??= look()
  }, everyMs)
  const end = async () => {
    await under
    await owner.end()
  }
  return async () => {
    clearInterval(timer)
    await Promise.race([end(), wait(longestStopMs, undefined, { ref: false })])
  }
}
