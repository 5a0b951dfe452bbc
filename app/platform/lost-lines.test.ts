import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { expect, vi } from 'vitest'
import { overALine } from '../../tests/arrange/database-line.ts'
import { test } from '../../tests/database.ts'
import { openDatabase, withShop } from './db.server.ts'
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

test('a line on which a question is never answered is given up, in a transaction or not', async ({
  database,
  shop,
}) => {
  const line = await overALine(database.appUrl)
  const { db, pool, close } = openDatabase(line.url, 1, 600)
  const pid = async () => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid
  try {
    const first = await pid()
    // Neither an answer that takes its time nor a line on which nobody asks is given up.
    await pool.query('select pg_sleep(0.4)')
    await wait(900)
    expect(await pid()).toBe(first)
    line.forget()
    await expect(pid()).rejects.toThrow('did not answer for 0.6 s')
    const second = await pid()
    expect(second).not.toBe(first)
    const inTheMiddle = withShop(db, shop, async (tx) => {
      await tx.$queryRaw`select 1`
      line.forget()
      await tx.$queryRaw`select 1`
    })
    await expect(inTheMiddle).rejects.toThrow()
    // The only connection there is: it was let go of, though nothing could be rolled back on it.
    expect(await pid()).not.toBe(second)
  } finally {
    await close()
  }
})
