import { fork } from 'node:child_process'
import { once } from 'node:events'
import { run } from 'graphile-worker'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { type TestDatabase, test } from '../../tests/database.ts'
import { openLog } from './log.server.ts'
import { keepWorkerLives } from './worker-lives.server.ts'

const log = openLog('silent', 'test')
const quick = { log, beatMs: 100, leaseMs: 1_000 }

async function worker(url: string, done: (id: string) => void) {
  const pool = new pg.Pool({ connectionString: url, max: 5 })
  pool.on('error', () => undefined)
  const lives = await keepWorkerLives({ pool, ...quick })
  const runner = await run({
    pgPool: pool,
    events: lives.events,
    concurrency: 2,
    pollInterval: 50,
    noHandleSignals: true,
    taskList: { slow: async (_, { job }) => done(String(job.id)) },
  })
  return async () => {
    await runner.stop()
    await lives.stop()
    await pool.end()
  }
}

const lives = (owner: pg.Client) =>
  owner
    .query('select worker_ids from app.worker_process where died_at is null')
    .then(({ rows }) => rows)

test('a killed worker’s job goes on elsewhere within seconds, and a living worker keeps its own', async ({
  database,
}) => {
  await database.owner.query(`select graphile_worker.add_job('slow', '{}')`)
  const child = fork('tests/queue/worker-process.ts', [database.ownerUrl])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child, 'message')
  const done: string[] = []
  const stop = await worker(database.ownerUrl, (id) => done.push(id))
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(done).toEqual([])
  child.kill('SIGKILL')
  await expect.poll(() => done.length, { timeout: 10_000 }).toBe(1)
  await stop()
  expect(await lives(database.owner)).toEqual([])
  expect(await database.jobs()).toEqual([])
  // What the dead one had leased is free at once; what somebody else has is not.
  const { rows } = await database.owner.query(
    `select app.is_leased(now(), id || '/work', 120) as dead, app.is_leased(now(), gen_random_uuid() || '/work', 120) as other,
       app.is_leased(now() - interval '3 minutes', gen_random_uuid() || '/work', 120) as old
     from app.worker_process where died_at is not null`,
  )
  expect(rows).toEqual([{ dead: false, other: true, old: false }])
})

test('a job of a worker that nobody has heard of is taken at a start', async ({ database }) => {
  await database.owner.query(`select graphile_worker.add_job('slow', '{}')`)
  await database.owner.query(
    `update graphile_worker._private_jobs set locked_by = 'worker-of-old', locked_at = now() - interval '1 minute'`,
  )
  const done: string[] = []
  const stop = await worker(database.ownerUrl, (id) => done.push(id))
  await expect.poll(() => done.length, { timeout: 10_000 }).toBe(1)
  await stop()
})

test('the app’s role sees nothing of the processes', async ({ database }) => {
  await expect(database.pool.query('select 1 from app.worker_process')).rejects.toThrow(
    'permission denied',
  )
})

/** Books a job, lets somebody take it and be gone, books it again: it is to be done once, by the second. */
async function doneBySecond(database: TestDatabase, gone: string): Promise<void> {
  const { owner } = database
  const add = () =>
    owner.query(`select graphile_worker.add_job('slow', '{"_key":"k"}', job_key := 'k')`)
  await add()
  await owner.query(gone)
  await add()
  const { rows } = await owner.query<{ id: string }>(
    `select id from graphile_worker.jobs where key = 'k'`,
  )
  const done: string[] = []
  const stop = await worker(database.ownerUrl, (id) => done.push(id))
  await expect.poll(() => database.jobs(), { timeout: 10_000 }).toEqual([])
  await stop()
  expect(done).toEqual([rows[0]?.id])
}

test('a job that was booked again while a worker had it who died is done once, by the second', async ({
  database,
}) => {
  await doneBySecond(
    database,
    `update graphile_worker._private_jobs set locked_by = 'worker-of-old', locked_at = now() - interval '1 minute', attempts = 1`,
  )
})

test('a job that was booked again in the last moment of a worker is not left behind with its tries used up', async ({
  database,
}) => {
  // Silent for long enough, although what it took last it took a moment ago.
  await doneBySecond(
    database,
    `with process as (
       insert into app.worker_process (id, label, worker_ids, seen_at)
       values (gen_random_uuid(), 'late', array['worker-of-late'], now() - interval '2 s')
     )
     update graphile_worker._private_jobs set locked_by = 'worker-of-late', locked_at = now() - interval '0.2 s', attempts = 1`,
  )
})
