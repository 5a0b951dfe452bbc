import { describe, expect, vi } from 'vitest'
import { orderBodies } from '../../../tests/bench/load/orders.ts'
import { test as base, type TestDatabase } from '../../../tests/database.ts'
import { domainOf, openDoor, orderBody } from '../../../tests/intake/deliveries.ts'
import { drainWith } from '../../../tests/intake/drain.ts'
import type { LookAtArrivals } from '../../journey/arrival.ts'
import { buyerShape, findAgain } from '../../journey/buyer.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { openLog } from '../../platform/log.server.ts'
import { readDelivery } from '../../providers/shop/shopify/delivery/read-delivery.ts'
import { checkOrders, lookAtArrivals } from './index.server.ts'

interface Sent {
  /** Takes in orders as their store sends them; `bySelf`: the check has to find every one of them itself. */
  takeIn(shop: ShopId, bodies: readonly object[], bySelf?: 'bySelf'): Promise<void>
  /** Judges what waits for it. */
  check(shop: ShopId): Promise<void>
}

const test = base.extend<{ sent: Sent }>({
  sent: async ({ database }, use) => {
    const leaveAll: LookAtArrivals = async (tx, vault, all) => ({
      ...(await lookAtArrivals(tx, vault, all)),
      buyers: new Map(),
    })
    await use({
      async takeIn(shop, bodies, bySelf) {
        const door = await openDoor(database, await domainOf(database, shop))
        try {
          for (const body of bodies) await door.send('orders/create', body)
        } finally {
          await door.close()
        }
        await drainWith(database, shop, bySelf ? leaveAll : lookAtArrivals)
      },
      check: (shop) => checkOrders(depsOf(database), shop),
    })
  },
})

/** No order of these tests needs the store to be asked. */
const depsOf = ({ db, vaults }: TestDatabase): Parameters<typeof checkOrders>[0] => ({
  ...{ db, vaults, log: openLog('silent', 'test'), linkKey: new Uint8Array(32) },
  storefrontUrl: (domain) => `https://${domain}/apps/orderwright`,
  shop: storeNobodyAsks,
})
const storeNobodyAsks = new Proxy({} as Parameters<typeof checkOrders>[0]['shop'], {
  get: (_, call) => {
    throw new Error(`the store was asked: ${String(call)}`)
  },
})

const nextSteps = async ({ owner }: TestDatabase, shop: ShopId) => {
  const { rows } = await owner.query<{ name: string; step: string }>(
    'select name, next_step as step from sales_order where shop_id = $1 order by name',
    [shop],
  )
  return Object.fromEntries(rows.map(({ name, step }) => [name, step]))
}

/** Everything that judging leaves behind, without ids and moments. */
const judgement = async ({ owner }: TestDatabase, shop: ShopId) => {
  const { rows } = await owner.query<Record<string, unknown>>(
    `select o.name, o.state, o.owner, o.next_step, o.contract_version, o.alarmed_at, o.delivery_kind, o.country,
       round(extract(epoch from o.due_at - now()) / 600) as due,
       (select array_agg(kind || ': ' || reason order by kind, reason) from hold h
         where h.shop_id = o.shop_id and h.order_id = o.id) as holds,
       (select array_agg(kind || ': ' || title order by kind, title) from work_order w
         where w.shop_id = o.shop_id and w.order_id = o.id) as work,
       (select array_agg(t.room || ' ' || t.by || ' ' || t.text || ' ' || t.detail::text order by t.id) from timeline t
         where t.shop_id = o.shop_id and t.order_id = o.id) as timeline,
       (select array_agg(kind || ' ' || state order by kind) from outside_call c
         where c.shop_id = o.shop_id and c.order_id = o.id) as calls,
       (select array_agg(j.task_identifier order by j.task_identifier) from graphile_worker.jobs j
         where j.key like '%' || o.id) as jobs
     from sales_order o where o.shop_id = $1 order by o.name`,
    [shop],
  )
  return rows
}

/** Buyers as they were written, by the names of their orders, and whether what they are found by is there. */
const buyers = async ({ owner, vaults }: TestDatabase, shop: ShopId) => {
  const { rows } = await owner.query<{ name: string; sealed: Buffer; found: unknown }>(
    `select name, sealed, array[email_hash, phone_hash, address_hash]::bytea[] as found
     from sales_order where shop_id = $1 order by name`,
    [shop],
  )
  const vault = await vaults.of(shop)
  return rows.map(({ name, sealed, found }) => {
    const buyer = buyerShape.parse(vault.open(sealed))
    const { email, phone, address } = findAgain(buyer, (text) => Buffer.from(vault.hash(text)))
    expect(found).toEqual([email, phone, address])
    return [name, buyer]
  })
}

/** Addresses and buyers of their own, so that no order is found beside another. */
const apart = (number: number, parts: object = {}) =>
  orderBody(number, {
    email: `buyer.${number}@example.com`,
    customer: { id: number, first_name: 'Aoife', last_name: 'Byrne' },
    shipping_address: addressOf(number),
    billing_address: addressOf(number),
    ...parts,
  })
const addressOf = (number: number, parts: object = {}) => ({
  ...{ first_name: 'Aoife', last_name: 'Byrne', address1: `${number} Fern Row`, city: 'Cork' },
  ...{ zip: 'T12 XY00', province_code: 'CO', country_code: 'IE' },
  phone: `+353210${number}00`,
  ...parts,
})

describe('an order that lacks nothing', () => {
  test('goes on as it is taken in, with both lines of its story and one job', async ({
    database,
    shop,
    sent,
  }) => {
    await sent.takeIn(shop, [apart(1001)])
    expect(await judgement(database, shop)).toMatchObject([
      {
        ...{ state: 'received', owner: 'system', next_step: 'confirm', contract_version: 0 },
        timeline: [
          'intake store Taken in from the store {"state": "received"}',
          'check system Complete: nothing is missing {"contract": 0}',
        ],
        jobs: ['confirm.ask'],
      },
    ])
    const { rows } = await database.owner.query<Record<string, unknown>>(
      "select 1 from graphile_worker.jobs where task_identifier = 'check.orders'",
    )
    expect(rows).toEqual([])
  })

  test('waits for the check where the contract has rules, or the store told of its risk', async ({
    database,
    shop,
    sent,
  }) => {
    await database.owner.query(
      `insert into order_risk (shop_id, shopify_id, level, recommendation, told_at)
       values ($1, 'gid://shopify/Order/1002', 'low', 'accept', now())`,
      [shop],
    )
    await sent.takeIn(shop, [apart(1001), apart(1002)])
    expect(await nextSteps(database, shop)).toEqual({ '#1001': 'confirm', '#1002': 'check' })
    await writeContract(database, shop, { needs: [oneNeed], rules: [oneRule] })
    await sent.takeIn(shop, [apart(1003)])
    expect(await nextSteps(database, shop)).toMatchObject({ '#1003': 'check' })
  })

  test('is taken in, and waits, where the contract cannot be read', async ({
    database,
    shop,
    sent,
  }) => {
    await writeContract(database, shop, { rules: 'none' })
    await sent.takeIn(shop, [apart(1001)])
    expect(await nextSteps(database, shop)).toEqual({ '#1001': 'check' })
    await expect(sent.check(shop)).rejects.toThrow('expected array')
  })
})

const oneNeed = {
  ...{ key: 'wish', label: 'Wish', type: 'text', required: true },
  from: { kind: 'order_note', name: '' },
}
const oneRule = { name: 'Wishes', when: {}, needs: ['wish'] }

async function writeContract({ owner }: TestDatabase, shop: ShopId, contract: object) {
  const { rows } = await owner.query<Record<string, unknown>>(
    `insert into contract_version (shop_id, version, contract, by) values ($1, 1, $2, 'shopify:1') returning version`,
    [shop, JSON.stringify(contract)],
  )
  expect(rows).toHaveLength(1)
}

const lookForDuplicates = ({ owner }: TestDatabase, shop: ShopId, duplicateStrictness: string) =>
  owner.query<Record<string, unknown>>('update shop set settings = $2 where id = $1', [
    shop,
    JSON.stringify({ duplicateStrictness }),
  ])

describe('an order of a customer who has another one', () => {
  const buyer = { email: 'twice@example.com' }

  test('waits for the check, whether they come together or one after the other', async ({
    database,
    shop,
    sent,
  }) => {
    await lookForDuplicates(database, shop, 'normal')
    await sent.takeIn(shop, [apart(1001, buyer), apart(1002), apart(1003, buyer)])
    expect(await nextSteps(database, shop)).toEqual({
      ...{ '#1001': 'check', '#1002': 'confirm', '#1003': 'check' },
    })
    await sent.takeIn(shop, [
      apart(1004, { shipping_address: addressOf(1002) }),
      apart(1005, { customer: { id: 1002 } }),
    ])
    expect(await nextSteps(database, shop)).toMatchObject({ '#1004': 'check', '#1005': 'check' })
  })

  test('waits for it too where two drains have one each at the same time', async ({
    database,
    shop,
    sent,
  }) => {
    const { owner } = database
    await lookForDuplicates(database, shop, 'normal')
    const waiting = async (many: number) => {
      const { rows } = await owner.query(
        `select 1 from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      )
      expect(rows).toHaveLength(many)
    }
    // Somebody has the shop's turn: the first drain has read its order, and the second its own, before either writes.
    await owner.query('begin')
    await owner.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [shop])
    const first = sent.takeIn(shop, [apart(1001, buyer)])
    await vi.waitFor(() => waiting(1), 5_000)
    const second = sent.takeIn(shop, [apart(1002, buyer), apart(1003)])
    await vi.waitFor(() => waiting(2), 5_000)
    await owner.query('commit')
    await Promise.all([first, second])
    expect(await nextSteps(database, shop)).toEqual({
      ...{ '#1001': 'confirm', '#1002': 'check', '#1003': 'confirm' },
    })
  })

  test('goes on at once where the shop looks for no duplicates, or they are days apart', async ({
    database,
    shop,
    sent,
  }) => {
    await lookForDuplicates(database, shop, 'normal')
    const before = { ...buyer, created_at: '2026-10-01T10:00:00Z' }
    await sent.takeIn(shop, [apart(1001, before)])
    await sent.takeIn(shop, [apart(1002, buyer)])
    expect(await nextSteps(database, shop)).toEqual({ '#1001': 'confirm', '#1002': 'confirm' })
    await lookForDuplicates(database, shop, 'off')
    await sent.takeIn(shop, [apart(1003, buyer), apart(1004, buyer)])
    expect(await nextSteps(database, shop)).toMatchObject({
      ...{ '#1003': 'confirm', '#1004': 'confirm' },
    })
  })
})

test('whatever comes, both ways of judging leave the same behind', async ({
  database,
  shop,
  sent,
}) => {
  const other = await database.addShop('found-by-itself.myshopify.com')
  for (const one of [shop, other]) await lookForDuplicates(database, one, 'normal')
  const strange = [
    apart(2001, { shipping_address: addressOf(2001, { address1: '' }) }),
    apart(2002, { shipping_address: addressOf(2002, { zip: 'Cork', city: 'T12 XY00' }) }),
    apart(2003, { email: 'nobody@gmial.com' }),
    apart(2004, { financial_status: 'pending' }),
    apart(2005, { shipping_lines: [] }),
    apart(2006, { line_items: [] }),
    apart(2007, {
      email: null,
      customer: null,
      shipping_address: addressOf(2007, { phone: null }),
    }),
    apart(2008, { source_name: 'pos' }),
    apart(2009, { cancelled_at: '2026-11-01T11:00:00Z' }),
    apart(2010, { fulfillment_status: 'fulfilled' }),
    apart(2011, { shipping_address: addressOf(2011, { address1: 'PO Box 7' }) }),
    apart(2012, { shipping_address: addressOf(2012, { first_name: '\ud800', last_name: '\0' }) }),
    apart(2013, { note_attributes: [{ name: 'gift', value: 'yes' }] }),
    apart(2014, { shipping_address: addressOf(2014, { phone: '021 430 2014' }) }),
    apart(2015, { shipping_address: addressOf(2014, { phone: '021 430 2014' }) }),
  ]
  const bodies = [...strange, ...ofTheStore(150)]
  await sent.takeIn(shop, bodies)
  await sent.takeIn(other, bodies, 'bySelf')
  const passed = Object.values(await nextSteps(database, shop)).filter((it) => it === 'confirm')
  expect(passed.length).toBeGreaterThan(80)
  expect(Object.values(await nextSteps(database, other))).not.toContain('confirm')
  await sent.check(shop)
  await sent.check(other)
  const [atOnce, bySelf] = [await judgement(database, shop), await judgement(database, other)]
  expect(atOnce).toHaveLength(bodies.length)
  expect(atOnce).toEqual(bySelf)
  expect(await buyers(database, shop)).toEqual(await buyers(database, other))
  expect(new Set(atOnce.map(({ state }) => state))).toEqual(
    new Set(['received', 'held', 'cancelled', 'completed']),
  )
})

/** Orders as the stand-in store writes them, but for those of which only the store knows how they are delivered. */
const ofTheStore = (count: number): readonly object[] =>
  orderBodies(count).flatMap((body): readonly object[] => {
    const read = readDelivery('orders/create', body)
    const isKnown = read.kind === 'order' && read.order.deliveryKind !== 'unknown'
    return isKnown ? [JSON.parse(body.toString())] : []
  })
