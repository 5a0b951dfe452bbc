import { expect, test } from 'vitest'
import { makeCustomerLink, openCustomerLink } from '../../app/journey/customer-link.server.ts'
import { daysAfter } from '../../app/journey/due.ts'
import { restockReturn as restockJob } from '../../app/journey/jobs.ts'
import { readSealedLetter } from '../../app/journey/letter-shape.ts'
import { gid, type OrderId, returnId, shopId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { openLog } from '../../app/platform/log.server.ts'
import {
  approveReturn,
  closeUnsent,
  declineReturn,
  inspectReturn,
  readReturn,
  receiveReturn,
  requestReturn,
  settleByHand,
  settleReturn,
  takeInStoreReturn,
} from '../../app/stages/returns/index.server.ts'
import { restockReturn } from '../../app/stages/stock/index.server.ts'
import { returnsJobs } from '../../app/wiring/jobs/returns.server.ts'
import { runJob } from '../../app/wiring/run-job.server.ts'
import { receiveOrder } from '../arrange/received-order.ts'
import { runJobs } from '../queue/run-jobs.ts'
import { oneShop } from '../shop.ts'
import { littleSeed } from '../store/little-seed.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })
const by = 'shopify:1'

const deps = () => {
  const { database, provider } = joined()
  return {
    db: database.db,
    vaults: database.vaults,
    shop: provider,
    linkKey: new Uint8Array(32).fill(7),
    storefrontUrl: (domain: string) => `https://${domain}/apps/orderwright`,
  }
}

/** Runs the room's jobs, and stock's, until none is due. */
async function work() {
  const { database } = joined()
  const run = runJob(openLog('silent', 'test'))
  await runJobs(database, {
    ...returnsJobs(deps(), run),
    ...run(restockJob, (told) =>
      restockReturn(deps(), shopId(told.shopId), returnId(told.returnId)),
    ),
  })
}

/** An order of mugs that left the warehouse, was told to the store and arrived yesterday. */
async function arrived(quantity = 3) {
  const { provider, store, shop, database } = joined()
  const order = await receiveOrder(joined(), { lines: [{ sku: 'MUG', quantity, properties: [] }] })
  const [one] = await provider.fulfillmentOrders(store, order.gid)
  if (!one?.locationGid) throw new Error('nothing to fulfil')
  const place = one.locationGid
  await provider.fulfil(store, {
    orderGid: order.gid,
    lines: one.lines.map((line) => ({
      ...{ fulfillmentOrderGid: one.gid, lineGid: line.gid, quantity: line.remaining },
    })),
    tracking: null,
    notifyCustomer: false,
  })
  const { items } = await provider.items(store, null)
  const mug = items.find((item) => item.sku === 'MUG')
  const lineId = await withShop(database.db, shop, async (tx) => {
    const at = { shopId_shopifyGid: { shopId: shop, shopifyGid: place } }
    const fields = { kind: 'own', address: { address1: 'Quay 1', city: 'Cork', zip: 'T12' } }
    const location = await tx.location.upsert({
      where: at,
      create: { shopId: shop, shopifyGid: place, name: 'Warehouse', ...fields },
      update: {},
    })
    await tx.bin.createMany({
      data: [
        { shopId: shop, locationId: location.id, code: 'A-01-01' },
        { shopId: shop, locationId: location.id, code: 'RETURNS', kind: 'returns' },
      ],
      skipDuplicates: true,
    })
    const [line] = await tx.orderLine.findMany({ where: { shopId: shop, orderId: order.id } })
    if (!line || !mug) throw new Error('no mug')
    await tx.item.createMany({
      data: [
        {
          ...{ shopId: shop, variantGid: mug.variantGid, productGid: mug.productGid },
          ...{ inventoryItemGid: mug.inventoryItemGid, sku: 'MUG', title: 'mug' },
        },
      ],
      skipDuplicates: true,
    })
    await tx.shipment.create({
      data: {
        ...{ shopId: shop, orderId: order.id, number: `${order.name}-1`, kind: 'warehouse' },
        ...{ state: 'delivered', locationId: location.id, locationGid: place },
        deliveredAt: daysAfter(new Date(), -1),
        lines: { create: [{ orderLineId: line.id, quantity }] },
      },
    })
    return line.id
  })
  return { ...order, lineId }
}

async function freshLink(order: OrderId) {
  const { database, shop } = joined()
  const url = await withShop(database.db, shop, (tx) =>
    makeCustomerLink(tx, deps(), {
      ...{ orderId: order, purpose: 'return' },
      expiresAt: daysAfter(new Date(), 10),
    }),
  )
  const opened = await openCustomerLink(deps(), 'return', url.split('/').at(-1) ?? '')
  if (!opened.ok) throw new Error(opened.refusal.kind)
  return opened.value.linkId
}

async function asked(pieces: number, order: Awaited<ReturnType<typeof arrived>>) {
  const { shop } = joined()
  const linkId = await freshLink(order.id)
  const line = { quantity: String(pieces), reason: 'defective' }
  const typed = { lines: { [order.lineId]: line }, note: 'Der Henkel fehlt' }
  const answer = await requestReturn(deps(), shop, order.id, { typed, linkId })
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}

const read = async (id: string) => {
  const page = await readReturn(deps(), joined().shop, id)
  if (!page) throw new Error('gone')
  return page
}

const letters = async (order: OrderId) => {
  const { database, shop } = joined()
  const vault = await database.vaults.of(shop)
  const rows = await withShop(database.db, shop, (tx) =>
    tx.mail.findMany({ where: { shopId: shop, orderId: order }, orderBy: { id: 'asc' } }),
  )
  return rows.map((row) => ({
    kind: row.kind,
    ...readSealedLetter(vault.open(row.sealed ?? new Uint8Array())),
  }))
}

const inStore = (order: { readonly gid: string }) =>
  joined()
    .standIn.counts()
    .orders.find(({ id }) => order.gid.endsWith(`/${id}`))

const stockOf = async () => {
  const { database, shop } = joined()
  const rows = await withShop(database.db, shop, (tx) =>
    tx.stockLevel.findMany({ where: { shopId: shop } }),
  )
  const of = (state: string) =>
    rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.quantity, 0)
  return { onHand: of('on_hand'), damaged: of('damaged') }
}
const onSale = async () => {
  const { provider, store } = joined()
  const { items } = await provider.items(store, null)
  return items.find((item) => item.sku === 'MUG')?.onHand.map((one) => one.quantity) ?? []
}

test('goods come back: asked, approved, received, inspected, refunded; the store says the same', async () => {
  const { shop, provider, store } = joined()
  const order = await arrived(3)
  const before = { stock: await stockOf(), sale: await onSale() }
  const id = await asked(3, order)
  await work()
  const known = (await provider.returnsOf(store, order.gid))[0]
  expect(known).toMatchObject({ status: 'REQUESTED', lines: [{ quantity: 3 }] })

  expect(await approveReturn(deps(), shop, id, by)).toMatchObject({ ok: true })
  await work()
  expect((await provider.returnsOf(store, order.gid))[0]?.status).toBe('OPEN')

  const line = (await read(id)).lines[0]?.id ?? ''
  await receiveReturn(deps(), shop, id, { counted: new Map([[line, 2]]), by })
  const findings = [{ lineId: line, good: 1, damaged: 1, note: 'one handle is off' }]
  expect(await inspectReturn(deps(), shop, id, { findings, by })).toMatchObject({ ok: true })
  expect(await read(id)).toMatchObject({
    ...{ state: 'inspected', owner: 'finance', step: 'refund', proposalMinor: '2500' },
    lines: [
      { disposition: 'restock', quantity: 1 },
      { disposition: 'damaged', quantity: 1 },
      { disposition: 'missing', quantity: 1, received: 0 },
    ],
  })
  expect(await settleReturn(deps(), shop, id, { amount: '25.01', by })).toMatchObject({ ok: false })
  expect(await settleReturn(deps(), shop, id, { amount: '20.00', by })).toMatchObject({ ok: true })
  expect(await settleReturn(deps(), shop, id, { amount: '20.00', by })).toMatchObject({
    refusal: { kind: 'being_settled' },
  })
  await work()
  await work()
  expect(await read(id)).toMatchObject({ state: 'settled', owner: null, refundMinor: '2000' })
  expect((await provider.returnsOf(store, order.gid))[0]).toMatchObject({
    lines: [{ quantity: 3, processed: 3 }],
    refunds: [{ amount: { minor: 2000n, currency: 'EUR' } }],
  })
  expect(inStore(order)).toMatchObject({ refunds: 1, refunded: '20.00' })
  const after = await stockOf()
  expect(after.onHand - before.stock.onHand).toBe(1)
  expect(after.damaged - before.stock.damaged).toBe(1)
  expect((await onSale()).map((count, at) => count - (before.sale[at] ?? 0))).toContain(1)
  const sent = await letters(order.id)
  expect(sent.map((letter) => letter.kind)).toEqual([
    'return_requested',
    'return_approved',
    'return_settled',
  ])
  expect(sent[1]?.text).toContain('Quay 1')
  expect(sent[1]?.text).toContain(`${order.name}-R1`)
  expect(sent[2]?.text).toContain('€20.00')
  expect(joined().standIn.counts().totals.doubles.all).toBe(0)
})

test('a job that runs late tells the store everything in turn', async () => {
  const { shop, provider, store } = joined()
  const order = await arrived(2)
  const id = await asked(2, order)
  await approveReturn(deps(), shop, id, by)
  const line = (await read(id)).lines[0]?.id ?? ''
  await receiveReturn(deps(), shop, id, { counted: new Map([[line, 2]]), by })
  const findings = [{ lineId: line, good: 2, damaged: 0, note: '' }]
  await inspectReturn(deps(), shop, id, { findings, by })
  await settleReturn(deps(), shop, id, { amount: '25', by })
  expect(await provider.returnsOf(store, order.gid)).toEqual([])
  await work()
  expect(await read(id)).toMatchObject({ state: 'settled', refundMinor: '2500' })
  expect(inStore(order)).toMatchObject({ refunds: 1, refunded: '25.00' })
})

test('nothing came: the return is closed without money, and the goods are missing in the store too', async () => {
  const { shop, provider, store } = joined()
  const order = await arrived(1)
  const id = await asked(1, order)
  await approveReturn(deps(), shop, id, by)
  expect(await closeUnsent(deps(), shop, id, by)).toMatchObject({ ok: true })
  await work()
  expect(await read(id)).toMatchObject({ state: 'settled', refundMinor: '0' })
  expect((await provider.returnsOf(store, order.gid))[0]).toMatchObject({
    lines: [{ processed: 1 }],
    refunds: [],
  })
})

test('a declined return is declined in the store, with the reason in the letter', async () => {
  const { shop, provider, store, database } = joined()
  const order = await arrived(1)
  await withShop(database.db, shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: shop, id: order.id } },
      data: { locale: 'de-AT' },
    }),
  )
  const id = await asked(1, order)
  await declineReturn(deps(), shop, id, { why: 'It was worn.', by })
  await work()
  expect((await provider.returnsOf(store, order.gid))[0]?.status).toBe('DECLINED')
  const sent = await letters(order.id)
  // The letter speaks its customer's language; what the shop says stays as it was written.
  expect(sent.at(-1)?.text).toContain('Das können wir nicht zurücknehmen')
  expect(sent.at(-1)?.text).toContain('It was worn.')
  expect((await letters(order.id)).at(-1)?.kind).toBe('return_declined')
})

test('what the store refuses ends on a person’s list', async () => {
  const { shop, provider, store, database } = joined()
  const order = await arrived(1)
  const [line] = await provider.returnable(store, order.gid)
  if (!line) throw new Error('nothing returnable')
  // Somebody returns the same piece in the store's own admin first.
  const wish = { ...line, reason: 'OTHER', note: 'by hand' }
  await provider.requestReturn(store, order.gid, [wish], 'by-hand')
  const id = await asked(1, order)
  await work()
  expect(await read(id)).toMatchObject({ state: 'requested', owner: 'office', step: 'look' })
  expect((await read(id)).refusals).toHaveLength(1)
  const tasks = await withShop(database.db, shop, (tx) =>
    tx.workOrder.count({ where: { shopId: shop, orderId: order.id, kind: 'fix_return' } }),
  )
  expect(tasks).toBe(1)
  // The goods come all the same; what the store does not take is put right there by hand.
  await approveReturn(deps(), shop, id, by)
  const part = (await read(id)).lines[0]?.id ?? ''
  await receiveReturn(deps(), shop, id, { counted: new Map([[part, 1]]), by })
  const findings = [{ lineId: part, good: 1, damaged: 0, note: '' }]
  await inspectReturn(deps(), shop, id, { findings, by })
  expect(await settleByHand(deps(), shop, id, by)).toMatchObject({
    refusal: { kind: 'not_refused' },
  })
  await settleReturn(deps(), shop, id, { amount: '12.50', by })
  await work()
  expect(await read(id)).toMatchObject({ state: 'inspected', owner: 'finance', step: 'refund' })
  expect(await settleByHand(deps(), shop, id, by)).toMatchObject({ ok: true })
  await work()
  expect(await read(id)).toMatchObject({ state: 'settled', owner: null, refusals: [] })
  expect(inStore(order)).toMatchObject({ refunds: 0 })
})

test('a return of the store itself is taken in once, and its approval there is followed', async () => {
  const { shop, provider, store } = joined()
  const order = await arrived(2)
  const [line] = await provider.returnable(store, order.gid)
  if (!line) throw new Error('nothing returnable')
  const wish = { ...line, reason: 'OTHER', note: 'from my account' }
  const made = await provider.requestReturn(store, order.gid, [wish], 'elsewhere')
  await takeInStoreReturn(deps(), shop, made.gid)
  await takeInStoreReturn(deps(), shop, made.gid)
  const { database } = joined()
  const ours = () =>
    withShop(database.db, shop, (tx) =>
      tx.return.findMany({ where: { shopId: shop, orderId: order.id }, include: { lines: true } }),
    )
  expect(await ours()).toMatchObject([
    { state: 'requested', shopifyGid: made.gid, lines: [{ quantity: 2, reason: 'unknown' }] },
  ])
  await provider.approveReturn(store, gid(made.gid))
  await takeInStoreReturn(deps(), shop, made.gid)
  expect(await ours()).toMatchObject([{ state: 'approved', owner: 'customer' }])
  expect((await letters(order.id)).map((letter) => letter.kind)).toEqual(['return_approved'])
})

test('a return of ours on its way to the store is not taken in a second time', async () => {
  const { shop, provider, store, database } = joined()
  const order = await arrived(1)
  await asked(1, order)
  const foreign = await arrived(1)
  const [line] = await provider.returnable(store, order.gid)
  if (!line) throw new Error('nothing returnable')
  const made = await provider.requestReturn(
    store,
    order.gid,
    [{ ...line, reason: 'OTHER', note: '' }],
    'on-its-way',
  )
  await expect(takeInStoreReturn(deps(), shop, made.gid)).rejects.toMatchObject({
    code: 'moved_meanwhile',
  })
  const count = await withShop(database.db, shop, (tx) =>
    tx.return.count({ where: { shopId: shop, orderId: { in: [order.id, foreign.id] } } }),
  )
  expect(count).toBe(1)
})
