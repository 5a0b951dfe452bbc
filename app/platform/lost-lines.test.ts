import pg from 'pg'
import { expect, vi } from 'vitest'
import { test } from '../../tests/database.ts'
import { hearLostLines } from './lost-lines.server.ts'

test('a connection that breaks in use, before whoever took it listens, ends nothing and is replaced', async ({
  database,
}) => {
  const heard = vi.fn()
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 })
  hearLostLines(pool, heard)
  for (const open of [pool, database.pool]) {
    const taken = await open.connect()
    const over = new Promise((resolve) => taken.once('end', resolve))
    const { rows } = await taken.query('select pg_backend_pid() as pid')
    await database.owner.query('select pg_terminate_backend($1)', [rows[0].pid])
    await over
    taken.release(true)
    expect((await open.query('select 1 as there')).rows).toEqual([{ there: 1 }])
  }
  expect(heard.mock.calls.map(([fault]) => fault.code)).toContain('57P01')
  await pool.end()
})
