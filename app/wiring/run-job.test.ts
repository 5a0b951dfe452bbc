import { expect } from 'vitest'
import { z } from 'zod'
import { test } from '../../tests/database.ts'
import { runJobs } from '../../tests/queue/run-jobs.ts'
import { ProviderThrottled, ProviderUnavailable } from '../kernel/faults.ts'
import { openLog } from '../platform/log.server.ts'
import { runJob } from './run-job.server.ts'

const job = (name: string) => ({ name, payload: z.object({ nth: z.number() }), maxAttempts: 5 })

test('a job that waits for a rate limit comes back without a try used up; one that failed uses one', async ({
  database,
}) => {
  const { owner } = database
  const done: string[] = []
  const run = runJob(openLog('silent', 'test'))
  const taskList = {
    ...run(job('throttled'), async () => {
      done.push('throttled')
      throw new ProviderThrottled('shopify', { detail: 'ReadOrder', waitMs: 60_000 })
    }),
    ...run(job('silent'), async () => {
      done.push('silent')
      throw new ProviderUnavailable('shopify', { waitMs: 60_000 })
    }),
    ...run(job('works'), async () => done.push('works')),
  }
  for (const name of Object.keys(taskList))
    await owner.query(`select graphile_worker.add_job($1, '{"nth":1}', job_key := $1)`, [name])
  await runJobs(database, taskList)
  expect(done.toSorted()).toEqual(['silent', 'throttled', 'works'])
  const { rows } = await owner.query<{ key: string; attempts: number; wait: number }>(
    `select key, attempts, locked_at is not null as locked, extract(epoch from run_at - now())::int as wait
     from graphile_worker.jobs order by key`,
  )
  expect(rows).toEqual([
    { key: 'silent', attempts: 1, locked: false, wait: expect.any(Number) },
    { key: 'throttled', attempts: 0, locked: false, wait: expect.any(Number) },
  ])
  const [silent, throttled] = rows
  expect(silent?.wait).toBeLessThan(10)
  expect(throttled?.wait).toBeGreaterThan(40)
})

test('a job that failed after it was booked again under its key leaves nothing behind: the other does it', async ({
  database,
}) => {
  const { owner } = database
  const add = (nth: number, key: string | null) =>
    owner.query(
      'select graphile_worker.add_job($1, json_build_object($2::text, $3::int), job_key := $4)',
      ['mirrors', 'nth', nth, key],
    )
  const done: number[] = []
  const taskList = runJob(openLog('silent', 'test'))(job('mirrors'), async ({ nth }) => {
    done.push(nth)
    if (nth === 2) return
    if (nth === 1) await add(2, 'mirrors:1')
    throw new ProviderUnavailable('shopify', { waitMs: 60_000 })
  })
  await add(1, 'mirrors:1')
  await add(3, null)
  await runJobs(database, taskList)
  expect(done.toSorted()).toEqual([1, 2, 3])
  // One without a key failed of itself, and is tried again.
  const { rows } = await owner.query('select attempts, key from graphile_worker.jobs')
  expect(rows).toEqual([{ attempts: 1, key: null }])
})
