import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyDatabase } from '../../../tests/database.ts'
import { takeInOrder, takeInShop } from '../../../tests/floor/taken-in.ts'
import { appKeys, appUrl, type JoinedShop, joinShop } from '../../../tests/shop.ts'
import { littleOrder, littleSeed } from '../../../tests/store/little-seed.ts'
import { type StandInStore, startStore } from '../../../tests/store/store.ts'
import { requestKey, returnId, shipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { distributeOrder } from '../distribute/index.server.ts'
import { tellReadyForPickup } from '../pack/index.server.ts'
import {
  adjustGoods,
  allocateWaiting,
  ledgerEqualsLevels,
  mirrorBookings,
  openStock,
  planCounts,
  receiveGoods,
  restockReturn,
} from './index.server.ts'

let database: Awaited<ReturnType<typeof copyDatabase>>
let standIn: StandInStore
let joined: JoinedShop
beforeAll(async () => {
  database = await copyDatabase()
  standIn = await startStore({ appUrl, ...appKeys, seed: littleSeed, topics: [] })
  joined = await joinShop(database, standIn)
  await takeInShop(database.db, joined)
  await openStock(deps(), joined.shop)
})
afterAll(async () => {
  await standIn.close()
  await database.close()
})

const deps = () => ({ db: database.db, shop: joined.provider })
const inShop = <T>(work: Parameters<typeof withShop<T>>[2]) =>
  withShop(database.db, joined.shop, work)
/** Free pieces of a SKU by place. */
const free = (sku: string) =>
  inShop(
    (tx) => tx.$queryRaw<{ place: string; bin: string; item: string; quantity: number }[]>`
    select p.id as place, l.bin_id as bin, l.item_id as item, l.quantity from stock_level l
    join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    join location p on p.shop_id = b.shop_id and p.id = b.location_id
    join item i on i.shop_id = l.shop_id and i.id = l.item_id
    where l.shop_id = ${joined.shop}::uuid and i.sku = ${sku} and l.state = 'on_hand' and b.kind = 'pick'
    order by l.quantity desc`,
  )
const inStore = async (sku: string) => {
  const { items } = await joined.provider.items(joined.store, null)
  return items.find((item) => item.sku === sku)?.onHand.map((one) => one.quantity) ?? []
}

test("opening gives every counted item a bin at each of the shop's places, once", async () => {
  const opened = await inShop((tx) =>
    tx.stockEntry.findMany({ where: { cause: 'opening' }, orderBy: { delta: 'desc' } }),
  )
  expect(opened.map((entry) => entry.delta)).toEqual(expect.arrayContaining([1000, 5]))
  expect(new Set(opened.map((entry) => entry.binId)).size).toBe(opened.length)
  expect(await free('POSTER')).toEqual([])
  const before = await inShop((tx) => tx.stockEntry.count())
  await openStock(deps(), joined.shop)
  expect(await inShop((tx) => tx.stockEntry.count())).toBe(before)
  expect(await inShop(ledgerEqualsLevels)).toBe(true)
})

test('a shop that has just been opened has nothing to count: the opening was a count', async () => {
  expect(await planCounts(deps(), joined.shop)).toBe(0)
})

test('what people book is told to the store, each booking once', async () => {
  const [mug] = await free('MUG')
  const by = 'shopify:1'
  const at = { binId: mug?.bin ?? '', itemId: mug?.item ?? '', by }
  const had = (await inStore('MUG')).reduce((sum, one) => sum + one, 0)
  const came = { key: 'r', by, locationId: mug?.place ?? '', itemId: at.itemId, quantity: 7 }
  await receiveGoods(deps(), joined.shop, came)
  await adjustGoods(deps(), joined.shop, { ...at, key: 'd', quantity: 2, kind: 'damaged' })
  await mirrorBookings(deps(), joined.shop)
  await mirrorBookings(deps(), joined.shop)
  expect((await inStore('MUG')).reduce((sum, one) => sum + one, 0)).toBe(had + 5)
  const calls = await inShop((tx) => tx.outsideCall.findMany({ where: { kind: 'adjust_stock' } }))
  expect(calls.map((call) => call.state)).toEqual(['done', 'done'])
})

test('an inspected return comes back to the shelf, the damaged piece does not', async () => {
  const order = await takeInOrder(database.db, standIn, joined, littleOrder())
  const onShelves = async () => (await free('MUG')).reduce((sum, level) => sum + level.quantity, 0)
  const before = await onShelves()
  const id = await inShop(async (tx) => {
    const line = await tx.orderLine.findFirstOrThrow({ where: { orderId: order.id } })
    const common = { orderLineId: line.id, quantity: 1, received: 1, reason: 'other' }
    const made = await tx.return.create({
      data: {
        shopId: joined.shop,
        orderId: order.id,
        number: 'R1',
        state: 'inspected',
        owner: 'office',
        nextStep: 'refund',
        dueAt: new Date(),
        lines: {
          create: [
            { ...common, disposition: 'restock' },
            { ...common, disposition: 'damaged' },
            { ...common, received: 0, disposition: 'missing' },
          ],
        },
      },
    })
    return returnId(made.id)
  })
  await restockReturn(deps(), joined.shop, id)
  await restockReturn(deps(), joined.shop, id)
  expect(await onShelves()).toBe(before + 1)
  const damaged = await inShop((tx) =>
    tx.stockEntry.findMany({ where: { cause: 'returned', state: 'damaged' } }),
  )
  expect(damaged.map((entry) => entry.delta)).toEqual([1])
  expect(await inShop(ledgerEqualsLevels)).toBe(true)
})

/** A new order for collection, its one shipment as it stands after the stock was reserved. */
async function takenForPickup() {
  const order = await takeInOrder(
    database.db,
    standIn,
    joined,
    littleOrder({
      delivery: 'pickup',
      shippingAddress: null,
      lines: [{ sku: 'MUG', quantity: 1, properties: [] }],
    }),
  )
  await distributeOrder(deps(), joined.shop, order.id)
  await allocateWaiting(deps(), joined.shop)
  const shipment = await inShop((tx) =>
    tx.shipment.findFirstOrThrow({ where: { orderId: order.id } }),
  )
  return { order, shipment, id: shipmentId(shipment.id) }
}

test('a pickup order is reserved at its counter and announced in the store once', async () => {
  const { order, shipment, id } = await takenForPickup()
  expect(shipment).toMatchObject({ kind: 'pickup', state: 'ready' })
  await inShop((tx) =>
    tx.shipment.updateMany({ where: { id }, data: { state: 'awaiting_collection' } }),
  )
  await tellReadyForPickup(deps(), joined.shop, id)
  await tellReadyForPickup(deps(), joined.shop, id)
  const notes = await inShop((tx) =>
    tx.timeline.findMany({ where: { orderId: order.id, kind: 'ready_for_pickup' } }),
  )
  expect(notes).toHaveLength(1)
  const calls = await inShop((tx) => tx.outsideCall.findMany({ where: { orderId: order.id } }))
  expect(calls.map((call) => [call.kind, call.state])).toEqual([['ready_for_pickup', 'done']])
})

test('a customer who fetches the goods before the store is told leaves nothing to be told', async () => {
  const { order, id } = await takenForPickup()
  await inShop((tx) =>
    tx.outsideCall.create({
      data: {
        ...{ shopId: joined.shop, orderId: order.id, kind: 'ready_for_pickup' },
        key: requestKey('ready_for_pickup', id),
      },
    }),
  )
  await inShop((tx) => tx.shipment.updateMany({ where: { id }, data: { state: 'picked' } }))
  await tellReadyForPickup(deps(), joined.shop, id)
  const calls = await inShop((tx) => tx.outsideCall.findMany({ where: { orderId: order.id } }))
  expect(calls).toMatchObject([{ state: 'done', answer: { notTold: 'picked' } }])
})
