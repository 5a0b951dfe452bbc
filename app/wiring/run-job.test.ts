import { randomUUID } from 'node:crypto'
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

test('once somebody answers again, what waited for them is tried at once, and costs no try', async ({
  database,
}) => {
  const { owner } = database
  const [ours, theirs] = [randomUUID(), randomUUID()]
  const carrier = 'carrier did not answer: 503'
  const store = 'shopify did not answer'
  const waiting = async (name: string, shop: string, why: string | null) => {
    await owner.query(
      `select graphile_worker.add_job($1, json_build_object('shopId', $2::text), job_key := $1)`,
      [name, shop],
    )
    await owner.query(
      `update graphile_worker._private_jobs
       set attempts = 4, max_attempts = 9, last_error = $2, run_at = now() + interval '1 hour'
       where key = $1`,
      [name, why],
    )
  }
  await waiting('same', ours, carrier)
  await waiting('another side', ours, store)
  await waiting('another shop', theirs, carrier)
  await waiting('planned', ours, null)
  await waiting('given up', ours, carrier)
  await waiting('under way', ours, carrier)
  await owner.query(
    `update graphile_worker._private_jobs set max_attempts = 4 where key = 'given up'`,
  )
  await owner.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'another' where key = 'under way'`,
  )
  const untouched = ['another shop', 'another side', 'given up', 'planned', 'under way']
  const soon = async () =>
    (
      await owner.query<{ key: string; attempts: number }>(
        `select key, attempts from graphile_worker.jobs where run_at < now() + interval '1 minute' order by key`,
      )
    ).rows
  const through = async (name: string, why: string | null) => {
    await waiting(name, ours, why)
    await owner.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [
      name,
    ])
    const works = { name, payload: z.object({ shopId: z.uuid() }), maxAttempts: 5 }
    await runJobs(
      database,
      runJob(openLog('silent', 'test'))(works, async () => undefined),
    )
  }
  // Through at the first try, or after something else went wrong: it says nothing of the carrier.
  await through('fresh', null)
  await through('after a fault of ours', 'column does not exist')
  expect(await soon()).toEqual([])
  await through('after its silence', carrier)
  expect(await soon()).toEqual([{ key: 'same', attempts: 3 }])
  const { rows } = await owner.query(
    `select key, attempts from graphile_worker.jobs where key <> 'same' order by key`,
  )
  expect(rows).toEqual(untouched.map((key) => ({ key, attempts: 4 })))
  // Failed again, it has to fail once more in its own time: what fails for good comes to its end.
  const failAgain = (attempts: number) =>
    owner.query(
      `update graphile_worker._private_jobs set attempts = $1, run_at = now() + interval '1 hour' where key = 'same'`,
      [attempts],
    )
  await failAgain(4)
  await through('once more', carrier)
  expect(await soon()).toEqual([])
  await failAgain(5)
  await through('and again', carrier)
  expect(await soon()).toEqual([{ key: 'same', attempts: 4 }])
})

test('a side that is back is not flooded: whoever gets through wakes twenty', async ({
  database,
}) => {
  const { owner } = database
  const through: number[] = []
  const works = {
    name: 'asks',
    payload: z.object({ shopId: z.uuid(), nth: z.number() }),
    maxAttempts: 5,
  }
  const taskList = runJob(openLog('silent', 'test'))(works, async ({ nth }) => through.push(nth))
  await owner.query(
    `select graphile_worker.add_job('asks', json_build_object('shopId', $1::text, 'nth', nth))
     from generate_series(1, 100) nth`,
    [randomUUID()],
  )
  await owner.query(
    `update graphile_worker._private_jobs set attempts = 2, last_error = 'shopify did not answer',
       run_at = case when payload ->> 'nth' = '1' then now() else now() + interval '1 hour' end`,
  )
  const leftAlone = async () =>
    (
      await owner.query<{ left: number }>(
        `select count(*)::int as left from graphile_worker.jobs where run_at > now() + interval '1 minute'`,
      )
    ).rows[0]?.left
  await runJobs(database, taskList)
  expect(through[0]).toBe(1)
  expect(await leftAlone()).toBeLessThanOrEqual(79)
  // Those woken may have come to their turn meanwhile, and have woken others.
  expect(await leftAlone()).toBeGreaterThanOrEqual(99 - 20 * through.length)
  for (let round = 0; round < 10 && through.length < 100; round += 1) {
    await owner.query(
      `update graphile_worker._private_jobs set run_at = now() where run_at < now() + interval '1 minute'`,
    )
    await runJobs(database, taskList)
  }
  expect(new Set(through).size).toBe(100)
})
