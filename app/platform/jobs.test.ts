import { expect, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, test } from '../../tests/database.ts'
import { bookCall, takeCall } from '../journey/outside-call.server.ts'
import { requestKey } from '../kernel/ids.ts'
import { type ShopTx, withShop } from './db.server.ts'
import { enqueue, type Job } from './jobs.server.ts'

const look: Job<{ nth: number }> = {
  name: 'test.look',
  payload: z.object({ nth: z.number() }),
  maxAttempts: 3,
  priority: 10,
}

test('jobs of one transaction are booked together, of one key the last; nothing when it fails', async ({
  database,
  shop,
}) => {
  const runAt = new Date('2030-01-01T00:00:00Z')
  await withShop(database.db, shop, async (tx) => {
    await enqueue(tx, look, { nth: 1 }, { key: 'b' })
    await enqueue(tx, look, { nth: 2 }, { key: 'a', runAt })
    await enqueue(tx, look, { nth: 3 }, { key: 'b' })
    for (const nth of [4, 5]) await enqueue(tx, look, { nth })
  })
  const fails = withShop(database.db, shop, async (tx) => {
    await enqueue(tx, look, { nth: 6 })
    throw new Error('not today')
  })
  await expect(fails).rejects.toThrow('not today')
  const { rows } = await database.owner.query(
    `select j.key, p.payload ->> 'nth' as nth, j.run_at > now() as later, j.max_attempts as most, j.priority
     from graphile_worker.jobs j join graphile_worker._private_jobs p using (id) order by p.payload ->> 'nth'`,
  )
  const ours = { most: 3, priority: 10, later: false }
  expect(rows).toEqual([
    { ...ours, key: 'a', nth: '2', later: true },
    { ...ours, key: 'b', nth: '3' },
    { ...ours, key: null, nth: '4' },
    { ...ours, key: null, nth: '5' },
  ])
})

test('one that waits is replaced, one that runs is left alone and booked again', async ({
  database,
  shop,
}) => {
  const book = (nth: number) =>
    withShop(database.db, shop, async (tx) => {
      await enqueue(tx, look, { nth }, { key: 'waits' })
      await enqueue(tx, look, { nth }, { key: 'runs' })
    })
  await book(1)
  await database.owner.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where key = 'runs'`,
  )
  await book(2)
  const { rows } = await database.owner.query(
    `select key, payload ->> 'nth' as nth, locked_by as by from graphile_worker._private_jobs order by id`,
  )
  expect(rows).toHaveLength(3)
  expect(rows).toContainEqual({ key: null, nth: '1', by: 'somebody' })
  expect(rows).toContainEqual({ key: 'runs', nth: '2', by: null })
  expect(rows).toContainEqual({ key: 'waits', nth: '2', by: null })
  // The same once more is enough as it is: nothing is written, and nobody waits for anybody.
  const revisions = 'select sum(revision)::int as all from graphile_worker._private_jobs'
  const before = await database.owner.query(revisions)
  await book(2)
  expect((await database.owner.query(revisions)).rows).toEqual(before.rows)
})

test('a job without a key is booked whatever waits beside it: nothing, or one that is enough', async ({
  database,
  shop,
}) => {
  await withShop(database.db, shop, (tx) => enqueue(tx, look, { nth: 1 }))
  await withShop(database.db, shop, (tx) => enqueue(tx, look, { nth: 2 }, { key: 'waits' }))
  await withShop(database.db, shop, async (tx) => {
    await enqueue(tx, look, { nth: 2 }, { key: 'waits' })
    await enqueue(tx, look, { nth: 3 })
  })
  expect((await database.jobs()).map(({ key }) => key)).toEqual([null, 'waits', null])
})

const waitingForLocks = `select distinct pid from pg_locks where not granted
  and pid in (select pid from pg_stat_activity where datname = current_database())`

/** What two callers get who book a job in the moment a worker takes it: both wait for the worker, and find it taken. */
async function bookTwiceWhileTaken(
  { owner }: TestDatabase,
  key: string,
  book: () => Promise<unknown>,
): Promise<readonly unknown[]> {
  const jobs = 'graphile_worker._private_jobs'
  await owner.query('begin')
  await owner.query(`select from ${jobs} where key = $1 for update`, [key])
  const both = Promise.allSettled([book(), book()])
  await vi.waitFor(async () => {
    await owner.query('select pg_stat_clear_snapshot()')
    expect((await owner.query(waitingForLocks)).rows).toHaveLength(2)
  }, 5_000)
  await owner.query(`update ${jobs} set locked_at = now(), locked_by = 'somebody' where key = $1`, [
    key,
  ])
  await owner.query('commit')
  return (await both).map((one) => (one.status === 'fulfilled' ? 'booked' : one.reason))
}

const keysOf = async (database: TestDatabase) => (await database.jobs()).map(({ key }) => key)

test('two who book a job in the moment it is taken do not wait for each other crosswise', async ({
  database,
  shop,
}) => {
  const book = () =>
    withShop(database.db, shop, (tx) => enqueue(tx, look, { nth: 1 }, { key: 'shared' }))
  await book()
  expect(await bookTwiceWhileTaken(database, 'shared', book)).toEqual(['booked', 'booked'])
  expect(await keysOf(database)).toEqual([null, 'shared'])
})

test('nor do two who wake the drain of a shop', async ({ database, shop }) => {
  const key = `intake.deliveries:${shop}`
  const wake = (ms: number) => (tx: ShopTx) =>
    tx.$executeRaw`select app.wake_drain(${shop}::uuid, ${ms}::int)`
  await withShop(database.db, shop, wake(60_000))
  const book = () => withShop(database.db, shop, wake(60_000))
  expect(await bookTwiceWhileTaken(database, key, book)).toEqual(['booked', 'booked'])
  expect(await keysOf(database)).toEqual([null, key])
})

test('a machine whose clock is ahead books for now, and leases for as long as any other', async ({
  database,
  shop,
}) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
  onTestFinished(() => void vi.useRealTimers())
  const key = requestKey('hold', 'one')
  await withShop(database.db, shop, async (tx) => {
    await enqueue(tx, look, { nth: 1 }, { key: 'now' })
    await bookCall(tx, { orderId: null, kind: 'hold', key })
    await takeCall(tx, [key])
  })
  const { rows } = await database.owner.query(
    `select (select run_at <= clock_timestamp() from graphile_worker.jobs where key = 'now') as due,
       (select leased_at between now() - interval '1 minute' and now() from outside_call) as leased`,
  )
  expect(rows).toEqual([{ due: true, leased: true }])
})
