import pg from 'pg'
import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { openLog } from './log.server.ts'
import { keepAlive } from './process-life.server.ts'

test('a process goes on saying that it lives when what it does after its word never comes back', async ({
  database,
}) => {
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  let asked = 0
  const life = keepAlive({
    ...{ pool, log: openLog('silent', 'test'), beatMs: 50 },
    afterBeat: () => {
      asked += 1
      return new Promise(() => undefined)
    },
  })
  try {
    const said = () =>
      database.owner
        .query('select seen_at from app.worker_process')
        .then(({ rows }) => rows[0]?.seen_at.getTime())
    await expect.poll(said).toBeGreaterThan(0)
    const first = await said()
    await expect.poll(said, { timeout: 10_000 }).toBeGreaterThan(first)
    expect(asked).toBe(1)
  } finally {
    void life.leave()
    await pool.end()
  }
})
