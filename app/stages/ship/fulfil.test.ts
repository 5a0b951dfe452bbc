import { expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import {
  openShippingWorld,
  type PlacedShipment,
  type ShippingWorld,
} from '../../../tests/shipping.ts'
import { act } from '../../../tests/store/act.ts'
import { cancelOrder } from '../../../tests/store/orders/change.ts'
import { bookFulfilment } from '../../journey/fulfilment.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { gid, orderId, type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { buyLabel, fulfil, takeOwnLabel, tryFulfilmentAgain, voidLabel } from './index.server.ts'

const by = 'shopify:7'
const label = (world: ShippingWorld, id: ShipmentId, service = 'europe') =>
  buyLabel(world.deps, world.shop, id, {
    ...{ carrierKey: 'parcelnet', service, parcelId: null, grams: null, by },
  })
const inStore = async (world: ShippingWorld, placed: PlacedShipment) => {
  const { order } = await world.stands(placed)
  return world.deps.shop.fulfillments({ domain: world.store.shop }, gid(order.shopifyId))
}
const calls = (world: ShippingWorld) =>
  withShop(world.deps.db, world.shop, (tx) =>
    tx.outsideCall.findMany({ where: { shopId: world.shop, kind: 'fulfil' } }),
  )

const openWork = (world: ShippingWorld) =>
  withShop(world.deps.db, world.shop, (tx) =>
    tx.workOrder.findMany({ where: { shopId: world.shop, state: 'open' } }),
  )

/** The store refunds pieces of the first line that did not leave yet. */
async function takeOut(world: ShippingWorld, placed: PlacedShipment, quantity: number) {
  const { order } = await world.stands(placed)
  const gone = await fetch(
    `${world.store.baseUrl}/control/${world.store.shop}/orders/${order.shopifyId.split('/').at(-1)}/refund`,
    { method: 'POST', body: JSON.stringify({ line: 0, quantity }) },
  )
  expect(gone.status).toBe(200)
}

const placeFiles = (world: ShippingWorld, quantity: number) =>
  world.place({
    ...{ kind: 'digital', state: 'ready', parcels: [] },
    order: {
      lines: [{ sku: 'FILE', quantity, properties: [] }],
      ...{ shippingAddress: null, shippingLine: null, delivery: 'none' },
    },
  })

test('the store is told once, with the carrier, the number and the link', async ({ database }) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  const { state, owner, nextStep, fulfillmentGid, handedOverAt, parcels } =
    await world.stands(placed)
  expect([state, owner, nextStep]).toEqual(['handed_over', 'carrier', 'carry'])
  expect(handedOverAt).not.toBeNull()
  const made = await inStore(world, placed)
  expect(made.map((one) => [one.gid, one.tracking])).toEqual([
    [
      fulfillmentGid,
      {
        company: 'Parcelnet',
        numbers: [parcels[0]?.trackingNumber],
        urls: [parcels[0]?.trackingUrl],
      },
    ],
  ])
  expect(made[0]?.lines.map((line) => line.quantity)).toEqual([2])
  const jobs = (await database.jobs()).map((job) => job.key)
  expect(jobs).toContain(`stock.ship:${placed.id}`)
  expect(jobs).toContain(`track.poll:${parcels[0]?.id}`)
  expect(jobs).toContain(`track.tell:${parcels[0]?.id}`)
})

test('two workers at once fulfil once', async ({ database }) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  const ends = await Promise.allSettled(
    [1, 2, 3].map(() => fulfil(world.deps, world.shop, placed.id)),
  )
  for (const end of ends)
    if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(MovedMeanwhile)
  expect(await inStore(world, placed)).toHaveLength(1)
  expect(world.store.counts().totals.doubles.all).toBe(0)
  expect((await world.stands(placed)).state).toBe('handed_over')
})

test('a worker that died after the store’s answer: the fulfilment is found, not made again', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  const first = (await world.stands(placed)).fulfillmentGid
  await withShop(world.deps.db, world.shop, async (tx) => {
    const next = { owner: 'system', nextStep: 'book_in_store', dueAt: new Date() }
    await tx.shipment.updateMany({
      where: { shopId: world.shop },
      data: { state: 'labelled', fulfillmentGid: null, ...next },
    })
    await tx.outsideCall.updateMany({
      where: { shopId: world.shop, kind: 'fulfil' },
      data: { state: 'booked', leasedAt: new Date(Date.now() - 600_000) },
    })
  })
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).fulfillmentGid).toBe(first)
  expect(await inStore(world, placed)).toHaveLength(1)
})

test('what the store refuses is on the office’s list, and goes out once it is looked into', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  const { order } = await world.stands(placed)
  const at = { domain: world.store.shop }
  const [held] = await world.deps.shop.fulfillmentOrders(at, gid(order.shopifyId))
  if (!held) throw new Error('no fulfillment order')
  await world.deps.shop.hold(at, held.gid, { reason: 'OTHER', notes: 'wait', handle: 'test' })
  await fulfil(world.deps, world.shop, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  const stuck = await world.stands(placed)
  expect([stuck.state, stuck.owner, stuck.nextStep]).toEqual(['labelled', 'office', 'look'])
  expect((await calls(world)).map(({ state, error }) => [state, error])).toEqual([
    ['refused', expect.stringContaining('on hold')],
  ])
  const works = () =>
    withShop(world.deps.db, world.shop, (tx) =>
      tx.workOrder.findMany({ where: { shopId: world.shop, kind: 'fix_fulfilment' } }),
    )
  expect((await works()).map((work) => [work.department, work.state])).toEqual([['office', 'open']])

  await world.deps.shop.releaseHold(at, gid(order.shopifyId), 'test')
  expect(await tryFulfilmentAgain(world.deps, world.shop, placed.id, by)).toMatchObject({
    ok: true,
  })
  expect(await tryFulfilmentAgain(world.deps, world.shop, placed.id, by)).toMatchObject({
    refusal: { kind: 'nothing_refused' },
  })
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('handed_over')
  expect((await works()).map((work) => work.state)).toEqual(['done'])
})

test('while our own hold is being lifted in the store nobody is asked to look: it goes out a moment later', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  const { order } = await world.stands(placed)
  const at = { domain: world.store.shop }
  const [part] = await world.deps.shop.fulfillmentOrders(at, gid(order.shopifyId))
  await world.deps.shop.hold(at, part?.gid ?? gid(''), {
    ...{ reason: 'OTHER', notes: 'wait', handle: 'orderwright-completeness' },
  })
  const hold = await withShop(database.db, world.shop, (tx) =>
    tx.hold.create({
      data: {
        ...{ shopId: world.shop, orderId: order.id, kind: 'completeness', reason: 'a question' },
        ...{ handle: 'orderwright-completeness', owner: 'office', mirror: 'held' },
        ...{ dueAt: new Date(), releasedAt: new Date(), releasedBy: 'system' },
      },
    }),
  )
  await fulfil(world.deps, world.shop, placed.id)
  const waits = await world.stands(placed)
  expect([waits.state, waits.nextStep === 'look']).toEqual(['labelled', false])
  expect((await database.jobs()).map((job) => job.key)).toContain(`ship.fulfil:${placed.id}`)
  await world.deps.shop.releaseHold(at, gid(order.shopifyId), 'orderwright-completeness')
  await withShop(database.db, world.shop, (tx) =>
    tx.hold.update({
      where: { shopId_id: { shopId: world.shop, id: hold.id } },
      data: { mirror: 'released' },
    }),
  )
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('handed_over')
})

test('digital goods are fulfilled without a parcel and are delivered at once', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await placeFiles(world, 1)
  await fulfil(world.deps, world.shop, placed.id)
  const { state, owner, deliveredAt, order } = await world.stands(placed)
  expect([state, owner, order.state]).toEqual(['delivered', null, 'delivered'])
  expect(deliveredAt).not.toBeNull()
  expect((await inStore(world, placed)).map((one) => one.tracking.numbers)).toEqual([[]])
  expect((await database.jobs()).map((job) => job.task)).not.toContain('stock.ship')
})

test('two files of one line, each by itself, are two fulfilments, whatever the first one’s answer was', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await placeFiles(world, 2)
  const second = await withShop(database.db, world.shop, async (tx) => {
    const where = { shopId: world.shop, shipmentId: placed.id }
    await tx.shipmentLine.updateMany({ where, data: { quantity: 1 } })
    const { id: _, ...line } = await tx.shipmentLine.findFirstOrThrow({ where })
    const { id: __, ...first } = await tx.shipment.findFirstOrThrow({ where: { id: placed.id } })
    const made = await tx.shipment.create({ data: { ...first, number: `${first.number}b` } })
    await tx.shipmentLine.create({ data: { ...line, shipmentId: made.id } })
    await bookFulfilment(tx, { id: placed.id, orderId: orderId(first.orderId) })
    return shipmentId(made.id)
  })
  // While nobody knows what became of the first, the second one's fulfilment could be taken for it.
  await fulfil(world.deps, world.shop, second)
  expect(await inStore(world, placed)).toEqual([])
  expect((await database.jobs()).map((job) => job.key)).toContain(`ship.fulfil:${second}`)
  await fulfil(world.deps, world.shop, placed.id)
  await fulfil(world.deps, world.shop, second)
  const made = (await inStore(world, placed)).map((one) => one.gid)
  expect(made).toHaveLength(2)
  const both = [await world.stands(placed), await world.stands({ id: second })]
  expect(both.map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  expect(new Set(both.map(({ fulfillmentGid }) => fulfillmentGid))).toEqual(new Set(made))
})

test('a pickup is fulfilled only once somebody handed it out', async ({ database }) => {
  const world = await openShippingWorld(database)
  const placed = await world.place({ kind: 'pickup', state: 'awaiting_collection', parcels: [] })
  await fulfil(world.deps, world.shop, placed.id)
  expect(await inStore(world, placed)).toEqual([])
  await withShop(world.deps.db, world.shop, (tx) => bookFulfilment(tx, placed))
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('delivered')
  expect(await inStore(world, placed)).toHaveLength(1)
  expect((await database.jobs()).map((job) => job.key)).toContain(`stock.ship:${placed.id}`)
})

test('a label that is replaced before the carrier has it reaches the store', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  const parcelId = (await world.stands(placed)).parcels[0]?.id ?? ''
  await voidLabel(world.deps, world.shop, placed.id, { parcelId, by })
  const bare = await world.stands(placed)
  expect([bare.state, bare.owner, bare.nextStep]).toEqual(['handed_over', 'warehouse', 'label'])
  await takeOwnLabel(world.deps, world.shop, placed.id, {
    ...{ carrier: 'GLS', number: 'GLS123456789', url: '', parcelId: null, by },
  })
  await fulfil(world.deps, world.shop, placed.id)
  const [made, ...more] = await inStore(world, placed)
  expect(more).toEqual([])
  expect(made?.tracking).toMatchObject({ company: 'GLS', numbers: ['GLS123456789'] })
  const after = await world.stands(placed)
  expect([after.owner, after.nextStep]).toEqual(['carrier', 'carry'])
})

test('collected, and then cancelled in the store before it was told: it is delivered, and the office asks', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place({ kind: 'pickup', state: 'awaiting_collection', parcels: [] })
  await withShop(world.deps.db, world.shop, async (tx) => {
    await bookFulfilment(tx, placed)
    await tx.order.updateMany({
      where: { shopId: world.shop },
      data: { cancelledAt: new Date() },
    })
  })
  act(world.store.world(), (acting) => {
    const order = [...acting.world.orders.values()].find(({ name }) => name === placed.orderName)
    if (!order) throw new Error('the store does not know the order')
    cancelOrder(acting, order, { reason: 'CUSTOMER', note: null, restock: true, refund: true })
  })
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('delivered')
  expect((await calls(world)).map((call) => call.state)).toEqual(['done'])
  const work = await openWork(world)
  expect(work.map(({ department, kind }) => [department, kind])).toEqual([['office', 'call_back']])
  expect((await database.jobs()).map((job) => job.key)).toContain(`stock.ship:${placed.id}`)
})

test('a cancelled shipment is not fulfilled, and nothing waits to be told of it', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.shipment.updateMany({
      where: { shopId: world.shop },
      data: { state: 'cancelled', owner: null, nextStep: null, dueAt: null },
    }),
  )
  expect((await calls(world)).map((call) => call.state)).toEqual(['booked'])
  await fulfil(world.deps, world.shop, placed.id)
  expect(await inStore(world, placed)).toEqual([])
  expect((await calls(world)).map(({ state, answer }) => [state, answer])).toEqual([
    ['done', { notMade: 'cancelled' }],
  ])
})

test('what was taken out of the order while its parcel was made is not fulfilled; the rest is, and the office knows', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await takeOut(world, placed, 1)
  await fulfil(world.deps, world.shop, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  expect(
    (await inStore(world, placed)).map((one) => one.lines.map((line) => line.quantity)),
  ).toEqual([[1]])
  const stands = await world.stands(placed)
  expect([stands.state, stands.owner, stands.nextStep]).toEqual(['handed_over', 'carrier', 'carry'])
  expect((await openWork(world)).map(({ kind, title }) => [kind, title])).toEqual([
    ['sent_too_much', expect.stringContaining('1 × ')],
  ])
})

test('all of it was taken out of the order before it left: it stays in the house, and the office decides', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await takeOut(world, placed, 2)
  await fulfil(world.deps, world.shop, placed.id)
  const stands = await world.stands(placed)
  expect([stands.state, stands.owner, stands.nextStep]).toEqual(['labelled', 'office', 'look'])
  expect((await openWork(world)).map(({ kind }) => kind)).toEqual(['fix_fulfilment'])
  expect((await database.jobs()).map((job) => job.key)).toContain(
    `distribute.order:${placed.orderId}`,
  )
  // Whoever presses "tell it again" meanwhile asks the store once more, and it lies where it lay.
  expect(await tryFulfilmentAgain(world.deps, world.shop, placed.id, by)).toMatchObject({
    ok: true,
  })
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('labelled')
})

test('all of it was taken out, and the carrier has it: it goes on its way without the store, and the office asks for it', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await takeOut(world, placed, 2)
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.parcel.updateMany({ where: { shopId: world.shop }, data: { status: 'picked_up' } }),
  )
  await fulfil(world.deps, world.shop, placed.id)
  await fulfil(world.deps, world.shop, placed.id)
  const stands = await world.stands(placed)
  expect([stands.state, stands.owner, stands.fulfillmentGid]).toEqual([
    'handed_over',
    'carrier',
    null,
  ])
  expect(await inStore(world, placed)).toEqual([])
  expect((await openWork(world)).map(({ kind, title }) => [kind, title])).toEqual([
    ['sent_too_much', expect.stringContaining('2 × ')],
  ])
  const jobs = (await database.jobs()).map((job) => job.key)
  expect(jobs).toContain(`stock.ship:${placed.id}`)
  expect(jobs).toContain(`track.poll:${stands.parcels[0]?.id}`)
})

test('all of it was taken out, and somebody decided to send it all the same: it goes, and nobody is asked', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await label(world, placed.id)
  await takeOut(world, placed, 2)
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.orderDifference.create({
      data: {
        ...{ shopId: world.shop, orderId: placed.orderId, shipmentId: placed.id, field: 'lines' },
        stood: 'labelled',
        ...{ owner: 'office', dueAt: new Date(), state: 'decided' },
        ...{ choice: 'keep', decidedAt: new Date(), decidedBy: by },
      },
    }),
  )
  await fulfil(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('handed_over')
  expect(await openWork(world)).toEqual([])
})

test('files that were taken out before they were sent are cancelled; what was collected is the customer’s', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const files = await placeFiles(world, 1)
  await takeOut(world, files, 1)
  await fulfil(world.deps, world.shop, files.id)
  expect((await world.stands(files)).state).toBe('cancelled')
  const counter = await world.place({ kind: 'pickup', state: 'awaiting_collection', parcels: [] })
  await takeOut(world, counter, 2)
  await withShop(world.deps.db, world.shop, (tx) => bookFulfilment(tx, counter))
  await fulfil(world.deps, world.shop, counter.id)
  expect((await world.stands(counter)).state).toBe('delivered')
  expect((await openWork(world)).map(({ kind }) => kind)).toEqual(['sent_too_much'])
})
