import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyDatabase } from '../../../../tests/database.ts'
import { log } from '../../../../tests/intake/deliveries.ts'
import { drain } from '../../../../tests/intake/drain.ts'
import { appKeys, appUrl, type JoinedShop, joinShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { cancelOrder } from '../../../../tests/store/orders/change.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import { deleteOrder } from '../../../../tests/store/orders/remove.ts'
import { type StandInStore, startStore } from '../../../../tests/store/store.ts'
import { gid } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { listDeadLetters, retryAllDeadLetters } from '../letters/dead-letters.server.ts'
import { readCatalogue } from './catalogue.server.ts'
import { rereadOrder } from './reread.server.ts'
import { sweepStore } from './sweep.server.ts'
import { welcomeShop } from './welcome.server.ts'

let database: Awaited<ReturnType<typeof copyDatabase>>
let standIn: StandInStore
let joined: JoinedShop
beforeAll(async () => {
  database = await copyDatabase()
  standIn = await startStore({ appUrl, ...appKeys, seed: littleSeed, topics: [] })
  joined = await joinShop(database, standIn)
})
afterAll(async () => {
  await standIn.close()
  await database.close()
})

const deps = () => ({ db: database.db, vaults: database.vaults, shop: joined.provider, log })
const place = (change: Parameters<typeof littleOrder>[0] = {}) =>
  act(standIn.world(), (acting) => placeOrder(acting, littleOrder(change), null))
const gidOf = (order: { readonly id: number }) => `gid://shopify/Order/${order.id}`
const find = (gid: string) =>
  withShop(database.db, joined.shop, (tx) =>
    tx.order.findFirst({
      where: { shopId: joined.shop, shopifyId: gid },
      include: { lines: true },
    }),
  )
const toldOf = (id: string) =>
  withShop(database.db, joined.shop, async (tx) => {
    const rows = await tx.timeline.findMany({ where: { shopId: joined.shop, orderId: id } })
    return rows.map(({ text }) => text)
  })
const later = () => new Promise((resolve) => setTimeout(resolve, 1_100))

test('after an install the shop knows its facts and places, and books the rest', async () => {
  await welcomeShop(deps(), joined.shop)
  const shop = await database.db.shop.findUniqueOrThrow({ where: { id: joined.shop } })
  expect(shop).toMatchObject({ name: littleSeed.shop.name, currency: 'EUR' })
  const places = await withShop(database.db, joined.shop, (tx) =>
    tx.location.findMany({ where: { shopId: joined.shop }, orderBy: { name: 'asc' } }),
  )
  const planted = littleSeed.locations.map((place) => [
    place.name,
    place.kind === 'fulfillment_service' ? 'partner' : 'own',
  ])
  expect(places.map(({ name, kind }) => [name, kind])).toEqual(
    planted.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  )
  const tasks = (await database.jobs()).map(({ task }) => task)
  expect(tasks).toEqual(expect.arrayContaining(['intake.catalogue', 'intake.sweep']))
})

test('the catalogue is read whole, twice the same is once, and stock is opened after it', async () => {
  const read = await readCatalogue(deps(), joined.shop)
  expect(await readCatalogue(deps(), joined.shop)).toBe(read)
  const items = await withShop(database.db, joined.shop, (tx) =>
    tx.item.findMany({ where: { shopId: joined.shop } }),
  )
  expect(items).toHaveLength(read)
  expect(items.find(({ sku }) => sku === 'MUG')).toMatchObject({ grams: 300, tracked: true })
  expect((await database.jobs()).map(({ task }) => task)).toContain('stock.open')
})

test('the sweep finds an order whose delivery never came, and takes it in once', async () => {
  const order = place()
  const first = await sweepStore(deps(), joined.shop)
  expect(first.found).toBeGreaterThanOrEqual(1)
  const found = await find(gidOf(order))
  expect(found).toMatchObject({ state: 'received', deliveryKind: 'shipping', name: order.name })
  expect(found?.lines).toMatchObject([{ sku: 'MUG', quantity: 2 }])
  const again = await sweepStore(deps(), joined.shop)
  expect([again.found, again.changed]).toEqual([0, 0])
  const late = place()
  await sweepStore(deps(), joined.shop)
  const id = (await find(gidOf(late)))?.id ?? ''
  expect(await toldOf(id)).toEqual(['Taken in by the sweep: its delivery had not come'])
})

test('the sweep sees what changed since: a cancellation stops the order', async () => {
  const order = place()
  await sweepStore(deps(), joined.shop)
  await later()
  act(standIn.world(), (acting) =>
    cancelOrder(acting, order, { reason: 'CUSTOMER', note: null, restock: true, refund: false }),
  )
  await sweepStore(deps(), joined.shop)
  const now = await find(gidOf(order))
  expect(now?.cancelledAt).not.toBeNull()
  expect(await database.jobs()).toContainEqual({
    task: 'journey.stop',
    key: `journey.stop:${now?.id}`,
  })
})

test('an order that cannot be read is told to a person, once, and stops none of the others', async () => {
  await sweepStore(deps(), joined.shop)
  const [before, bent, behind] = [place(), place(), place()]
  const whenItWas = bent.createdAt
  Object.assign(bent, { createdAt: '0987-01-01T00:00:00Z' })
  const swept = await sweepStore(deps(), joined.shop)
  expect(swept).toMatchObject({ found: 2, unreadable: 1 })
  expect(await find(gidOf(before))).not.toBeNull()
  expect(await find(gidOf(behind))).not.toBeNull()
  expect(await find(gidOf(bent))).toBeNull()
  const mine = async () => {
    const { letters } = await listDeadLetters(deps(), joined.shop)
    return letters.filter(({ reason }) => reason.includes('createdAt (a year that cannot be)'))
  }
  const [letter, ...more] = await mine()
  expect(letter).toMatchObject({ topic: 'orders/updated', hasBody: true })
  expect(more).toEqual([])
  await sweepStore(deps(), joined.shop)
  expect(await mine()).toHaveLength(1)
  const again = async () => {
    await retryAllDeadLetters(deps(), joined.shop)
    await drain(database, joined.shop)
    await rereadOrder(deps(), joined.shop, { orderGid: gidOf(bent), changedAt: bent.updatedAt })
  }
  await again()
  expect(await mine()).toMatchObject([{ id: letter?.id, attempts: 2 }])
  Object.assign(bent, { createdAt: whenItWas })
  await again()
  expect(await mine()).toEqual([])
  expect(await find(gidOf(bent))).toMatchObject({ name: bent.name })
})

test('an order that the database refuses stops none of the others, and is told', async () => {
  await sweepStore(deps(), joined.shop)
  const [refused, behind] = [place(), place()]
  const rule = `no_such_name check (name <> '${refused.name}')`
  await database.owner.query(`alter table sales_order add constraint ${rule}`)
  try {
    expect(await sweepStore(deps(), joined.shop)).toMatchObject({ found: 1, unreadable: 1 })
  } finally {
    await database.owner.query('alter table sales_order drop constraint no_such_name')
  }
  expect(await find(gidOf(behind))).not.toBeNull()
  const { letters } = await listDeadLetters(deps(), joined.shop)
  expect(letters).toMatchObject([{ reason: expect.stringContaining('no_such_name') }])
})

test('a sweep that finds the budget tight gives way to a hold, and has everything once there is room', async () => {
  await sweepStore(deps(), joined.shop)
  const order = place()
  const hasty = { ...deps(), shop: joined.anotherProcess({ patienceMs: 0 }) }
  const leave = (share: number) =>
    database.owner.query(
      'update store_budget set available = maximum * $1, known_at = clock_timestamp()',
      [share],
    )
  await leave(0.3)
  await expect(sweepStore(hasty, joined.shop)).rejects.toMatchObject({
    code: 'provider_unavailable',
    waitMs: expect.any(Number),
  })
  expect(await find(gidOf(order))).toBeNull()
  const urgent = { ...joined.store, urgency: 'urgent' } as const
  const [part] = await hasty.shop.fulfillmentOrders(urgent, gid(gidOf(order)))
  const hold = { reason: 'OTHER', notes: 'a test', handle: 'orderwright-person' } as const
  await hasty.shop.hold(urgent, part?.gid ?? gid(gidOf(order)), hold)
  const held = await hasty.shop.fulfillmentOrders(urgent, gid(gidOf(order)))
  expect(held.flatMap(({ holds }) => holds.map(({ handle }) => handle))).toEqual([hold.handle])
  await leave(1)
  await sweepStore(hasty, joined.shop)
  expect(await find(gidOf(order))).not.toBeNull()
})

test('pickup and digital orders are told apart by asking the store', async () => {
  const pickup = place({ delivery: 'pickup', shippingAddress: null, shippingLine: null })
  const digital = place({
    delivery: 'none',
    shippingAddress: null,
    shippingLine: null,
    lines: [{ sku: 'FILE', quantity: 1, properties: [] }],
  })
  await sweepStore(deps(), joined.shop)
  expect((await find(gidOf(pickup)))?.deliveryKind).toBe('pickup')
  expect((await find(gidOf(digital)))?.deliveryKind).toBe('digital')
})

test('an order is read again only when ours is older than the change', async () => {
  const order = place()
  const told = { orderGid: gidOf(order), changedAt: order.updatedAt }
  await rereadOrder(deps(), joined.shop, told)
  expect(await toldOf((await find(gidOf(order)))?.id ?? '')).toEqual([
    'Taken in from the store, which told of a change',
  ])
  const asked: string[] = []
  const watching = {
    ...deps(),
    shop: {
      ...joined.provider,
      order: (...args: Parameters<typeof joined.provider.order>) => {
        asked.push(args[1])
        return joined.provider.order(...args)
      },
    },
  }
  await rereadOrder(watching, joined.shop, told)
  expect(asked).toEqual([])
  await rereadOrder(watching, joined.shop, { orderGid: gidOf(order) })
  expect(asked).toEqual([gidOf(order)])
})

test('an edit in the second of our own correction is seen by asking, and only what was asked after it', async () => {
  const order = place()
  await rereadOrder(deps(), joined.shop, { orderGid: gidOf(order) })
  const found = await find(gidOf(order))
  const vault = await database.vaults.of(joined.shop)
  const email = async () => {
    const sealed = (await find(gidOf(order)))?.sealed
    return sealed ? vault.open(sealed) : null
  }
  const correctedAt = (doneAt: Date) =>
    withShop(database.db, joined.shop, async (tx) => {
      const call = { orderId: found?.id ?? '', kind: 'correct_order', state: 'done', doneAt }
      await tx.outsideCall.deleteMany({ where: { shopId: joined.shop, orderId: call.orderId } })
      await tx.outsideCall.create({ data: { shopId: joined.shop, ...call, key: 'correct:edit' } })
    })
  act(standIn.world(), (acting) => {
    order.email = 'edited@example.com'
    acting.touch(order)
  })
  await correctedAt(new Date(Date.now() + 60_000))
  await rereadOrder(deps(), joined.shop, { orderGid: gidOf(order) })
  expect(await email()).not.toMatchObject({ email: 'edited@example.com' })
  // Of the same second as the edit, yet before it was asked for.
  await correctedAt(new Date())
  act(standIn.world(), (acting) => acting.touch(order))
  await rereadOrder(deps(), joined.shop, { orderGid: gidOf(order) })
  expect(await email()).toMatchObject({ email: 'edited@example.com' })
})

test('an order that the store has not any more when it is read again was deleted', async () => {
  const order = place()
  await rereadOrder(deps(), joined.shop, { orderGid: gidOf(order) })
  act(standIn.world(), (acting) => deleteOrder(acting, order))
  await rereadOrder(deps(), joined.shop, { orderGid: gidOf(order) })
  const found = await find(gidOf(order))
  expect(found?.cancelledAt).not.toBeNull()
  expect(await toldOf(found?.id ?? '')).toContain('Deleted in the store')
})

test('nothing is asked of the store of a shop that took the app out', async () => {
  await database.db.shop.update({
    where: { id: joined.shop },
    data: { uninstalledAt: new Date() },
  })
  place()
  expect(await sweepStore(deps(), joined.shop)).toMatchObject({ read: 0, found: 0, changed: 0 })
  await database.db.shop.update({ where: { id: joined.shop }, data: { uninstalledAt: null } })
})
