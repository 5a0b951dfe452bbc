import type pg from 'pg'
import type { Wrapping } from './vault.server.ts'

export interface Rewrapped {
  /** Shops whose key is wrapped by the present master key now and was not before. */
  readonly rewrapped: number
  /** Shops whose key was wrapped by it already. */
  readonly already: number
  /** Ids of shops whose key neither master key opens; they are left as they are. */
  readonly unopened: readonly string[]
}

/**
 * Wraps every shop's data key with the present master key, a batch at a time, while the app runs. The data keys stay
 * what they are: nothing that was sealed is touched, and keyed hashes still find it. Safe to cut off, to run twice and
 * to run from two places: a key is replaced only while it is the one that was read.
 * @param pool as a role that may read and write `shop`.
 */
export async function rewrapKeys(
  pool: pg.Pool,
  wrapping: Wrapping,
  batch = 200,
): Promise<Rewrapped> {
  let after = '00000000-0000-0000-0000-000000000000'
  let [rewrapped, already] = [0, 0]
  const unopened: string[] = []
  for (;;) {
    const { rows } = await pool.query<{ id: string; wrapped_key: Buffer }>(
      'select id, wrapped_key from shop where id > $1 and wrapped_key is not null order by id limit $2',
      [after, batch],
    )
    for (const { id, wrapped_key: was } of rows) {
      after = id
      const again = wrapping.rewrap(was)
      if (again === 'present') already++
      else if (again === 'unknown') unopened.push(id)
      else {
        const { rowCount } = await pool.query(
          'update shop set wrapped_key = $2 where id = $1 and wrapped_key = $3',
          [id, Buffer.from(again), was],
        )
        rewrapped += rowCount ?? 0
      }
    }
    if (rows.length < batch) return { rewrapped, already, unopened }
  }
}
