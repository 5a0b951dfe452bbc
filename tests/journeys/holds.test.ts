import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HoldKind, holdKinds, mostInStore } from '../../app/journey/holds/hold-kinds.ts'
import { openListed, openReason } from '../../app/journey/holds/hold-reason.ts'
import { placeHold } from '../../app/journey/holds/place-hold.server.ts'
import {
  askConfirmation as askJob,
  checkOrders,
  holdForStock as stockHoldJob,
  takeStoreHolds as storeHoldsJob,
} from '../../app/journey/jobs.ts'
import { readOrderNotes } from '../../app/journey/order-notes.server.ts'
import { mayDo, roles } from '../../app/journey/permissions.ts'
import { type OrderId, shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue } from '../../app/platform/jobs.server.ts'
import { confirmOrder } from '../../app/stages/confirm/index.server.ts'
import { openAtBench } from '../../app/stages/pack/index.server.ts'
import { planTour, readPickBoard } from '../../app/stages/pick/index.server.ts'
import { allocateWaiting, holdForStock, receiveGoods } from '../../app/stages/stock/index.server.ts'
import { checkJobs } from '../../app/wiring/jobs/check.server.ts'
import { confirmJobs } from '../../app/wiring/jobs/confirm.server.ts'
import { runJob } from '../../app/wiring/run-job.server.ts'
import { type Received, receiveOrder } from '../arrange/received-order.ts'
import { openSignedInPages, type SignedInPages } from '../arrange/signed-in-pages.ts'
import { buildHouse, orderFrom } from '../floor/house.ts'
import { runJobs } from '../queue/run-jobs.ts'
import { act } from '../store/act.ts'
import { placeHold as storeHold, releaseHolds as storeRelease } from '../store/fulfillment/hold.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
}, 120_000)
afterAll(() => pages?.close())

const settings = (change: object) =>
  pages.database.owner.query('update shop set settings = settings || $1 where id = $2', [
    JSON.stringify(change),
    pages.shop,
  ])
const book = (job: typeof askJob, { id }: Received) =>
  withShop(pages.services.db, pages.shop, (tx) =>
    enqueue(tx, job, { shopId: pages.shop, orderId: id }, { key: `${job.name}:${id}` }),
  )

/** Does everything that is due in the rooms that hold and confirm, and in the stock room's holds. */
async function work() {
  const { services, database } = pages
  const run = runJob(services.log)
  await runJobs(database, {
    ...checkJobs(services, run),
    ...confirmJobs(services, run),
    ...run(stockHoldJob, ({ shipmentId: shipment, since }) =>
      holdForStock(services, pages.shop, { id: shipmentId(shipment), since: new Date(since) }),
    ),
  })
}
const vault = () => pages.services.vaults.of(pages.shop)
const hold = (id: OrderId, kind: HoldKind, reason = `a test of ${kind}`, untilAt?: Date) =>
  withShop(pages.services.db, pages.shop, async (tx) => {
    const placed = await placeHold(tx, id, {
      ...{ kind, reason, vault: await vault(), by: 'shopify:9002' },
      ...(untilAt || kind === 'until'
        ? { untilAt: untilAt ?? new Date(Date.now() + 86_400_000) }
        : {}),
    })
    return placed.ok ? placed.value : placed.refusal.kind
  })
const look = (id: OrderId) =>
  withShop(pages.services.db, pages.shop, (tx) =>
    tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: pages.shop, id } },
      include: { holds: { orderBy: { id: 'asc' } } },
    }),
  )
const openKinds = async (id: OrderId) =>
  (await look(id)).holds.filter(({ releasedAt }) => !releasedAt).map(({ kind }) => kind)
const inStore = async ({ gid }: Received) => {
  const parts = await pages.joined.provider.fulfillmentOrders(pages.joined.store, gid)
  return parts.flatMap(({ holds }) => holds.map(({ handle }) => handle ?? 'theirs'))
}
const release = (id: OrderId, holdId: string, as: 'office' | 'care' | 'picker' = 'office') =>
  pages.visit({
    ...{ file: 'app.orders.$id._index.tsx', as, params: { id } },
    form: { intent: 'release', hold: holdId },
  })

test('holds of every kind stack, each with its owner and time, and each is released alone', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  const ids = new Map<HoldKind, string>()
  for (const kind of holdKinds) ids.set(kind, await hold(order.id, kind))
  await work()
  const held = await look(order.id)
  expect(held).toMatchObject({ state: 'held' })
  expect(held.holds.map(({ kind, owner }) => [kind, owner !== '']).sort()).toEqual(
    [...holdKinds].map((kind) => [kind, true]).sort(),
  )
  expect(await inStore(order)).toHaveLength(holdKinds.length)

  const left = new Set<string>(holdKinds)
  for (const kind of holdKinds) {
    const answer = await release(order.id, ids.get(kind) ?? '')
    left.delete(kind)
    expect([kind, answer.status, await answer.json()]).toEqual([
      ...[kind, 200],
      { kind: left.size === 0 ? 'goes_on' : 'still_held' },
    ])
    expect(new Set(await openKinds(order.id))).toEqual(left)
    if (left.size > 0) expect((await look(order.id)).state).toBe('held')
  }
  const again = await release(order.id, ids.get('person') ?? '')
  expect([again.status, (await again.json()).kind]).toEqual([409, 'released_before'])
  await work()
  expect(await inStore(order)).toEqual([])
  expect(await look(order.id)).toMatchObject({ state: 'cleared', nextStep: 'distribute' })
})

test('who may release what is the table’s; a hold by hand says who put it and why', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  const placed = await pages.visit({
    ...{ file: 'app.orders.$id._index.tsx', as: 'care', params: { id: order.id } },
    form: {
      intent: 'hold',
      kind: 'fraud',
      reason: 'Three cards were tried',
      owner: 'finance',
      at: '',
    },
  })
  expect(placed.status).toBe(200)
  const [fraud] = (await look(order.id)).holds
  expect(fraud).toMatchObject({
    ...{ kind: 'fraud', owner: 'finance', reason: '' },
    openedBy: `shopify:${pages.users.care}`,
  })
  for (const as of roles.filter((role) => !mayDo(role, 'holds.release_money'))) {
    const { status } = await pages.visit({
      ...{ file: 'app.orders.$id._index.tsx', as, params: { id: order.id } },
      form: { intent: 'release', hold: fraud?.id ?? '' },
    })
    expect([as, status]).toEqual([as, 403])
  }
  expect((await release(order.id, fraud?.id ?? '')).status).toBe(200)
  for (const [form, kind] of [
    [{ intent: 'hold', kind: 'person', reason: ' ' }, 'no_reason'],
    [{ intent: 'hold', kind: 'until', reason: 'later', at: '2020-01-01T10:00' }, 'date_is_over'],
  ] as const) {
    const answer = await pages.visit({
      ...{ file: 'app.orders.$id._index.tsx', as: 'office', params: { id: order.id }, form },
    })
    expect([answer.status, (await answer.json()).kind]).toEqual([409, kind])
  }
})

/** Everything an order's timeline and audit say, which nobody can empty. */
const history = async (id: string) => {
  const { rows } = await pages.database.owner.query<{ said: string }>(
    `select t::text as said from timeline t where order_id = $1 union all select a::text from audit a where order_id = $1`,
    [id],
  )
  return rows.map(({ said }) => said).join('\n')
}

test('words that people type about an order are not in what cannot be erased', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  const file = 'app.orders.$id._index.tsx'
  const visit = (form: Record<string, string>) =>
    pages.visit({ file, as: 'office', params: { id: order.id }, form })
  const reason = 'Mrs Featherstonehaugh rang'
  const held = { intent: 'hold', kind: 'person', reason, owner: 'office', at: '' }
  expect((await visit(held)).status).toBe(200)
  const { holds } = await look(order.id)
  expect(holds).toMatchObject([{ reason: '' }])
  const opening = await vault()
  expect(holds.map((row) => openReason(opening, row))).toEqual([reason])
  expect(await history(order.id)).toContain('the hold says why')

  // Nor when the check finds it complete while somebody holds it.
  await pages.database.owner.query(
    `update sales_order set state = 'received', owner = 'system', next_step = 'check' where id = $1`,
    [order.id],
  )
  await withShop(pages.services.db, pages.shop, (tx) =>
    enqueue(tx, checkOrders, { shopId: pages.shop }),
  )
  await work()
  expect((await look(order.id)).state).toBe('held')
  expect(await history(order.id)).toContain('a person stopped it')

  await pages.database.owner.query(
    `update sales_order set state = 'released', owner = 'office', next_step = 'close', due_at = now() where id = $1`,
    [order.id],
  )
  expect((await visit({ intent: 'close', reason })).status).toBe(200)
  const said = await history(order.id)
  expect(said).toContain('a note says why')
  expect(said).not.toContain('Featherstonehaugh')
  const notes = await withShop(pages.services.db, pages.shop, (tx) =>
    readOrderNotes(tx, opening, [order.id]),
  )
  expect(notes.map(({ text }) => text)).toEqual([`Closed: ${reason}`])
})

test('a hold until a date releases itself by the clock', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  const soon = await hold(order.id, 'until', 'ships with the autumn goods')
  expect((await look(order.id)).state).toBe('held')
  await work()
  expect(await openKinds(order.id)).toEqual(['until'])
  await laterThan(soon)
  await work()
  const { holds } = await look(order.id)
  expect(holds.find(({ id }) => id === soon)).toMatchObject({ releasedBy: 'system' })
  expect((await look(order.id)).state).toBe('cleared')
})

/** The date of a hold has come: for it and for the job that waits for it. */
async function laterThan(hold: string): Promise<void> {
  const { owner } = pages.database
  const { rowCount } = await owner.query(
    `update graphile_worker._private_jobs set run_at = now() where key = $1`,
    [`check.hold_until:${hold}`],
  )
  expect(rowCount).toBe(1)
  await owner.query(`update hold set until_at = now() - interval '1 minute' where id = $1`, [hold])
}

test('of eleven holds the store takes ten; the eleventh waits here and follows when one is released', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  const ids: string[] = []
  for (let n = 1; n <= mostInStore + 1; n++) ids.push(await hold(order.id, 'person', `reason ${n}`))
  await work()
  expect(await inStore(order)).toHaveLength(mostInStore)
  const eleventh = (await look(order.id)).holds.filter(({ mirror }) => mirror === 'none')
  expect(eleventh).toHaveLength(1)
  await release(order.id, ids[0] ?? '')
  await work()
  expect(await inStore(order)).toHaveLength(mostInStore)
  expect((await look(order.id)).holds.filter(({ mirror }) => mirror === 'none')).toEqual([])
})

/** As the webhook about a hold in the store ends: the check looks at the store's holds. */
async function storeTold({ id }: Received) {
  await withShop(pages.services.db, pages.shop, (tx) =>
    enqueue(
      tx,
      storeHoldsJob,
      { shopId: pages.shop, orderId: id },
      { key: `check.store_holds:${id}` },
    ),
  )
  await work()
}
const partOf = ({ gid }: Received) => {
  const world = pages.standIn.world()
  const number = gid.split('/').at(-1)
  const part = [...world.fulfillmentOrders.values()].find((one) => String(one.orderId) === number)
  if (!part) throw new Error('the store has no part of it')
  return part
}

test('a hold of ours that somebody releases in the store is released here, and the order goes on', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  await hold(order.id, 'payment', 'Wait for the bank')
  await hold(order.id, 'person', 'Wait for me')
  await work()
  const part = partOf(order)
  // In whichever order the store was told of them.
  const first = part.holds.find(({ reason }) => reason === 'AWAITING_PAYMENT')
  const second = part.holds.find((one) => one !== first)
  act(pages.standIn.world(), (acting) => storeRelease(acting, part, first ? [first] : []))
  await storeTold(order)
  expect(await openKinds(order.id)).toEqual(['person'])
  expect((await look(order.id)).holds[0]).toMatchObject({ releasedBy: 'store' })
  act(pages.standIn.world(), (acting) => storeRelease(acting, part, second ? [second] : []))
  await storeTold(order)
  await storeTold(order)
  expect(await openKinds(order.id)).toEqual([])
  expect((await look(order.id)).state).toBe('cleared')
})

test('a hold that somebody puts on in the store holds here, and releasing it here releases it there', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  const wish = { reason: 'AWAITING_PAYMENT', reasonNotes: null, handle: '', externalId: null }
  act(pages.standIn.world(), (acting) => storeHold(acting, partOf(order), wish, []))
  await storeTold(order)
  await storeTold(order)
  expect(await openKinds(order.id)).toEqual(['payment'])
  const [theirs] = (await look(order.id)).holds
  expect(theirs).toMatchObject({ openedBy: 'store', owner: 'office' })
  await release(order.id, theirs?.id ?? '')
  await work()
  expect(await inStore(order)).toEqual([])
  expect((await look(order.id)).state).toBe('cleared')
})

test('after release a hold stops goods that are not picked, packed or labelled yet, and they go on after it', async () => {
  const { services, shop } = pages
  const { db } = services
  const house = await buildHouse(db, shop, [{ sku: 'JUG', bin: 'B-01-01', pieces: 9 }])
  const made = await orderFrom(db, shop, house, [['JUG', 1]])
  await allocateWaiting({ db }, shop)
  const ready = async () =>
    (await readPickBoard({ db }, shop)).ready.some(({ id }) => id === made.shipment)
  expect(await ready()).toBe(true)
  const placed = await hold(made.order, 'person', 'The customer called')
  expect(await ready()).toBe(false)
  // It does not vanish: the board says that it is held, and why.
  const { held } = await readPickBoard({ db }, shop)
  expect(held).toMatchObject([{ id: made.shipment, pieces: 1, reasons: [{ reason: '' }] }])
  const opening = await vault()
  expect(held.flatMap(({ reasons }) => reasons.map((one) => openListed(opening, one)))).toEqual([
    'The customer called',
  ])
  const tour = () => planTour(services, shop, { shipmentIds: [made.shipment], by: 'shopify:1' })
  expect(await tour()).toMatchObject({ ok: false, refusal: { kind: 'nothing_ready' } })
  expect(await look(made.order)).toMatchObject({
    state: 'released',
    owner: 'office',
    nextStep: 'decide_hold',
  })

  await pages.database.owner.query(`update shipment set state = 'picked' where id = $1`, [
    made.shipment,
  ])
  const bench = () => openAtBench({ db }, shop, { code: made.number, by: 'shopify:1' })
  expect(await bench()).toMatchObject({
    ok: false,
    refusal: { kind: 'held', reasons: ['a person stopped it, the order says why'] },
  })
  expect(await (await release(made.order, placed)).json()).toEqual({ kind: 'goes_on' })
  expect((await bench()).ok).toBe(true)
  expect((await look(made.order)).nextStep).not.toBe('decide_hold')

  await pages.database.owner.query(`update shipment set state = 'labelled' where id = $1`, [
    made.shipment,
  ])
  expect(await hold(made.order, 'person', 'Too late')).toBe('too_late')
})

test('an order that waits for its customer’s yes is held in the store as well, until the yes', async () => {
  const { services, shop } = pages
  await settings({ confirmationRequired: true })
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  await book(askJob, order)
  await work()
  expect(await look(order.id)).toMatchObject({ state: 'confirming', nextStep: 'confirm' })
  expect((await look(order.id)).holds).toMatchObject([
    { kind: 'confirmation', handle: 'orderwright-confirmation', owner: 'customer', mirror: 'held' },
  ])
  expect(await inStore(order)).toEqual(['orderwright-confirmation'])

  // Another hold stops it in between; then the yes is waited for again.
  const other = await hold(order.id, 'person', 'Wait for me')
  expect(await look(order.id)).toMatchObject({ state: 'held', nextStep: 'decide_hold' })
  expect(await openKinds(order.id)).toEqual(['person'])
  await release(order.id, other)
  await work()
  expect((await look(order.id)).state).toBe('confirming')
  expect(await openKinds(order.id)).toEqual(['confirmation'])
  expect(await inStore(order)).toEqual(['orderwright-confirmation'])

  expect(await confirmOrder(services, shop, order.id, { by: 'customer' })).toMatchObject({
    ok: true,
  })
  expect(await openKinds(order.id)).toEqual([])
  await work()
  expect(await inStore(order)).toEqual([])
  expect((await look(order.id)).state).toBe('cleared')

  // Released in the store, or by a person: it goes on without the yes, and nobody is asked again.
  const second = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  await book(askJob, second)
  await work()
  const part = partOf(second)
  act(pages.standIn.world(), (acting) => storeRelease(acting, part, [...part.holds]))
  await storeTold(second)
  await work()
  expect(await look(second.id)).toMatchObject({
    state: 'cleared',
    confirmedAt: expect.any(Date),
    holds: [{ kind: 'confirmation', releasedBy: 'store' }],
  })

  const third = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  await book(askJob, third)
  await work()
  const [waiting] = (await look(third.id)).holds
  const refused = await release(third.id, waiting?.id ?? '', 'picker')
  expect(refused.status).toBe(403)
  expect((await look(third.id)).state).toBe('confirming')
  const answer = await release(third.id, waiting?.id ?? '')
  expect([answer.status, await answer.json()]).toEqual([200, { kind: 'goes_on' }])
  await work()
  expect(await look(third.id)).toMatchObject({
    state: 'cleared',
    confirmedAt: expect.any(Date),
    holds: [{ kind: 'confirmation', releasedBy: expect.stringMatching(/^shopify:/) }],
  })
  expect(await inStore(third)).toEqual([])
  await settings({ confirmationRequired: false })
})

test('an order that waits for stock is held by the shop’s rule, and let go once its goods are there', async () => {
  const { db } = pages.services
  const { shop } = pages
  await settings({ stockHoldAfterHours: 0 })
  const house = await buildHouse(db, shop, [
    { sku: 'VASE', bin: 'C-01-01', pieces: 0 },
    { sku: 'BOWL', bin: 'C-01-02', pieces: 5 },
  ])
  const made = await orderFrom(db, shop, house, [['VASE', 2]])
  await allocateWaiting({ db }, shop)
  await work()
  expect(await openKinds(made.order)).toEqual(['stock'])
  expect((await look(made.order)).holds[0]).toMatchObject({
    ...{ owner: 'office', openedBy: 'system', handle: 'orderwright-stock' },
    reason: expect.stringMatching(/waits for stock: 2 × VASE, since /),
  })
  await allocateWaiting({ db }, shop)
  await work()
  expect(await openKinds(made.order)).toEqual(['stock'])
  await receiveGoods({ db }, shop, {
    ...{ locationId: house.place, itemId: house.items['VASE'] ?? '', quantity: 5 },
    ...{ key: 'vases', by: 'shopify:1' },
  })
  await allocateWaiting({ db }, shop)
  expect(await openKinds(made.order)).toEqual([])
  expect((await look(made.order)).holds[0]).toMatchObject({ releasedBy: 'system' })

  // A person lets it wait on: it is not held for the same again. An order with more to go is not stopped.
  const again = await orderFrom(db, shop, house, [['VASE', 9]])
  await allocateWaiting({ db }, shop)
  await work()
  const [stopped] = (await look(again.order)).holds
  await release(again.order, stopped?.id ?? '')
  await holdForStock({ db }, shop, { id: again.shipment, since: new Date(0) })
  expect(await openKinds(again.order)).toEqual([])
  await settings({ stockHoldAfterHours: 24 })
})

test('a store that is down is told of the hold when it is back, once', async () => {
  const order = await receiveOrder(pages.joined, {}, { nextStep: 'confirm' })
  await hold(order.id, 'stock', 'Wait for the jugs')
  const { mirrorOrderHolds } = await import('../../app/stages/check/index.server.ts')
  const down = {
    ...pages.services,
    shop: { ...pages.services.shop, hold: () => Promise.reject(new Error('cut line')) },
  }
  await expect(mirrorOrderHolds(down, pages.shop, order.id)).rejects.toThrow('cut line')
  expect((await look(order.id)).holds[0]).toMatchObject({ mirror: 'none' })
  await mirrorOrderHolds(pages.services, pages.shop, order.id)
  await mirrorOrderHolds(pages.services, pages.shop, order.id)
  expect(await inStore(order)).toHaveLength(1)
  expect((await look(order.id)).holds[0]).toMatchObject({ mirror: 'held' })
})
