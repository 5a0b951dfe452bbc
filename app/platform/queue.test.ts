import type { JobHelpers, TaskList } from 'graphile-worker'
import { expect, onTestFinished } from 'vitest'
import { overALine } from '../../tests/arrange/database-line.ts'
import { type TestDatabase, test } from '../../tests/database.ts'
import { openLog } from './log.server.ts'
import { workQueue } from './queue.server.ts'

const together = 3

function work(
  { ownerUrl }: Pick<TestDatabase, 'ownerUrl'>,
  taskList: TaskList,
  silenceMs?: number,
) {
  const queue = workQueue({
    ...{ ownerUrl, taskList, concurrency: together, log: openLog('silent', 'test') },
    ...(silenceMs && { silenceMs }),
  })
  onTestFinished(queue.stop)
  return queue
}

/** Resolves for all who wait once so many do. */
function gathering(many: number) {
  let came = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  return () => {
    came += 1
    if (came === many) resolve()
    return promise
  }
}

const add = (database: TestDatabase, many: number) =>
  database.owner.query(
    `select graphile_worker.add_job('step', json_build_object('n', n)) from generate_series(1, $1::int) n`,
    [many],
  )

test('the queue goes on after it could not write down what became of several jobs at once', async ({
  database,
}) => {
  await database.owner.query(
    `create function app.refuse_in_test() returns trigger language plpgsql as $$ begin raise 'not now'; end $$`,
  )
  await database.owner.query(
    `create trigger not_now before update of last_error on graphile_worker._private_jobs
     for each row execute function app.refuse_in_test()`,
  )
  await add(database, together)
  const all = gathering(together)
  let tried = 0
  work(database, {
    step: async () => {
      tried += 1
      if (tried > together) return
      await all()
      throw new Error('they all fail in the same moment')
    },
  })
  await expect.poll(() => tried, { timeout: 20_000 }).toBeGreaterThanOrEqual(together)
  await database.owner.query('drop trigger not_now on graphile_worker._private_jobs')
  await expect.poll(() => database.jobs(), { timeout: 25_000 }).toEqual([])
})

test('connections that the database ends cost no job and not the process', async ({ database }) => {
  const seen = new Set<string>()
  work(database, {
    step: async (payload) => {
      await database.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and usename = 'postgres'`,
      )
      seen.add(JSON.stringify(payload))
    },
  })
  await add(database, 5)
  await expect.poll(() => seen.size, { timeout: 25_000 }).toBe(5)
})

test('lines that swallow what is sent are given up by the queue, and cost no job', async ({
  database,
}) => {
  const line = await overALine(database.ownerUrl)
  const limits = new Set<string>()
  const all = gathering(together)
  let done = 0
  const step = async (_: unknown, { withPgClient }: JobHelpers) => {
    const ask = () =>
      withPgClient((client) =>
        client.query('select pg_sleep(0.2)').then(() => client.query('show statement_timeout')),
      )
    // As many connections as there can be: whatever is asked next goes over one that is lost.
    await all()
    const [one] = await Promise.all([ask(), ask()])
    limits.add(one.rows[0].statement_timeout)
    done += 1
  }
  work({ ownerUrl: line.url }, { step }, 1_000)
  await add(database, together)
  await expect.poll(() => done, { timeout: 20_000 }).toBe(together)
  line.forget()
  await add(database, together)
  await expect.poll(() => done, { timeout: 20_000 }).toBe(2 * together)
  // Ended by the database before the line is given up: what it takes after that would be nobody's.
  expect([...limits]).toEqual(['15s'])
})

test('a queue that is stopped finishes its job and holds nothing', async ({ database }) => {
  await add(database, 1)
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const queue = work(database, {
    step: async () => {
      begun.resolve()
      await go.promise
    },
  })
  await begun.promise
  const stopped = queue.stop()
  go.resolve()
  await stopped
  expect(await database.jobs()).toEqual([])
  expect((await database.owner.query('select 1 from app.worker_process')).rows).toEqual([])
})
