import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Table } from '../../tools/backup/tables.ts'

/**
 * Copies what a newer database holds into an older one, as far as the older one knows of it: rows as a version of
 * then would have left them. Or what an older one holds into a newer, as a version of then would write them.
 * @param tables of the older, in the order of their foreign keys.
 */
export async function copyRows(
  from: pg.Client,
  to: pg.Client,
  tables: readonly Table[],
): Promise<void> {
  await to.query('begin')
  for (const { name } of tables) await to.query(`alter table ${name} disable trigger user`)
  for (const { name, columns } of tables) {
    const these = `${name} (${columns.join(', ')})`
    await pipeline(
      from.query(copyTo(`copy ${these} to stdout`)),
      to.query(copyFrom(`copy ${these} from stdin`)),
    )
  }
  for (const { name } of tables) await to.query(`alter table ${name} enable trigger user`)
  await to.query('commit')
}

export interface Digest {
  readonly rows: number
  /** Of everything in these columns. */
  readonly digest: string | null
}

/** What each table holds in the columns named, whatever others it has. The queue's own is left out. */
export async function digests(
  client: pg.Client,
  tables: readonly Table[],
): Promise<ReadonlyMap<string, Digest>> {
  const found = new Map<string, Digest>()
  for (const { name, columns } of tables) {
    if (name.startsWith('graphile_worker.')) continue
    const { rows } = await client.query<Digest>(
      `select count(*)::int as rows, md5(string_agg(md5(r::text), '' order by md5(r::text))) as digest
       from (select ${columns.join(', ')} from ${name}) r`,
    )
    if (rows[0]) found.set(name, rows[0])
  }
  return found
}
