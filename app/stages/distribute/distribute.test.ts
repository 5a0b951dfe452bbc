import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyDatabase } from '../../../tests/database.ts'
import { asStaff, takeInOrder, takeInShop } from '../../../tests/floor/taken-in.ts'
import { appKeys, appUrl, type JoinedShop, joinShop } from '../../../tests/shop.ts'
import { littleOrder, littleSeed } from '../../../tests/store/little-seed.ts'
import { type StandInStore, startStore } from '../../../tests/store/store.ts'
import { advanceShipment } from '../../journey/advance.server.ts'
import { bookFulfilment } from '../../journey/fulfilment.server.ts'
import { type OrderId, shipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { distributeOrder, finishWork, listWork, redoShipment, stopOrder } from './index.server.ts'

let database: Awaited<ReturnType<typeof copyDatabase>>
let standIn: StandInStore
let joined: JoinedShop
beforeAll(async () => {
  database = await copyDatabase()
  standIn = await startStore({ appUrl, ...appKeys, seed: littleSeed, topics: [] })
  joined = await joinShop(database, standIn)
  await takeInShop(database.db, joined)
  await withShop(database.db, joined.shop, (tx) =>
    tx.partner.create({ data: { shopId: joined.shop, name: 'Halyard' } }),
  )
})
afterAll(async () => {
  await standIn.close()
  await database.close()
})

const deps = () => ({ db: database.db, vaults: database.vaults, shop: joined.provider })
const distribute = (id: OrderId) => distributeOrder(deps(), joined.shop, id)
const read = (id: OrderId) =>
  withShop(database.db, joined.shop, async (tx) => ({
    order: await tx.order.findFirstOrThrow({ where: { shopId: joined.shop, id } }),
    shipments: await tx.shipment.findMany({
      where: { shopId: joined.shop, orderId: id },
      include: { lines: true },
      orderBy: { number: 'asc' },
    }),
    work: await tx.workOrder.findMany({
      where: { shopId: joined.shop, orderId: id },
      orderBy: { key: 'asc' },
    }),
    timeline: await tx.timeline.findMany({ where: { shopId: joined.shop, orderId: id } }),
  }))
const line = (sku: string, quantity: number) => ({ sku, quantity, properties: [] })
const placed = (change: Parameters<typeof littleOrder>[0] = {}) =>
  takeInOrder(database.db, standIn, joined, littleOrder(change))

test('goods, a file and what lies at the partner become three shipments, each with its department and date', async () => {
  const { id, name } = await placed({ lines: [line('MUG', 2), line('POSTER', 1), line('FILE', 1)] })
  await distribute(id)
  const { order, shipments, work } = await read(id)
  expect(shipments.map((one) => [one.kind, one.state, one.nextStep]).toSorted()).toEqual([
    ['digital', 'ready', 'send_digital'],
    ['partner', 'requested', 'ask_partner'],
    ['warehouse', 'waiting_stock', 'reserve'],
  ])
  expect(shipments.map((one) => one.number)).toEqual([`${name}-1`, `${name}-2`, `${name}-3`])
  expect(order).toMatchObject({ state: 'released', owner: 'system' })
  expect(order.promisedAt?.getTime()).toBeGreaterThan(Date.now())
  expect(work.map((one) => [one.department, one.kind])).toEqual([
    ['warehouse', 'pick_and_pack'],
    ['partner', 'ship_by_partner'],
  ])
  for (const one of work) expect(one.dueAt.getTime()).toBeLessThan(order.promisedAt?.getTime() ?? 0)
  const jobs = (await database.jobs()).map((job) => job.task)
  expect(jobs).toEqual(expect.arrayContaining(['stock.allocate', 'handoff.request', 'ship.fulfil']))
})

test('distributing twice, and at once, makes nothing twice', async () => {
  const { id } = await placed()
  await Promise.allSettled([distribute(id), distribute(id), distribute(id)])
  await distribute(id)
  const { shipments, work } = await read(id)
  expect(shipments).toHaveLength(1)
  expect(work).toHaveLength(1)
})

test('an order that is not paid asks finance to look', async () => {
  const { id } = await placed({ financialStatus: 'pending' })
  await distribute(id)
  const { work, timeline } = await read(id)
  expect(work.map((one) => one.kind)).toContain('check_payment')
  expect(timeline.map((one) => one.kind)).toContain('unpaid')
})

test('what somebody else holds in the store waits with the office, and goes on when it is released', async () => {
  const order = await placed()
  await asStaff(standIn, order, 'hold', { reason: 'OTHER', notes: 'Customs papers' })
  await distribute(order.id)
  await distribute(order.id)
  const held = await read(order.id)
  expect(held.order).toMatchObject({ state: 'cleared', owner: 'office', nextStep: 'decide_route' })
  expect(held.timeline.filter((one) => one.kind === 'waits')).toHaveLength(1)
  await asStaff(standIn, order, 'release-holds')
  await distribute(order.id)
  expect((await read(order.id)).order.state).toBe('released')
})

test('pieces added in the store later give a further shipment; fewer make an unbegun one anew', async () => {
  const order = await placed({ lines: [line('MUG', 2)] })
  await distribute(order.id)
  await asStaff(standIn, order, 'edit', { line: 0, to: 5 })
  await distribute(order.id)
  const more = await read(order.id)
  expect(more.shipments.map((one) => [one.state, one.lines[0]?.quantity])).toEqual([
    ['waiting_stock', 2],
    ['waiting_stock', 3],
  ])
  await asStaff(standIn, order, 'edit', { line: 0, to: 1 })
  await distribute(order.id)
  const { shipments } = await read(order.id)
  const open = shipments.filter((one) => one.state !== 'cancelled')
  expect(open.flatMap((one) => one.lines).reduce((sum, one) => sum + one.quantity, 0)).toBe(1)
})

test('an order changed while somebody packs it is for the office to decide', async () => {
  const order = await placed({ lines: [line('MUG', 2)] })
  await distribute(order.id)
  await withShop(database.db, joined.shop, (tx) =>
    tx.shipment.updateMany({ where: { orderId: order.id }, data: { state: 'packing' } }),
  )
  await asStaff(standIn, order, 'edit', { line: 0, to: 1 })
  await distribute(order.id)
  await distribute(order.id)
  const { shipments, work } = await read(order.id)
  expect(shipments.map((one) => one.state)).toEqual(['packing'])
  expect(work.filter((one) => one.kind === 'decide_change')).toHaveLength(1)
})

/** Labelled, and the store refused its fulfilment. */
async function refuseLabelled(id: OrderId) {
  const [shipment] = (await read(id)).shipments
  const about = { id: shipmentId(shipment?.id ?? ''), orderId: id }
  await withShop(database.db, joined.shop, async (tx) => {
    await tx.shipment.updateMany({
      where: { orderId: id },
      data: { state: 'labelled', owner: 'office', nextStep: 'look', dueAt: new Date() },
    })
    await tx.parcel.create({
      data: { shopId: joined.shop, orderId: id, shipmentId: about.id, trackingNumber: `T${id}` },
    })
    await bookFulfilment(tx, about)
    await tx.outsideCall.updateMany({ where: { orderId: id }, data: { state: 'refused' } })
  })
  return about
}

test('a parcel that was labelled when its goods were taken out is for the office to decide; one that is gone is not made anew', async () => {
  const order = await placed({ lines: [line('MUG', 2)] })
  await distribute(order.id)
  const shipment = await refuseLabelled(order.id)
  await asStaff(standIn, order, 'edit', { line: 0, to: 1 })
  await distribute(order.id)
  await distribute(order.id)
  const asked = await read(order.id)
  expect(asked.shipments.map((one) => one.state)).toEqual(['labelled'])
  expect(asked.work.filter((one) => one.kind === 'decide_change')).toHaveLength(1)
  const decide = () =>
    withShop(database.db, joined.shop, async (tx) => {
      await tx.orderDifference.updateMany({
        where: { orderId: order.id },
        data: { state: 'decided', choice: 'redo', decidedAt: new Date(), decidedBy: 'shopify:1' },
      })
      return tx.parcel.updateMany({ where: { orderId: order.id }, data: { status: 'picked_up' } })
    })
  await decide()
  await redoShipment(deps(), joined.shop, { id: shipment.id, by: 'shopify:1' })
  const gone = await read(order.id)
  expect(gone.shipments.map((one) => one.state)).toEqual(['labelled'])
  expect(gone.timeline.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('it has left, and is not made anew'),
  )
  await decide()
  await withShop(database.db, joined.shop, (tx) =>
    tx.parcel.updateMany({ where: { orderId: order.id }, data: { status: 'announced' } }),
  )
  await redoShipment(deps(), joined.shop, { id: shipment.id, by: 'shopify:1' })
  // Until it is made anew the order has not arrived, and is not without a way to go.
  const between = await read(order.id)
  expect(between.shipments.map((one) => one.state)).toEqual(['cancelled'])
  expect(between.order).toMatchObject({
    state: 'released',
    owner: 'system',
    nextStep: 'distribute',
  })
  await distribute(order.id)
  const anew = await read(order.id)
  expect(anew.shipments.map((one) => [one.state, one.lines[0]?.quantity])).toEqual([
    ['cancelled', 2],
    ['waiting_stock', 1],
  ])
  expect(anew.order).toMatchObject({ state: 'released', nextStep: 'reserve' })
})

test('an order that is to be made anew and of which nothing is wanted any more has arrived with the rest', async () => {
  const order = await placed({ lines: [line('MUG', 1), line('FILE', 1)] })
  await distribute(order.id)
  const { shipments } = await read(order.id)
  const goods = shipments.find(({ kind }) => kind === 'warehouse')
  await withShop(database.db, joined.shop, async (tx) => {
    await tx.shipment.updateMany({
      where: { orderId: order.id, kind: 'digital' },
      data: { state: 'delivered', owner: null, nextStep: null, dueAt: null },
    })
    await tx.shipment.updateMany({ where: { id: goods?.id ?? '' }, data: { state: 'packing' } })
    await tx.outsideCall.updateMany({ where: { orderId: order.id }, data: { state: 'done' } })
  })
  await asStaff(standIn, order, 'edit', { line: 0, to: 0 })
  await distribute(order.id)
  await withShop(database.db, joined.shop, (tx) =>
    tx.orderDifference.updateMany({
      where: { orderId: order.id },
      data: { state: 'decided', choice: 'redo', decidedAt: new Date(), decidedBy: 'shopify:1' },
    }),
  )
  const redo = { id: shipmentId(goods?.id ?? ''), by: 'shopify:1' }
  await redoShipment(deps(), joined.shop, redo)
  expect((await read(order.id)).order).toMatchObject({ state: 'released', nextStep: 'distribute' })
  await distribute(order.id)
  expect((await read(order.id)).order).toMatchObject({ state: 'delivered' })
})

test('what a partner rejected and the store does not want any more is nobody’s to send', async () => {
  const order = await placed({ lines: [line('MUG', 1), line('POSTER', 2)] })
  await distribute(order.id)
  const before = await read(order.id)
  const theirs = before.shipments.find(({ kind }) => kind === 'partner')
  await withShop(database.db, joined.shop, (tx) =>
    advanceShipment(
      tx,
      { id: shipmentId(theirs?.id ?? ''), orderId: order.id, state: 'requested' },
      {
        ...{ to: 'rejected', reason: 'it cannot leave in time', room: 'handoff', by: 'partner:x' },
        next: { owner: 'office', step: 'decide_route', dueAt: new Date() },
      },
    ),
  )
  await distribute(order.id)
  expect((await read(order.id)).shipments.map(({ state }) => state)).toContain('rejected')
  await asStaff(standIn, order, 'edit', { line: 1, to: 0 })
  await distribute(order.id)
  await distribute(order.id)
  const now = await read(order.id)
  expect(now.shipments.map(({ kind, state }) => [kind, state])).toEqual([
    ['warehouse', 'waiting_stock'],
    ['partner', 'cancelled'],
  ])
  expect(
    now.work.filter(({ state, shipmentId: of }) => state === 'open' && of === theirs?.id),
  ).toEqual([])
  expect(now.order).toMatchObject({ state: 'released', nextStep: 'reserve' })
})

test('a cancelled order stops: unsent shipments, work, holds and links end, and the goods are given back', async () => {
  const { id } = await placed({ lines: [line('MUG', 1), line('FILE', 1)] })
  await distribute(id)
  await withShop(database.db, joined.shop, async (tx) => {
    await tx.order.updateMany({ where: { id }, data: { cancelledAt: new Date() } })
    await tx.customerLink.create({
      data: {
        shopId: joined.shop,
        orderId: id,
        purpose: 'confirm',
        expiresAt: new Date(Date.now() + 1e6),
      },
    })
  })
  await stopOrder(deps(), joined.shop, id)
  await stopOrder(deps(), joined.shop, id)
  const { order, shipments, work } = await read(id)
  expect(order).toMatchObject({ state: 'cancelled', owner: null })
  expect(shipments.map((one) => one.state)).toEqual(['cancelled', 'cancelled'])
  expect(work.every((one) => one.state === 'cancelled')).toBe(true)
  const open = await withShop(database.db, joined.shop, (tx) =>
    tx.customerLink.count({ where: { orderId: id, revokedAt: null } }),
  )
  expect(open).toBe(0)
  expect((await database.jobs()).map((job) => job.key)).toContain(
    `stock.release:${shipments[0]?.id}`,
  )
})

test('goods that left before the cancellation are called back, and the order stays open', async () => {
  const { id } = await placed({ lines: [line('MUG', 1), line('POSTER', 1)] })
  await distribute(id)
  await withShop(database.db, joined.shop, async (tx) => {
    await tx.order.updateMany({ where: { id }, data: { cancelledAt: new Date() } })
    await tx.shipment.updateMany({
      where: { orderId: id, kind: 'warehouse' },
      data: { state: 'handed_over', owner: 'carrier', nextStep: 'carry' },
    })
  })
  await stopOrder(deps(), joined.shop, id)
  const { order, shipments, work } = await read(id)
  expect(order.state).toBe('released')
  expect(work.filter((one) => one.state === 'open').map((one) => one.kind)).toEqual(['call_back'])
  const asked = shipments.find((one) => one.kind === 'partner')
  expect((await database.jobs()).map((job) => job.key)).toContain(`handoff.cancel:${asked?.id}`)
})

test('goods that the carrier has before the store booked them are called back too, and go on their way', async () => {
  const { id } = await placed({ lines: [line('MUG', 1)] })
  await distribute(id)
  const shipment = await refuseLabelled(id)
  await withShop(database.db, joined.shop, async (tx) => {
    await tx.order.updateMany({ where: { id }, data: { cancelledAt: new Date() } })
    await tx.parcel.updateMany({ where: { orderId: id }, data: { status: 'moving' } })
  })
  await stopOrder(deps(), joined.shop, id)
  const { order, shipments, work } = await read(id)
  expect([order.state, shipments.map((one) => one.nextStep)]).toEqual([
    'released',
    ['book_in_store'],
  ])
  expect(work.filter((one) => one.state === 'open').map((one) => one.kind)).toEqual(['call_back'])
  expect((await database.jobs()).map((job) => job.key)).toContain(`ship.fulfil:${shipment.id}`)
})

test('goods that were handed out at the counter before the cancellation are the customer’s: nothing is taken back', async () => {
  const { id } = await placed({
    ...{ lines: [line('MUG', 1)], delivery: 'pickup', shippingAddress: null, shippingLine: null },
  })
  await distribute(id)
  const [pickup] = (await read(id)).shipments
  if (pickup?.kind !== 'pickup') throw new Error('no pickup was made')
  await withShop(database.db, joined.shop, async (tx) => {
    await tx.order.updateMany({ where: { id }, data: { cancelledAt: new Date() } })
    await tx.shipment.updateMany({ where: { orderId: id }, data: { state: 'awaiting_collection' } })
    await bookFulfilment(tx, { id: shipmentId(pickup.id), orderId: id })
  })
  await stopOrder(deps(), joined.shop, id)
  const { order, shipments } = await read(id)
  expect([order.state, shipments.map((one) => one.state)]).toEqual([
    'released',
    ['awaiting_collection'],
  ])
})

test('when the partner stops the last shipment of a cancelled order, the order ends by itself', async () => {
  const { id } = await placed({ lines: [line('POSTER', 1)] })
  await distribute(id)
  await withShop(database.db, joined.shop, (tx) =>
    tx.order.updateMany({ where: { id }, data: { cancelledAt: new Date() } }),
  )
  await stopOrder(deps(), joined.shop, id)
  const { shipments } = await read(id)
  await withShop(database.db, joined.shop, (tx) =>
    advanceShipment(
      tx,
      { id: shipmentId(shipments[0]?.id ?? ''), orderId: id, state: 'requested' },
      { to: 'cancelled', reason: 'stopped', room: 'handoff', by: 'partner:x', next: null },
    ),
  )
  expect((await read(id)).order).toMatchObject({ state: 'cancelled', owner: null, nextStep: null })
})

test('work is taken, done once, and lists by department with the earliest first', async () => {
  const { id } = await placed()
  await distribute(id)
  const { work } = await read(id)
  const one = work[0]?.id ?? ''
  const list = await listWork(deps(), joined.shop, {
    department: 'warehouse',
    orderId: null,
    done: false,
    page: 1,
  })
  expect(list.rows.map((row) => row.id)).toContain(one)
  const ofOrder = { department: null, orderId: id, page: 1 }
  const mine = await listWork(deps(), joined.shop, { ...ofOrder, done: false })
  expect(mine.rows.map((row) => row.id)).toEqual([one])
  expect(mine.open).toMatchObject({ warehouse: 1, finance: 0 })
  const dues = list.rows.map((row) => row.dueAt.getTime())
  expect(dues).toEqual(dues.toSorted((a, b) => a - b))
  const done = { by: 'shopify:1', outcome: 'packed' }
  const itself = ['pick_and_pack', 'decide_route', 'care_call', 'chase_carrier']
  const asKind = (kind: string) =>
    withShop(database.db, joined.shop, (tx) =>
      tx.workOrder.updateMany({ where: { id: one }, data: { kind } }),
    )
  for (const kind of itself) {
    await asKind(kind)
    expect(await finishWork(deps(), joined.shop, one, done), kind).toEqual({
      ok: false,
      refusal: { kind: 'ends_itself' },
    })
  }
  await asKind('look_at_parcel')
  expect(await finishWork(deps(), joined.shop, one, done)).toEqual({ ok: true, value: 'done' })
  expect(await finishWork(deps(), joined.shop, one, done)).toEqual({
    ok: false,
    refusal: { kind: 'closed', state: 'done' },
  })
  const ended = await listWork(deps(), joined.shop, { ...ofOrder, done: true })
  expect(ended.rows).toMatchObject([{ id: one, doneBy: 'shopify:1', outcome: 'packed' }])
})
