import { expect } from 'vitest'
import { addPartnerShipment } from '../../../tests/arrange/partner-shipment.ts'
import { type TestDatabase, test } from '../../../tests/database.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { readStatus, retryGivenUp } from './read-status.server.ts'

const config = { SWEEP_EVERY_SECONDS: 600 }

/** What is told of a shop: every line that is not well, and the rooms with something open. */
async function told({ db }: TestDatabase, shop: ShopId) {
  const { lines, rooms } = await readStatus({ db, config }, shop, new Date())
  return {
    lines: lines
      .filter(({ weight }) => weight !== 'well')
      .map(({ kind, name, many }) => ({ kind, name, many })),
    rooms: rooms
      .filter(({ open }) => open > 0)
      .map(({ room, open, late }) => ({ room, open, late })),
  }
}

const alive = ({ owner }: TestDatabase) =>
  owner.query(
    `insert into app.worker_process (id, seen_at, worker_ids) values (gen_random_uuid(), now() + interval '1 hour', '{w}')`,
  )

test('a shop with no data has everything well as soon as a worker lives', async ({
  database,
  shop,
}) => {
  expect(await told(database, shop)).toEqual({
    lines: [{ kind: 'workers', name: '', many: 0 }],
    rooms: [],
  })
  await alive(database)
  expect(await told(database, shop)).toEqual({ lines: [], rooms: [] })
})

test('all that is late shows, how many and by what name, and to no other shop', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const other = await database.addShop()
  await alive(database)
  const { partnerId, shipmentId } = await addPartnerShipment(database, shop, { state: 'requested' })
  const long = `now() - interval '2 hours'`
  await owner.query(`update partner set name = 'Northdock' where id = $1`, [partnerId])
  await owner.query(`update shipment set due_at = ${long} where id = $1`, [shipmentId])
  await owner.query(
    `insert into delivery (shop_id, topic, event_key, state, received_at, body) values
      ($1, 'orders/create', 'a', 'waiting', ${long}, 'x'), ($1, 'orders/create', 'b', 'waiting', ${long}, 'x'),
      ($1, 'orders/create', 'c', 'dead', ${long}, 'x')`,
    [shop],
  )
  await owner.query(
    `insert into mail (shop_id, kind, key, state, created_at) values
      ($1, 'shipped', 'a', 'waiting', ${long}), ($1, 'shipped', 'b', 'dead', ${long}), ($1, 'shipped', 'c', 'sent', ${long})`,
    [shop],
  )
  await owner.query(
    `insert into outside_call (shop_id, kind, key, state, created_at) values
      ($1, 'fulfil', 'a', 'booked', ${long}), ($1, 'fulfil', 'b', 'done', ${long}), ($1, 'buy_label', 'c', 'booked', now())`,
    [shop],
  )
  await owner.query(
    `insert into compliance_record (shop_id, kind, delivery_id, state, outcome, owner, due_at)
     values ($1, 'customer_data_request', gen_random_uuid(), 'open', '', 'office', ${long})`,
    [shop],
  )
  await owner.query(
    `insert into backlog (shop_id, since, state, moved_at) values ($1, ${long}, 'failed', ${long})`,
    [shop],
  )
  await owner.query(
    `insert into store_budget (shop_id, available, maximum, restore_rate, known_at) values ($1, 10, 2000, 0, now())`,
    [shop],
  )
  await owner.query(`update shop set swept_at = ${long} where id = $1`, [shop])
  await job(database, shop, 'track.poll', 'attempts = 3')
  await job(database, shop, 'ship.fulfil', 'attempts = max_attempts')
  await job(database, shop, 'pick.plan', `run_at = ${long}`)
  await job(database, shop, 'stock.mirror', `run_at = now() + interval '1 hour'`)

  const { lines, rooms } = await told(database, shop)
  expect(
    lines.map(({ kind, name, many }) => `${kind} ${name} ${many}`.replace('  ', ' ')).sort(),
  ).toEqual([
    'backlog 0',
    'calls_booked fulfil 1',
    'dead_letters 1',
    'deliveries_waiting 2',
    'jobs_behind pick.plan 1',
    'jobs_failing track.poll 1',
    'jobs_given_up ship.fulfil 1',
    'mails_dead 1',
    'mails_waiting 1',
    'partner_silent Northdock 1',
    'privacy_due 1',
    'store_budget 0',
    'sweep 0',
  ])
  expect(rooms).toEqual([{ room: 'partner', open: 1, late: 1 }])
  expect(await told(database, other)).toEqual({ lines: [], rooms: [] })
})

test('what was given up is tried again, of the shop that asks alone', async ({
  database,
  shop,
}) => {
  const other = await database.addShop()
  await alive(database)
  await job(database, shop, 'ship.fulfil', 'attempts = max_attempts')
  await job(database, other, 'ship.fulfil', 'attempts = max_attempts')
  expect(await retryGivenUp(database, shop, 'track.poll')).toBe(0)
  expect(await retryGivenUp(database, shop, 'ship.fulfil')).toBe(1)
  expect(await retryGivenUp(database, shop, 'ship.fulfil')).toBe(0)
  expect((await told(database, shop)).lines).toEqual([])
  expect((await told(database, other)).lines).toMatchObject([{ kind: 'jobs_given_up', many: 1 }])
})

/** A job as the queue keeps it after it ran: with what it says of itself. */
async function job({ owner }: TestDatabase, shop: ShopId, task: string, change: string) {
  const { rows } = await owner.query<{ id: string }>(
    `select id from graphile_worker.add_job($1, json_build_object('shopId', $2::text), max_attempts := 5)`,
    [task, shop],
  )
  await owner.query(
    `update graphile_worker._private_jobs set ${change}, last_error = 'the store did not answer' where id = $1`,
    [rows[0]?.id],
  )
}
