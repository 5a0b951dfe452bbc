import { fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
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

/** This process as the queue’s, without a queue: what it hears is said by the test. */
async function listening(database: TestDatabase, beatMs: number) {
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 5 })
  pool.on('error', () => undefined)
  const { events, stop } = await keepWorkerLives({ pool, log, beatMs, leaseMs: 1_000 })
  return {
    say: (event: string, told: object) => EventEmitter.prototype.emit.call(events, event, told),
    stop: async () => {
      await stop()
      await pool.end()
    },
  }
}
const lockedBy = (owner: pg.Client, key: string, worker: string, agoSeconds: number) =>
  owner.query(
    `update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - $3 * interval '1 second',
       attempts = 1 where key = $1`,
    [key, worker, agoSeconds],
  )
const addJob = (owner: pg.Client, key: string) =>
  owner.query(`select id::text from graphile_worker.add_job('slow', '{}', job_key := $1)`, [key])
const jobsNow = async (owner: pg.Client) =>
  (
    await owner.query<{ key: string; by: string | null }>(
      'select key, locked_by as by from graphile_worker.jobs order by key',
    )
  ).rows

test('what is booked in a freed job’s place outlives the word of whoever was only slow', async ({
  database,
}) => {
  const { owner } = database
  const [{ id } = { id: '' }] = (await addJob(owner, 'mirror')).rows
  await lockedBy(owner, 'mirror', 'slow-pool', 60)
  const { stop } = await listening(database, 100)
  expect(await jobsNow(owner)).toEqual([{ key: 'mirror', by: null }])
  await addJob(owner, 'mirror')
  // As the queue ends a job: by its id alone.
  await owner.query('delete from graphile_worker._private_jobs where id = $1', [id])
  expect(await jobsNow(owner)).toEqual([{ key: 'mirror', by: null }])
  await stop()
})

test('after a standstill of the database nobody is dead before everybody could speak', async ({
  database,
}) => {
  const { owner } = database
  const { stop } = await listening(database, 100)
  await owner.query(
    `insert into app.worker_process (id, label, worker_ids, seen_at) values (gen_random_uuid(), 'another', '{}', now())`,
  )
  const isDead = async () =>
    (
      await owner.query(
        `select 1 from app.worker_process where label = 'another' and died_at is not null`,
      )
    ).rowCount === 1
  await owner.query('begin')
  await owner.query('lock table app.worker_process in exclusive mode')
  await sleep(1_500)
  await owner.query('commit')
  await sleep(400)
  expect(await isDead()).toBe(false)
  await expect.poll(isDead, { timeout: 5_000 }).toBe(true)
  await stop()
})

test('in whose name jobs are taken is known before the first is', async ({ database }) => {
  const { say, stop } = await listening(database, 30_000)
  say('pool:create', { workerPool: { id: 'pool-of-ours' } })
  await expect.poll(() => lives(database.owner)).toEqual([{ worker_ids: ['pool-of-ours'] }])
  await stop()
})

test('a job whose handing over was lost is given back; one under way is not', async ({
  database,
}) => {
  const { owner } = database
  await addJob(owner, 'lost')
  const [{ id } = { id: '' }] = (await addJob(owner, 'under way')).rows
  const { say, stop } = await listening(database, 100)
  say('pool:create', { workerPool: { id: 'pool-of-ours' } })
  say('job:start', { job: { id } })
  for (const key of ['lost', 'under way']) await lockedBy(owner, key, 'pool-of-ours', 5)
  await sleep(1_500)
  expect((await jobsNow(owner)).map(({ by }) => by)).toEqual(['pool-of-ours', 'pool-of-ours'])
  say('worker:getJob:error', { error: new Error('Connection terminated') })
  await expect
    .poll(() => jobsNow(owner), { timeout: 5_000 })
    .toEqual([
      { key: 'lost', by: null },
      { key: 'under way', by: 'pool-of-ours' },
    ])
  await stop()
})
