import { expect } from 'vitest'
import { type TestDatabase, test } from '../../tests/database.ts'
import { ProviderUnavailable } from '../kernel/faults.ts'
import type { ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { pieceOfWork } from '../platform/piece-of-work.server.ts'
import { bookMail, deliverMails } from './mail.server.ts'

/** What the mail server does with a letter, by its key. */
type Server = (key: string) => unknown

async function openPost(database: TestDatabase, shop: ShopId) {
  const vault = await database.vaults.of(shop)
  const sent: string[] = []
  return {
    sent,
    book: (key: string) =>
      withShop(database.db, shop, (tx) =>
        bookMail(tx, vault, {
          ...{ orderId: null, kind: 'inbound', key },
          letter: { to: 'a@example.com', subject: key, html: '<p>x</p>', text: 'x' },
        }),
      ),
    /** One job, from its beginning to its end. */
    deliver: (server: Server = () => undefined) => {
      const send = async (_letter: unknown, _from: unknown, key: string) => {
        sent.push(key)
        await server(key)
        return { messageId: key }
      }
      return pieceOfWork(() =>
        deliverMails({ db: database.db, vaults: database.vaults, mail: { send } }, shop),
      )
    },
  }
}

const letters = async ({ owner }: TestDatabase) => {
  const { rows } = await owner.query<{ key: string; state: string; attempts: number }>(
    'select key, state, attempts from mail order by key',
  )
  return rows
}

/** As if the time of every letter that was taken were over. */
const overTime = ({ owner }: TestDatabase) =>
  owner.query("update mail set leased_at = leased_at - interval '10 minutes'")

test('a sender whose time was over meanwhile leaves its letters to whoever took them', async ({
  database,
  shop,
}) => {
  const post = await openPost(database, shop)
  for (const key of ['a', 'b', 'c']) await post.book(key)
  await post.deliver(async (key) => {
    if (key !== 'a') return
    await overTime(database)
    await post.deliver()
    throw new ProviderUnavailable('mail server')
  })
  expect(post.sent.toSorted()).toEqual(['a', 'a', 'b', 'c'])
  expect(await letters(database)).toEqual([
    { key: 'a', state: 'sent', attempts: 2 },
    { key: 'b', state: 'sent', attempts: 1 },
    { key: 'c', state: 'sent', attempts: 1 },
  ])
})

test('a sender that is slow with many keeps the time of the one it is at', async ({
  database,
  shop,
}) => {
  const post = await openPost(database, shop)
  for (const key of ['a', 'b']) await post.book(key)
  await post.deliver(async (key) => {
    if (key === 'a') await overTime(database)
    else await post.deliver()
  })
  expect(post.sent).toEqual(['a', 'b'])
})

test('a letter that was withdrawn or erased while it lay in a batch is not sent', async ({
  database,
  shop,
}) => {
  const post = await openPost(database, shop)
  for (const key of ['a', 'b', 'c']) await post.book(key)
  await post.deliver(() =>
    database.owner.query(
      `update mail set sealed = case key when 'c' then null else sealed end,
         state = case key when 'b' then 'withdrawn' else state end`,
    ),
  )
  expect(post.sent).toEqual(['a'])
  expect((await letters(database)).map(({ state }) => state)).toEqual(['sent', 'withdrawn', 'dead'])
})

test('each letter that failed is tried again in its own time, whatever was booked since', async ({
  database,
  shop,
}) => {
  const post = await openPost(database, shop)
  const looks = async () => {
    const { rows } = await database.owner.query<{ minutes: number }>(
      `select round(extract(epoch from run_at - now()) / 60)::int as minutes
       from graphile_worker.jobs where key like 'mail.send:%:later'`,
    )
    return rows.map(({ minutes }) => minutes)
  }
  const silent = () => {
    throw new ProviderUnavailable('mail server')
  }
  await post.book('a')
  await database.owner.query("update mail set attempts = 3 where key = 'a'")
  await post.deliver(silent)
  expect(await looks()).toEqual([16])
  await post.book('b')
  await post.deliver(silent)
  expect(await looks()).toEqual([2])
  await database.owner.query(
    "update mail set retry_at = now() - interval '1 second' where key = 'b'",
  )
  await post.deliver()
  expect(await letters(database)).toEqual([
    { key: 'a', state: 'waiting', attempts: 4 },
    { key: 'b', state: 'sent', attempts: 1 + 1 },
  ])
  expect(await looks()).toEqual([16])
})
