import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepStore } from '../../app/journey/jobs.ts'
import { gid } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue } from '../../app/platform/jobs.server.ts'
import { checkJobs } from '../../app/wiring/jobs/check.server.ts'
import { confirmJobs } from '../../app/wiring/jobs/confirm.server.ts'
import { distributeJobs } from '../../app/wiring/jobs/distribute.server.ts'
import { intakeJobs } from '../../app/wiring/jobs/intake.server.ts'
import { shipJobs } from '../../app/wiring/jobs/ship.server.ts'
import { runJob } from '../../app/wiring/run-job.server.ts'
import { openSignedInPages, type SignedInPages } from '../arrange/signed-in-pages.ts'
import { runJobs } from '../queue/run-jobs.ts'
import { act } from '../store/act.ts'
import { littleAddress, littleOrder } from '../store/little-seed.ts'
import { markPaid } from '../store/orders/change.ts'
import { placeOrder } from '../store/orders/place.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import type { SeedOrder } from '../store/seed/shapes.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
  await settings({})
}, 120_000)
afterAll(() => pages?.close())

const settings = (more: object) =>
  pages.database.owner.query('update shop set settings = $1', [JSON.stringify(more)])

/** Reads the store and does everything that is due. */
async function work() {
  const { services, shop, database } = pages
  await withShop(services.db, shop, (tx) =>
    enqueue(tx, sweepStore, { shopId: shop }, { key: `intake.sweep:${shop}` }),
  )
  const run = runJob(services.log)
  const rooms = [intakeJobs, checkJobs, confirmJobs, distributeJobs, shipJobs]
  await runJobs(database, Object.assign({}, ...rooms.map((jobs) => jobs(services, run))))
}

let door = 0
/** Each test has a customer and a door of its own. */
const somebody = (): Partial<SeedOrder> => {
  door += 1
  const email = `guest-${door}@example.com`
  const phone = `+3864022${String(door).padStart(4, '0')}`
  return {
    ...{ email, customer: { firstName: 'Guest', lastName: String(door), email, phone: null } },
    shippingAddress: { ...littleAddress, address1: `Trg ${100 + door}`, phone },
  }
}
const place = (change: Partial<SeedOrder>): OrderRecord =>
  act(pages.standIn.world(), (acting) => placeOrder(acting, littleOrder(change), null))
const standing = ({ name }: OrderRecord) =>
  withShop(pages.services.db, pages.shop, (tx) =>
    tx.order.findFirstOrThrow({
      where: { shopId: pages.shop, name },
      include: {
        holds: { where: { releasedAt: null } },
        shipments: { include: { parcels: true } },
      },
    }),
  )
async function pairOf(later: OrderRecord): Promise<string> {
  const { id } = await standing(later)
  const pair = await withShop(pages.services.db, pages.shop, (tx) =>
    tx.duplicatePair.findFirst({ where: { shopId: pages.shop, orderId: id } }),
  )
  return pair?.id ?? ''
}
const decide = (id: string, form: Readonly<Record<string, string>>) =>
  pages.visit({ file: 'app.duplicates.$id.tsx', as: 'office', params: { id }, form })

/** The same order typed twice, both taken in and judged. */
async function twice(change: Partial<SeedOrder> = somebody()) {
  const first = place(change)
  const later = place(change)
  await work()
  return { first, later, pair: await pairOf(later) }
}

test('the same order twice is held once, shown side by side, and dismissed for good', async () => {
  const { first, later, pair } = await twice()
  expect((await standing(first)).state).toBe('released')
  const held = await standing(later)
  expect(held).toMatchObject({ state: 'held', nextStep: 'decide_duplicate', owner: 'office' })
  expect(held.holds).toMatchObject([
    { kind: 'duplicate', reason: `Seems to be the same order as ${first.name}` },
  ])
  const list = await pages.visit({ file: 'app.duplicates._index.tsx', as: 'care' })
  expect(JSON.stringify(await list.json())).toContain(later.name)
  const page = await (
    await pages.visit({ file: 'app.duplicates.$id.tsx', as: 'care', params: { id: pair } })
  ).json()
  expect(page).toMatchObject({
    ...{ state: 'open', score: 110, combine: null },
    ...{ first: { name: first.name }, later: { name: later.name } },
  })
  expect(page.reasons.map(({ words }: { words: string }) => words)).toContain('the same goods')

  expect((await decide(pair, { kind: 'dismiss' })).status).toBe(200)
  await work()
  expect((await standing(later)).state).toBe('released')
  // Judged again later, the pair is not asked about again.
  await pages.database.owner.query(
    `update sales_order set state = 'received', next_step = 'check', owner = 'system', due_at = now() where name = $1`,
    [later.name],
  )
  const again = place(somebody())
  await work()
  expect((await standing(later)).holds).toEqual([])
  expect((await standing(again)).state).toBe('released')
  expect((await decide(pair, { kind: 'dismiss' })).status).toBe(409)
})

test('one of them is cancelled in the store, with the money back, and the other goes on', async () => {
  const { first, later, pair } = await twice()
  const answer = await decide(pair, { kind: 'cancel', which: 'later', refund: 'on' })
  expect(answer.status).toBe(200)
  await expect
    .poll(() => work().then(async () => (await standing(later)).cancelledAt !== null), {
      timeout: 30_000,
    })
    .toBe(true)
  const there = await pages.joined.provider.ordersUpdatedSince(
    pages.joined.store,
    new Date(0),
    null,
  )
  const cancelled = there.orders.find(({ name }) => name === later.name)
  expect(cancelled).toMatchObject({ financialStatus: 'refunded' })
  expect((await standing(first)).state).toBe('released')
  expect((await standing(first)).cancelledAt).toBeNull()
})

test('combined, both go in one parcel under one label, each fulfilled in the store for itself', async () => {
  const { first, later, pair } = await twice()
  expect((await decide(pair, { kind: 'combine' })).status).toBe(200)
  await work()
  const [lead, other] = [await standing(first), await standing(later)]
  expect(other).toMatchObject({ state: 'released', shipsWithId: lead.id, holds: [] })
  const [a, b] = [lead.shipments[0], other.shipments[0]]
  if (!a || !b) throw new Error('both have a shipment')
  const own = (shipment: string) =>
    pages.visit({
      ...{ file: 'app.ship.$shipment._index.tsx', as: 'packer', params: { shipment } },
      form: { intent: 'own', carrier: 'Van', number: 'VAN4711' },
    })
  const pack = (id: string) =>
    pages.database.owner.query(
      `update shipment set state = 'packed', verified_at = now() where id = $1`,
      [id],
    )
  await pack(a.id)
  expect(JSON.stringify(await (await own(a.id)).json())).toContain(
    `${b.number} goes in this parcel: pack it first`,
  )
  await pack(b.id)
  expect(JSON.stringify(await (await own(b.id)).json())).toContain(
    `It goes in the parcel of ${a.number}`,
  )
  expect(JSON.stringify(await (await own(a.id)).json())).toContain('VAN4711')
  await work()
  for (const order of [first, later]) {
    const now = await standing(order)
    expect(now.shipments).toMatchObject([
      { state: 'handed_over', parcels: [{ trackingNumber: 'VAN4711', carrierName: 'Van' }] },
    ])
    const records = await pages.joined.provider.fulfillments(
      pages.joined.store,
      (
        await pages.joined.provider.ordersUpdatedSince(pages.joined.store, new Date(0), null)
      ).orders.find(({ name }) => name === order.name)?.gid ?? gid('gid://shopify/Order/0'),
    )
    expect(records).toMatchObject([{ tracking: { numbers: ['VAN4711'] } }])
  }
})

test('orders to another door, of another day or of a subscription are let go without a word', async () => {
  const buyer = somebody()
  const first = place(buyer)
  const gift = place({ ...buyer, shippingAddress: { ...littleAddress, address1: 'Glavni trg 1' } })
  const box = place({ ...buyer, tags: ['subscription'] })
  await work()
  for (const order of [first, gift, box]) expect((await standing(order)).state).toBe('released')
})

test('an order waits for its payment where the shop wants that, and being paid lets it go on', async () => {
  await settings({ paymentHolds: ['pending'], duplicateStrictness: 'off' })
  const order = place({ ...somebody(), financialStatus: 'pending' })
  await work()
  expect(await standing(order)).toMatchObject({
    state: 'held',
    owner: 'finance',
    holds: [{ kind: 'payment' }],
  })
  act(pages.standIn.world(), (acting) => markPaid(acting, order))
  await work()
  expect(await standing(order)).toMatchObject({ state: 'released', holds: [] })
  await settings({})
})

test('the store’s worry about fraud holds the order by rule, with a person to decide', async () => {
  const order = place(somebody())
  const shopifyId = `gid://shopify/Order/${order.id}`
  await withShop(pages.services.db, pages.shop, (tx) =>
    tx.orderRisk.upsert({
      where: { shopId_shopifyId: { shopId: pages.shop, shopifyId } },
      create: {
        shopId: pages.shop,
        shopifyId,
        level: 'high',
        toldAt: new Date(Date.now() + 3_600_000),
      },
      update: { level: 'high', toldAt: new Date(Date.now() + 3_600_000) },
    }),
  )
  await work()
  const held = await standing(order)
  expect(held).toMatchObject({
    state: 'held',
    holds: [{ kind: 'fraud', reason: 'The store sees a high risk of fraud' }],
  })
  const release = { intent: 'release', hold: held.holds[0]?.id ?? '' }
  const file = 'app.orders.$id._index.tsx'
  expect(
    (await pages.visit({ file, as: 'care', params: { id: held.id }, form: release })).status,
  ).toBe(403)
  expect(
    (await pages.visit({ file, as: 'office', params: { id: held.id }, form: release })).status,
  ).toBe(200)
  await work()
  expect(await standing(order)).toMatchObject({ state: 'released', holds: [] })
})
