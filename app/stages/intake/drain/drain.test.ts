import pg from 'pg'
import { describe, expect } from 'vitest'
import { test as base, type TestDatabase } from '../../../../tests/database.ts'
import {
  domainOf,
  lineBody,
  type OpenDoor,
  openDoor,
  orderBody,
  otherAddress,
} from '../../../../tests/intake/deliveries.ts'
import { drain, drainWith } from '../../../../tests/intake/drain.ts'
import { buyerShape } from '../../../journey/buyer.ts'
import { orderId, type ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { readDelivery } from '../../../providers/shop/shopify/delivery/read-delivery.ts'
import { lookAtArrivals } from '../../check/index.server.ts'
import { unpackBody } from '../pack-body.server.ts'

const test = base.extend<{ door: OpenDoor }>({
  door: async ({ database, shop }, use) => {
    const door = await openDoor(database, await domainOf(database, shop))
    await use(door)
    await door.close()
  },
})

const at = (clock: string) => `2026-11-01T${clock}Z`
const triggered = (clock: string) => ({ 'x-shopify-triggered-at': at(clock) })

const orders = (database: TestDatabase, shop: ShopId) =>
  withShop(database.db, shop, (tx) =>
    tx.order.findMany({
      where: { shopId: shop },
      include: { lines: { orderBy: { position: 'asc' } } },
      orderBy: { name: 'asc' },
    }),
  )
const theOrder = async (database: TestDatabase, shop: ShopId) => {
  const [order, ...more] = await orders(database, shop)
  if (!order || more.length > 0) throw new Error(`expected one order, found ${more.length + 1}`)
  return order
}
const buyerIn = async (database: TestDatabase, shop: ShopId) => {
  const { sealed } = await theOrder(database, shop)
  return buyerShape.parse((await database.vaults.of(shop)).open(sealed ?? new Uint8Array()))
}
const endings = async (database: TestDatabase) => {
  const { rows } = await database.owner.query<{ state: string; outcome: string }>(
    'select state, outcome from delivery order by id',
  )
  return rows.map(({ state, outcome }) => (state === 'ignored' ? outcome : `${state}: ${outcome}`))
}
const history = async (database: TestDatabase, shop: ShopId) => {
  const rows = await withShop(database.db, shop, (tx) =>
    tx.timeline.findMany({ where: { shopId: shop }, orderBy: { id: 'asc' } }),
  )
  return rows.map(({ text }) => text)
}
const setState = (database: TestDatabase, state: string) =>
  database.owner.query<Record<string, unknown>>('update sales_order set state = $1', [state])

test('bodies that take long to read go in as many transactions as it takes, and none is left', async ({
  database,
  shop,
  door,
}) => {
  for (let number = 1; number <= 6; number += 1)
    await door.send('orders/create', orderBody(number), triggered(`09:00:0${number}`))
  const busy = (ms: number) => {
    const until = performance.now() + ms
    while (performance.now() < until);
  }
  await drainWith(database, shop, lookAtArrivals, (topic, body) => {
    busy(600)
    return readDelivery(topic, body)
  })
  expect(await orders(database, shop)).toHaveLength(6)
  const { rows } = await database.owner.query(
    `select count(*)::int as deliveries from delivery where state = 'done' group by done_at order by 1`,
  )
  expect(rows).toEqual([{ deliveries: 3 }, { deliveries: 3 }])
})

describe('a new order', () => {
  test('is taken in with its lines, and waits for its confirmation where nothing is missing', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001, { tags: 'vip', note: 'Ring twice' }))
    await drain(database, shop)
    const order = await theOrder(database, shop)
    expect(order).toMatchObject({
      shopifyId: 'gid://shopify/Order/1001',
      name: '#1001',
      state: 'received',
      owner: 'system',
      nextStep: 'confirm',
      deliveryKind: 'shipping',
      totalMinor: 2500n,
      currency: 'EUR',
      country: 'IE',
      tags: ['vip'],
      customerGid: 'gid://shopify/Customer/71',
    })
    expect(order.dueAt?.getTime()).toBeGreaterThan(Date.now() + 14 * 60_000)
    expect(order.lines).toMatchObject([
      { sku: 'MUG-1', quantity: 2, priceMinor: 1250n, grams: 300 },
    ])
    expect(await buyerIn(database, shop)).toMatchObject({
      email: 'aoife@example.com',
      note: 'Ring twice',
      shipTo: { city: 'Cork' },
    })
    expect(await endings(database)).toEqual(['done: #1001 taken in'])
    expect(await history(database, shop)).toEqual([
      ...['Taken in from the store', 'Complete: nothing is missing'],
    ])
    expect((await database.jobs()).map(({ task }) => task)).toContain('confirm.ask')
  })

  test('is found again by the e-mail address of its customer, which is stored nowhere', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001, { email: ' Aoife@Example.com ' }))
    await drain(database, shop)
    const vault = await database.vaults.of(shop)
    const { emailHash } = await theOrder(database, shop)
    expect(emailHash).toEqual(vault.hash('aoife@example.com'))
    const { rows } = await database.owner.query<{ all: string }>(
      "select string_agg(o::text, ' ') || (select string_agg(d::text, ' ') from delivery d) as all from sales_order o",
    )
    expect(rows[0]?.all.toLowerCase()).not.toContain('aoife')
  })

  test('that was cancelled or sent before we saw it is history: nobody works on it', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/updated', orderBody(1, { cancelled_at: at('11:00:00') }))
    await door.send('orders/updated', orderBody(2, { fulfillment_status: 'fulfilled' }))
    await drain(database, shop)
    expect(await orders(database, shop)).toMatchObject([
      { name: '#1', state: 'cancelled', owner: null },
      { name: '#2', state: 'completed', owner: null },
    ])
    expect((await database.jobs()).map(({ task }) => task)).not.toContain('check.orders')
  })

  test('without address, customer or e-mail is taken in all the same', async ({
    database,
    shop,
    door,
  }) => {
    const bare = { shipping_address: null, customer: null, email: '', shipping_lines: [] }
    await door.send('orders/create', orderBody(1001, bare))
    await drain(database, shop)
    expect(await theOrder(database, shop)).toMatchObject({
      state: 'received',
      deliveryKind: 'unknown',
      emailHash: null,
    })
    expect(await buyerIn(database, shop)).toMatchObject({ email: null, shipTo: null })
  })
})

describe('whatever comes first, the newest state wins', () => {
  const paid = orderBody(1001, { updated_at: at('10:05:00'), financial_status: 'paid' })
  const pending = orderBody(1001, { updated_at: at('10:01:00'), financial_status: 'pending' })

  test('out of order in one batch', async ({ database, shop, door }) => {
    await door.send('orders/paid', paid, triggered('10:05:00'))
    await door.send('orders/create', pending, triggered('10:01:00'))
    await drain(database, shop)
    expect(await theOrder(database, shop)).toMatchObject({ financialStatus: 'paid' })
    expect(await endings(database)).toEqual([
      'done: #1001 taken in',
      'ignored: #1001: a newer state came with it',
    ])
  })

  test('an old state that comes late', async ({ database, shop, door }) => {
    await door.send('orders/paid', paid)
    await drain(database, shop)
    await door.send('orders/create', pending)
    await drain(database, shop)
    expect(await theOrder(database, shop)).toMatchObject({ financialStatus: 'paid' })
    expect((await endings(database)).at(-1)).toBe('ignored: #1001: older than what we have')
  })

  test('the same state by two topics changes nothing the second time', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', paid)
    await drain(database, shop)
    await door.send('orders/updated', paid)
    await drain(database, shop)
    expect((await endings(database)).at(-1)).toBe('ignored: #1001: nothing new')
    expect(await history(database, shop)).toEqual([
      ...['Taken in from the store', 'Complete: nothing is missing'],
    ])
  })

  test('of two states of one second the one that was triggered later', async ({
    database,
    shop,
    door,
  }) => {
    const same = { updated_at: at('10:00:00') }
    await door.send(
      'orders/updated',
      orderBody(1001, { ...same, tags: 'later' }),
      triggered('10:00:00.900'),
    )
    await door.send(
      'orders/create',
      orderBody(1001, { ...same, tags: 'first' }),
      triggered('10:00:00.100'),
    )
    await drain(database, shop)
    expect((await theOrder(database, shop)).tags).toEqual(['later'])
  })

  test('lines follow: more, fewer, and one that is gone keeps its row without pieces', async ({
    database,
    shop,
    door,
  }) => {
    const lines = (...line_items: object[]) => ({ line_items })
    await door.send('orders/create', orderBody(1, lines(lineBody(1, 2), lineBody(2, 1))))
    await drain(database, shop)
    const later = { updated_at: at('11:00:00') }
    await door.send(
      'orders/updated',
      orderBody(1, { ...later, ...lines(lineBody(1, 5), lineBody(3, 1)) }),
    )
    await drain(database, shop)
    const { lines: now } = await theOrder(database, shop)
    expect(Object.fromEntries(now.map((line) => [line.shopifyId, line.quantity]))).toEqual({
      'gid://shopify/LineItem/1': 5,
      'gid://shopify/LineItem/2': 0,
      'gid://shopify/LineItem/3': 1,
    })
  })
})

describe('a delivery that cannot be worked through', () => {
  test('ends on a list with its reason and holds up nobody', async ({ database, shop, door }) => {
    await door.send('orders/create', '{no json at all', triggered('09:00:00'))
    await door.send('orders/create', { ...orderBody(5), line_items: 7 }, triggered('09:01:00'))
    await door.send('orders/create', orderBody(1001), triggered('09:02:00'))
    await drain(database, shop)
    expect((await theOrder(database, shop)).name).toBe('#1001')
    expect(await endings(database)).toEqual([
      expect.stringMatching(/^dead: .*orders\/create: the body is no JSON/),
      expect.stringMatching(/^dead: .*orders\/create: line_items/),
      'done: #1001 taken in',
    ])
    const { rows } = await database.owner.query<Record<string, unknown>>(
      'select body is null as empty from delivery order by id',
    )
    expect(rows.map(({ empty }) => empty)).toEqual([false, false, true])
  })

  test('because a value in it cannot be is named at once, with what is wrong, and tried no more', async ({
    database,
    shop,
    door,
  }) => {
    const bodies = [
      orderBody(1, { line_items: [lineBody(9, 3_000_000_000)] }),
      orderBody(2, { created_at: '0987-01-01T00:00:00Z' }),
      orderBody(3, { updated_at: '9999-12-31T23:59:59Z' }),
      orderBody(4, { updated_at: new Date(Date.now() + 400 * 86_400_000).toISOString() }),
    ]
    for (const body of bodies) await door.send('orders/create', body)
    await door.send('orders/create', orderBody(5))
    await drain(database, shop)
    expect(await endings(database)).toEqual([
      expect.stringMatching(/^dead: .*line_items\.0\.quantity \(more pieces than there can be\)/),
      expect.stringMatching(/^dead: .*created_at \(a year that cannot be\)/),
      expect.stringMatching(/^dead: .*updated_at \(a year that cannot be\)/),
      expect.stringMatching(/^dead: .*updated_at lies more than a year ahead of now/),
      'done: #5 taken in',
    ])
    const { rows } = await database.owner.query(
      "select body is null as empty from delivery where state = 'dead'",
    )
    expect(rows).toEqual(bodies.map(() => ({ empty: false })))
  })

  test('because the database refuses it waits by itself, and is given up after its tries', async ({
    database,
    shop,
    door,
  }) => {
    await database.owner.query(
      "alter table sales_order add constraint no_first check (name <> '#1')",
    )
    await door.send('orders/create', orderBody(1), triggered('09:00:00'))
    await door.send('orders/create', orderBody(2), triggered('09:01:00'))
    await door.send('orders/create', orderBody(3), triggered('09:02:00'))
    await drain(database, shop)
    expect((await orders(database, shop)).map(({ name }) => name)).toEqual(['#2', '#3'])
    expect((await endings(database))[0]).toMatch(/^waiting: not worked through yet: .*no_first/)
    const looks = (await database.jobs()).filter(({ key }) => key?.endsWith(':retry'))
    expect(looks).toHaveLength(1)
    for (let more = 0; more < 12; more++) {
      // A second ago: the database rounds to milliseconds, and up may be later than this process's clock.
      await database.owner.query(
        "update delivery set retry_at = now() - interval '1 second' where retry_at is not null",
      )
      await drain(database, shop)
    }
    expect((await endings(database))[0]).toMatch(/^dead: given up after 12 tries: .*no_first/)
  })

  test('and waits longer than others is looked at in its own time, whatever was booked since', async ({
    database,
    shop,
    door,
  }) => {
    await database.owner.query(
      "alter table sales_order add constraint no_first check (name not in ('#1', '#2'))",
    )
    const due = (which: number, minutes: number) =>
      database.owner.query(
        `update delivery set retry_at = now() + $2 * interval '1 minute'
         where id = (select id from delivery order by id offset $1 limit 1)`,
        [which, minutes],
      )
    const looks = async () => {
      const { rows } = await database.owner.query<{ minutes: number }>(
        `select round(extract(epoch from run_at - now()) / 60)::int as minutes
         from graphile_worker.jobs where key = 'intake.deliveries:' || $1 || ':retry'`,
        [shop],
      )
      return rows.map(({ minutes }) => minutes)
    }
    await door.send('orders/create', orderBody(1))
    await drain(database, shop)
    await due(0, 16)
    await door.send('orders/create', orderBody(2))
    await drain(database, shop)
    expect(await looks()).toEqual([1])
    await due(1, -1)
    await database.owner.query('alter table sales_order drop constraint no_first')
    await drain(database, shop)
    expect((await orders(database, shop)).map(({ name }) => name)).toEqual(['#2'])
    expect(await looks()).toEqual([16])
  })

  test('while others wait for a run that may fail is looked at soon', async ({
    database,
    shop,
    door,
  }) => {
    await database.owner.query(
      "alter table sales_order add constraint no_first check (name <> '#1')",
    )
    await door.send('orders/create', orderBody(1))
    await drain(database, shop)
    await door.send('orders/create', orderBody(2))
    const other = new pg.Client({ connectionString: database.ownerUrl })
    await other.connect()
    await other.query('begin')
    await other.query('select from delivery where retry_at is null for update')
    await drain(database, shop)
    await other.end()
    const { rows } = await database.owner.query(
      `select run_at < now() + interval '5 seconds' as soon
       from graphile_worker.jobs where key = 'intake.deliveries:' || $1 || ':retry'`,
      [shop],
    )
    expect(rows).toEqual([{ soon: true }])
  })

  test('in its texts has what no database holds: the text is mended, the order taken in', async ({
    database,
    shop,
    door,
  }) => {
    const odd = { line_items: [lineBody(1, 1, { title: 'Mug\0 \ud800 blue' })] }
    await door.send('orders/create', orderBody(1, odd))
    await drain(database, shop)
    expect((await theOrder(database, shop)).lines[0]?.title).toBe('Mug \ufffd blue')
  })
})

describe('what the store does to an order that we have', () => {
  const change = async (door: OpenDoor, parts: object, topic = 'orders/updated') =>
    door.send(topic, orderBody(1001, { updated_at: at('12:00:00'), ...parts }))
  const jobs = async (database: TestDatabase) => (await database.jobs()).map(({ task }) => task)

  /** The order as a correction of its customer left it, with the call that brings it to the store. */
  const correct = async (
    { database, shop }: { database: TestDatabase; shop: ShopId },
    correction: { readonly email?: string; readonly phone?: string },
    { order = {}, call = {} }: { order?: object; call?: object } = {},
  ) => {
    const { id } = await theOrder(database, shop)
    const vault = await database.vaults.of(shop)
    const sealed = vault.seal({ ...(await buyerIn(database, shop)), ...correction })
    const about = { shopId: shop, orderId: id, kind: 'correct_order', key: `correct:${id}` }
    await withShop(database.db, shop, async (tx) => {
      await tx.outsideCall.create({ data: { ...about, ...call } })
      await tx.order.updateMany({ where: { shopId: shop, id }, data: { sealed, ...order } })
    })
  }

  test('one that is not judged yet waits on, whatever changes', async ({
    database,
    shop,
    door,
  }) => {
    const lacking = { shipping_lines: [] }
    await door.send('orders/create', orderBody(1001, lacking))
    await drain(database, shop)
    expect(await theOrder(database, shop)).toMatchObject({ nextStep: 'check' })
    await database.owner.query('delete from graphile_worker._private_jobs')
    await change(door, { tags: 'new', ...lacking })
    await drain(database, shop)
    expect(await theOrder(database, shop)).toMatchObject({ state: 'received', nextStep: 'check' })
    expect(await jobs(database)).toContain('check.orders')
  })

  test.for([
    ['received', { shipping_address: otherAddress }],
    ['held', { shipping_address: otherAddress }],
    ['held', { financial_status: 'pending' }],
    ['confirming', { shipping_address: otherAddress }],
    ['cleared', { line_items: [lineBody(10010, 5)] }],
  ] as const)(
    '%s: a change that matters is checked again',
    async ([state, parts], { database, shop, door }) => {
      await door.send('orders/create', orderBody(1001))
      await drain(database, shop)
      await setState(database, state)
      await database.owner.query('delete from graphile_worker._private_jobs')
      await change(door, { tags: 'new', ...parts })
      await drain(database, shop)
      expect(await theOrder(database, shop)).toMatchObject({ state: 'received', nextStep: 'check' })
      expect(await jobs(database)).toContain('check.orders')
    },
  )

  test.for([
    ['held', { tags: 'seen' }],
    ['held', { shipping_address: { ...otherAddress, address1: '4 fern  row ', zip: 't12 xy00' } }],
    ['confirming', { financial_status: 'pending' }],
    ['cleared', { note: 'thanks' }],
  ] as const)(
    '%s: a change that says nothing new to its check leaves it where it is',
    async ([state, parts], { database, shop, door }) => {
      await door.send('orders/create', orderBody(1001))
      await drain(database, shop)
      await setState(database, state)
      await change(door, parts)
      await drain(database, shop)
      expect((await theOrder(database, shop)).state).toBe(state)
    },
  )

  const released = async (database: TestDatabase, shop: ShopId, shipment: string) => {
    const { id } = await theOrder(database, shop)
    await setState(database, 'released')
    await withShop(database.db, shop, (tx) =>
      tx.shipment.create({
        data: {
          shopId: shop,
          orderId: id,
          number: '#1001-1',
          kind: 'warehouse',
          state: shipment,
          owner: 'warehouse',
          nextStep: 'pick',
          dueAt: new Date(Date.now() + 3_600_000),
        },
      }),
    )
  }
  const work = (database: TestDatabase, shop: ShopId) =>
    withShop(database.db, shop, (tx) => tx.workOrder.findMany({ where: { shopId: shop } }))

  test.for([
    ['a new address', 'picking', { shipping_address: otherAddress }, null],
    ['a new address', 'moving', { shipping_address: otherAddress }, 'address'],
    ['another way of delivery', 'labelled', { shipping_lines: [{ title: 'Express' }] }, 'delivery'],
    ['more pieces', 'moving', { line_items: [lineBody(10010, 3)] }, null],
    ['a note', 'packed', { note: 'Gift wrap' }, 'note'],
    ['a tag', 'packed', { tags: 'seen' }, null],
  ] as const)(
    'after release, %s (%s) is followed, or waits for a person where it cannot be',
    async ([, shipment, parts, field], { database, shop, door }) => {
      await door.send('orders/create', orderBody(1001))
      await drain(database, shop)
      await released(database, shop, shipment)
      await change(door, parts)
      await drain(database, shop)
      const rows = await withShop(database.db, shop, (tx) =>
        tx.orderDifference.findMany({ where: { shopId: shop } }),
      )
      expect(rows.map((row) => row.field)).toEqual(field ? [field] : [])
      expect((await work(database, shop)).map(({ kind, state }) => [kind, state])).toEqual(
        field ? [['decide_change', 'open']] : [],
      )
      expect((await history(database, shop)).at(-1)).toMatch(/^Changed in the store: /)
      expect((await theOrder(database, shop)).state).toBe('released')
    },
  )

  test('a correction on its way to the store is not overwritten by what the store still says', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    await correct({ database, shop }, { phone: '+353 86 111 1111' })
    await change(door, { tags: 'held by us' })
    await drain(database, shop)
    expect((await buyerIn(database, shop)).phone).toBe('+353 86 111 1111')
    // The store is asked once the correction is there, not again and again until then.
    expect((await database.jobs()).filter(({ task }) => task === 'intake.reread')).toEqual([])
    expect((await theOrder(database, shop)).tags).toEqual(['held by us'])
  })

  test('what the store said before a correction reached it does not undo the correction later', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    const { shopifyId } = await theOrder(database, shop)
    await correct(
      { database, shop },
      { email: 'right@example.com' },
      {
        order: { state: 'cleared' },
        call: { state: 'done', doneAt: new Date(at('12:30:00')) },
      },
    )
    await change(door, { updated_at: at('12:29:00') })
    await drain(database, shop)
    expect((await theOrder(database, shop)).state).toBe('cleared')
    expect((await buyerIn(database, shop)).email).toBe('right@example.com')
    // It may be an edit made in the very second of the correction: the store itself is asked.
    const looks = async () =>
      (await database.jobs()).filter(({ key }) => key?.startsWith('intake.reread_corrected:'))
    expect(await looks()).toEqual([
      { task: 'intake.reread', key: `intake.reread_corrected:${shop}:${shopifyId}` },
    ])
    await change(door, { updated_at: at('12:31:00'), email: 'newer@example.com' })
    await drain(database, shop)
    expect((await buyerIn(database, shop)).email).toBe('newer@example.com')
  })

  test('a correction that the store refused stands until the store tells of another buyer', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    await correct(
      { database, shop },
      { email: 'right@example.com' },
      { order: { state: 'released' }, call: { state: 'refused' } },
    )
    await change(door, { tags: 'on its way' })
    await drain(database, shop)
    expect((await buyerIn(database, shop)).email).toBe('right@example.com')
    expect((await history(database, shop)).at(-1)).toBe('Changed in the store: the tags')
    await change(door, { tags: 'on its way' })
    await drain(database, shop)
    expect((await endings(database)).at(-1)).toBe('ignored: #1001: nothing new')
    // The office entered it there by hand, and a little otherwise.
    await change(door, { updated_at: at('12:31:00'), email: 'by.hand@example.com' })
    await drain(database, shop)
    expect((await buyerIn(database, shop)).email).toBe('by.hand@example.com')
  })

  test('cancelled: all work is stopped', async ({ database, shop, door }) => {
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    await setState(database, 'released')
    await change(door, { cancelled_at: at('12:00:00') }, 'orders/cancelled')
    await drain(database, shop)
    const { id, cancelledAt } = await theOrder(database, shop)
    expect(cancelledAt).toEqual(new Date(at('12:00:00')))
    expect(await database.jobs()).toContainEqual({
      task: 'journey.stop',
      key: `journey.stop:${orderId(id)}`,
    })
  })

  test('fulfilled by somebody else before release: completed, and its holds end', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    await setState(database, 'held')
    const { id } = await theOrder(database, shop)
    await withShop(database.db, shop, (tx) =>
      tx.hold.create({
        data: {
          shopId: shop,
          orderId: id,
          kind: 'address',
          reason: 'postcode',
          owner: 'customer',
          dueAt: new Date(),
          handle: 'h',
        },
      }),
    )
    await change(door, { fulfillment_status: 'fulfilled' }, 'orders/fulfilled')
    await drain(database, shop)
    expect(await theOrder(database, shop)).toMatchObject({ state: 'completed', owner: null })
    const [hold] = await withShop(database.db, shop, (tx) => tx.hold.findMany())
    expect(hold?.releasedBy).toBe('store')
  })

  test('deleted: its work is stopped, and nothing that comes late brings it back', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    await door.send('orders/delete', { id: 1001 })
    await drain(database, shop)
    expect(await jobs(database)).toContain('journey.stop')
    expect((await theOrder(database, shop)).cancelledAt).not.toBeNull()
  })

  test('deleted before its creation arrives: it is never taken in', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/delete', { id: 1001 })
    await drain(database, shop)
    await door.send('orders/create', orderBody(1001))
    await drain(database, shop)
    expect(await orders(database, shop)).toEqual([])
    expect(await endings(database)).toEqual([
      'done: an order we do not have was deleted: remembered',
      'ignored: #1001 was deleted in the store',
    ])
  })

  test('only said to have changed: it is read again, unless we know already', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('orders/create', orderBody(1001, { updated_at: at('12:00:00') }))
    await drain(database, shop)
    const edit = { order_edit: { order_id: 1001 } }
    await door.send('orders/edited', edit, triggered('12:00:00.500'))
    await door.send('orders/edited', edit, triggered('12:30:00'))
    await door.send('refunds/create', { id: 4, order_id: 1001 }, triggered('12:30:01'))
    await drain(database, shop)
    expect((await endings(database)).slice(1)).toEqual([
      'done: #1001: its newest state is here already',
      'done: #1001 is read again from the store',
      'done: #1001 is read again from the store',
    ])
    expect((await jobs(database)).filter((task) => task === 'intake.reread')).toHaveLength(1)
  })
})

test('hundreds of orders go through in batches; two runs at once share the work', async ({
  database,
  shop,
  door,
}) => {
  await Promise.all(
    Array.from({ length: 450 }, (_, nth) => door.send('orders/create', orderBody(nth + 1))),
  )
  await Promise.all([drain(database, shop), drain(database, shop), drain(database, shop)])
  const { rows } = await database.owner.query<Record<string, unknown>>(
    'select state, count(*)::int as n from delivery group by state',
  )
  expect(rows).toEqual([{ state: 'done', n: 450 }])
  expect(await orders(database, shop)).toHaveLength(450)
  expect(await keptBodies(database)).toEqual({ bundles: 0, apart: 0 })
})

test('of deliveries that came together, those nobody could read keep their bodies, the others do not', async ({
  database,
  shop,
  door,
}) => {
  const sent = Array.from({ length: 40 }, (_, nth) =>
    door.send(
      'orders/create',
      nth % 10 === 3 ? `{"id":${nth},"line_items":3}` : orderBody(nth + 1),
    ),
  )
  expect(new Set(await Promise.all(sent))).toEqual(new Set([200]))
  expect((await keptBodies(database))?.bundles).toBeGreaterThan(0)
  await drain(database, shop)
  expect(await keptBodies(database)).toEqual({ bundles: 0, apart: 4 })
  const vault = await database.vaults.of(shop)
  const { rows } = await database.owner.query<{ body: Buffer }>(
    "select body from delivery where state = 'dead'",
  )
  const bodies = rows.map(({ body }) => unpackBody(vault.openBytes(body)).toString())
  expect(bodies.sort()).toEqual([3, 13, 23, 33].map((id) => `{"id":${id},"line_items":3}`).sort())
})

const keptBodies = async (database: TestDatabase) => {
  const { rows } = await database.owner.query<{ bundles: number; apart: number }>(
    `select (select count(*)::int from delivery_bundle) as bundles,
       (select count(*)::int from delivery where body is not null) as apart`,
  )
  return rows[0]
}

test('one shop neither sees nor touches the orders of another with the same numbers', async ({
  database,
  shop,
  door,
}) => {
  const other = await database.addShop('other.myshopify.com')
  const elsewhere = { 'x-shopify-shop-domain': 'other.myshopify.com' }
  await door.send('orders/create', orderBody(1001))
  await door.send('orders/create', orderBody(1001, { tags: 'theirs' }), elsewhere)
  await drain(database, shop)
  expect(await orders(database, other)).toEqual([])
  await drain(database, other)
  expect((await theOrder(database, shop)).tags).toEqual([])
  expect((await theOrder(database, other)).tags).toEqual(['theirs'])
})
