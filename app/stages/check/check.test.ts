import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkDeps, lookAtOrder } from '../../../tests/arrange/check-room.ts'
import { buyerOf, receiveOrder } from '../../../tests/arrange/received-order.ts'
import { asStaff } from '../../../tests/floor/taken-in.ts'
import { oneShop } from '../../../tests/shop.ts'
import { littleAddress, littleSeed } from '../../../tests/store/little-seed.ts'
import type { Buyer } from '../../journey/buyer.ts'
import type { OrderId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  type CheckDeps,
  checkOrders,
  correctionTimedOut,
  correctOrder,
  mirrorOrderHolds,
  readCorrection,
  writeBack,
} from './index.server.ts'

const joined = oneShop({ seed: littleSeed })

const deps = () => checkDeps(joined())
const check = () => checkOrders(deps(), joined().shop)

const look = (id: OrderId) => lookAtOrder(joined(), id)
const jobsOf = async (id: OrderId) => {
  const { rows } = await joined().database.owner.query<{ task: string; run_at: Date }>(
    'select task_identifier as task, run_at from graphile_worker.jobs where key like $1 order by id',
    [`%${id}`],
  )
  return rows
}
const storeHolds = async (gid: Parameters<CheckDeps['shop']['fulfillmentOrders']>[1]) => {
  const parts = await joined().provider.fulfillmentOrders(joined().store, gid)
  return parts.flatMap(({ status, holds }) =>
    holds.map(({ handle, reason }) => ({ status, handle, reason })),
  )
}
const noStreet = { shippingAddress: { ...littleAddress, address1: '' } }

test('a complete order goes on to its confirmation, judged once however often', async () => {
  const { id } = await receiveOrder(joined())
  await Promise.all([check(), check(), check()])
  await check()
  const { order, holds, timeline } = await look(id)
  expect(order).toMatchObject({ state: 'received', owner: 'system', nextStep: 'confirm' })
  expect(holds).toEqual([])
  expect(timeline.map(({ kind }) => kind)).toEqual(['complete'])
  expect((await jobsOf(id)).map(({ task }) => task)).toEqual(['confirm.ask'])
})

test('an order that somebody else holds for a moment is judged once it is let go', async () => {
  const { id } = await receiveOrder(joined())
  const { database, shop } = joined()
  const letGo = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const holding = withShop(database.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where id = ${id}::uuid for update`
    held.resolve()
    await letGo.promise
  })
  await held.promise
  const checking = check()
  await setTimeout(200)
  expect((await look(id)).order).toMatchObject({ nextStep: 'check' })
  letGo.resolve()
  await Promise.all([holding, checking])
  expect((await look(id)).order).toMatchObject({ nextStep: 'confirm' })
})

test('a wrong order is held here and in the store, and the customer is asked by mail', async () => {
  const { id, gid, name } = await receiveOrder(joined(), {
    shippingAddress: { ...littleAddress, address1: null, zip: 'M5V 2T6' },
  })
  await check()
  const held = await look(id)
  expect(held.order).toMatchObject({ state: 'held', owner: 'customer', nextStep: 'correct' })
  expect(held.holds).toMatchObject([
    {
      kind: 'address',
      missing: ['street', 'postcode_elsewhere:CA'],
      handle: 'orderwright-address',
      owner: 'customer',
    },
  ])
  const hours = ((held.order.dueAt?.getTime() ?? 0) - Date.now()) / 3_600_000
  expect(hours).toBeCloseTo(48, 1)
  const [letter] = held.letters
  expect(letter).toMatchObject({ to: 'ana@example.com' })
  expect(letter?.subject).toContain(name)
  expect(letter?.text).toContain('Please tell us the street and house number.')
  expect(letter?.text).toContain('a postcode of Canada, but your order goes to Slovenia')
  expect(letter?.text).toMatch(/https:\/\/little\.myshopify\.com\/apps\/orderwright\/correct\/\S+/)
  const due = (await jobsOf(id)).find(({ task }) => task === 'check.timeout')
  expect(due?.run_at.getTime()).toBe(held.order.dueAt?.getTime())

  await mirrorOrderHolds(deps(), joined().shop, id)
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toEqual([
    { status: 'ON_HOLD', handle: 'orderwright-address', reason: 'INCORRECT_ADDRESS' },
  ])
  expect((await look(id)).holds).toMatchObject([{ mirror: 'held' }])
})

test('nothing that an order is asked for shows who the customer is', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  await mirrorOrderHolds(deps(), joined().shop, id)
  const { holds, work, timeline, calls } = await look(id)
  const parts = await joined().provider.fulfillmentOrders(joined().store, gid)
  const written = JSON.stringify([holds, work, timeline, calls, parts])
  expect(written).not.toMatch(/Ana|Kos|Maribor|ana@example|40111222/)
})

test('without an e-mail address the office is asked to call at once', async () => {
  const { id } = await receiveOrder(joined(), { ...noStreet, email: '', customer: null })
  await check()
  const { order, holds, letters, work } = await look(id)
  expect(order).toMatchObject({ state: 'held', owner: 'office', nextStep: 'call_for_details' })
  expect(holds.map(({ kind, missing }) => [kind, missing])).toEqual([
    ['address', ['street']],
    ['completeness', ['email']],
  ])
  expect(letters).toEqual([])
  expect(work).toMatchObject([{ kind: 'correction_call', department: 'office', state: 'open' }])
})

test('what only the shop can decide is not asked of the customer', async () => {
  const { id } = await receiveOrder(joined(), { shippingLine: null })
  await check()
  const { order, letters, work } = await look(id)
  expect(order).toMatchObject({ state: 'held', owner: 'office', nextStep: 'correct' })
  expect(letters).toEqual([])
  expect(work).toMatchObject([{ kind: 'correction', state: 'open' }])
  const decided = await correctOrder(deps(), joined().shop, id, {
    answers: {},
    waive: ['shipping_line'],
    by: 'shopify:7',
  })
  expect(decided).toEqual({ ok: true, value: 'goes_on' })
  await check()
  const after = await look(id)
  expect(after.order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(after.work).toMatchObject([{ state: 'done', outcome: 'nothing is missing any more' }])
  expect(after.timeline.map(({ text }) => text)).toContain(
    'The shop decided to go on without the delivery option',
  )
})

test('when the customer has done their part, the shop still has to do its own', async () => {
  const { id } = await receiveOrder(joined(), { ...noStreet, shippingLine: null })
  await check()
  const part = { answers: { address1: 'Trg 7' }, by: 'customer' }
  expect(await correctOrder(deps(), joined().shop, id, part)).toEqual({
    ok: true,
    value: 'with_office',
  })
  await check()
  const { order, holds, letters, work } = await look(id)
  expect(order).toMatchObject({ state: 'held', owner: 'office', nextStep: 'correct' })
  expect(holds.map(({ kind, releasedAt }) => [kind, releasedAt === null])).toEqual([
    ['address', false],
    ['completeness', true],
  ])
  expect(letters).toHaveLength(1)
  expect(work).toMatchObject([{ kind: 'correction', state: 'open' }])
})

test('a pickup and a missing address are told apart by asking the store', async () => {
  const pickup = await receiveOrder(joined(), {
    delivery: 'pickup',
    shippingAddress: null,
    shippingLine: { title: 'Shop floor', code: 'PICKUP', price: '0.00' },
  })
  const nowhere = await receiveOrder(joined(), { shippingAddress: 'absent' })
  await withShop(deps().db, joined().shop, (tx) =>
    tx.order.updateMany({
      where: { shopId: joined().shop, id: { in: [pickup.id, nowhere.id] } },
      data: { deliveryKind: 'unknown' },
    }),
  )
  await check()
  expect((await look(pickup.id)).order).toMatchObject({
    deliveryKind: 'pickup',
    nextStep: 'confirm',
  })
  const { order, holds } = await look(nowhere.id)
  expect(order).toMatchObject({ deliveryKind: 'shipping', state: 'held' })
  expect(holds).toMatchObject([{ missing: ['address'] }])
})

test('a store that does not answer keeps no other order waiting', async () => {
  const known = await receiveOrder(joined())
  const unknown = await receiveOrder(joined())
  await withShop(deps().db, joined().shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: joined().shop, id: unknown.id } },
      data: { deliveryKind: 'unknown' },
    }),
  )
  const world = joined().standIn.world()
  world.cells.faults = { ...world.cells.faults, api: { ...world.cells.faults.api, error5xx: 1 } }
  const impatient = joined().anotherProcess({ patienceMs: 200, timeoutMs: 200 })
  await expect(checkOrders({ ...deps(), shop: impatient }, joined().shop)).rejects.toThrow(
    /did not answer/,
  )
  world.cells.faults = { ...world.cells.faults, api: { ...world.cells.faults.api, error5xx: 0 } }
  expect((await look(known.id)).order).toMatchObject({ nextStep: 'confirm' })
  expect((await look(unknown.id)).order).toMatchObject({ state: 'received', nextStep: 'check' })
  await check()
  expect((await look(unknown.id)).order).toMatchObject({ nextStep: 'confirm' })
})

test('an order whose data cannot be opened goes to the office and stops no other', async () => {
  const broken = await receiveOrder(joined())
  const whole = await receiveOrder(joined())
  await withShop(deps().db, joined().shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: joined().shop, id: broken.id } },
      data: { sealed: new Uint8Array(40) },
    }),
  )
  await check()
  expect((await look(whole.id)).order).toMatchObject({ nextStep: 'confirm' })
  const { database, shop } = joined()
  const row = await withShop(database.db, shop, (tx) =>
    tx.order.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id: broken.id } } }),
  )
  expect(row).toMatchObject({ state: 'received', owner: 'office', nextStep: 'look' })
})

test('a valid correction lets the order go on by itself, and the store gets it', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  await mirrorOrderHolds(deps(), joined().shop, id)
  const [link] = (await look(id)).links
  const wrong = await correctOrder(deps(), joined().shop, id, {
    answers: { address1: ' ', address2: 'back door' },
    by: 'customer',
    linkId: link?.id ?? '',
  })
  expect(wrong).toMatchObject({
    ok: false,
    refusal: { kind: 'not_yet', problems: [{ field: 'address1' }] },
  })
  expect((await look(id)).order.state).toBe('held')

  const right = await correctOrder(deps(), joined().shop, id, {
    answers: { address1: 'Trg 7', address2: '' },
    by: 'customer',
    linkId: link?.id ?? '',
  })
  expect(right).toEqual({ ok: true, value: 'goes_on' })
  const between = await look(id)
  expect(between.order).toMatchObject({ state: 'received', nextStep: 'check' })
  expect(between.buyer?.shipTo?.address1).toBe('Trg 7')
  expect(between.links[0]?.usedAt).not.toBeNull()
  expect(JSON.stringify(between.timeline)).not.toContain('Trg 7')

  await check()
  const done = await look(id)
  expect(done.order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(done.holds[0]).toMatchObject({ releasedBy: 'system' })
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toEqual([])
  await Promise.allSettled([
    writeBack(deps(), joined().shop, id),
    writeBack(deps(), joined().shop, id),
  ])
  const inStore = await joined().provider.order(joined().store, gid)
  expect(inStore?.shipTo?.address1).toBe('Trg 7')
  const written = await look(id)
  expect(written.calls.find(({ kind }) => kind === 'correct_order')).toMatchObject({
    state: 'done',
    sealed: null,
    attempts: 1,
  })
})

test('what the store refuses goes to the office, and the order goes on with it', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  await correctOrder(deps(), joined().shop, id, { answers: { address1: 'Trg 7' }, by: 'customer' })
  const refusing: CheckDeps = {
    ...deps(),
    shop: {
      ...joined().provider,
      correctOrder: (store, order) =>
        joined().provider.correctOrder(store, order, { email: 'no address' }),
    },
  }
  await writeBack(refusing, joined().shop, id)
  await check()
  const { order, work, calls, buyer } = await look(id)
  expect(order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(work).toMatchObject([{ kind: 'write_back', state: 'open' }])
  expect(calls.find(({ kind }) => kind === 'correct_order')).toMatchObject({ state: 'refused' })
  expect(buyer?.shipTo?.address1).toBe('Trg 7')
  expect((await joined().provider.order(joined().store, gid))?.shipTo?.address1).not.toBe('Trg 7')
})

test('a correction that the store has not got yet survives what the store says meanwhile', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  await correctOrder(deps(), joined().shop, id, {
    answers: { address1: 'Trg 7' },
    by: 'customer',
  })
  const { database, shop, provider, store } = joined()
  const old = await provider.order(store, gid)
  if (!old) throw new Error('gone')
  const vault = await database.vaults.of(shop)
  const stale: Buyer = buyerOf(old)
  await withShop(database.db, shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: shop, id } },
      data: { sealed: vault.seal(stale) },
    }),
  )
  await check()
  const { order, buyer } = await look(id)
  expect(order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(buyer?.shipTo?.address1).toBe('Trg 7')
})

test('an order put right in the store goes on, and the link in the mail is closed', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  await joined().provider.correctOrder(joined().store, gid, {
    shipTo: { ...littleAddress, address1: 'Trg 9' },
  })
  const now = await joined().provider.order(joined().store, gid)
  const { database, shop } = joined()
  const vault = await database.vaults.of(shop)
  await withShop(database.db, shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: shop, id } },
      data: {
        state: 'received',
        nextStep: 'check',
        owner: 'system',
        ...(now ? { sealed: vault.seal(buyerOf(now)) } : {}),
      },
    }),
  )
  await check()
  const { order, holds, links } = await look(id)
  expect(order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(holds[0]?.releasedAt).not.toBeNull()
  expect(links[0]?.revokedAt).not.toBeNull()
})

test('judged again and still wrong: no second mail, no longer time, no second hold', async () => {
  const { id } = await receiveOrder(joined(), noStreet)
  await check()
  const first = await look(id)
  await withShop(deps().db, joined().shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: joined().shop, id } },
      data: { state: 'received', nextStep: 'check', owner: 'system' },
    }),
  )
  await check()
  const second = await look(id)
  expect(second.order).toMatchObject({ state: 'held', owner: 'customer', dueAt: first.order.dueAt })
  expect(second.letters).toHaveLength(1)
  expect(second.links).toHaveLength(1)
  expect(second.holds).toHaveLength(1)
})

test('when the customer does not answer in time the office calls, once', async () => {
  const { id } = await receiveOrder(joined(), noStreet)
  await check()
  await correctionTimedOut(deps(), joined().shop, id)
  expect((await look(id)).order.owner).toBe('customer')
  await withShop(deps().db, joined().shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: joined().shop, id } },
      data: { dueAt: new Date(Date.now() - 1_000) },
    }),
  )
  await correctionTimedOut(deps(), joined().shop, id)
  await correctionTimedOut(deps(), joined().shop, id)
  const { order, work, holds } = await look(id)
  expect(order).toMatchObject({ state: 'held', owner: 'office', nextStep: 'call_for_details' })
  expect(order.dueAt?.getTime()).toBeGreaterThan(Date.now())
  expect(work).toMatchObject([{ kind: 'correction_call', state: 'open' }])
  expect(holds).toMatchObject([{ owner: 'office' }])
  const late = await correctOrder(deps(), joined().shop, id, {
    answers: { address1: 'Trg 7' },
    by: 'customer',
  })
  expect(late.ok).toBe(true)
})

test('a hold that staff released in the store is released here, and what it was for is waived', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  await mirrorOrderHolds(deps(), joined().shop, id)
  await asStaff(joined().standIn, { gid }, 'release-holds')
  await mirrorOrderHolds(deps(), joined().shop, id)
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toEqual([])
  const { order, timeline } = await look(id)
  expect(order.state).toBe('received')
  expect(timeline.filter(({ kind }) => kind === 'hold_released')).toMatchObject([{ by: 'store' }])
})

test('others’ holds in the store stay when ours is lifted', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await asStaff(joined().standIn, { gid }, 'hold', { reason: 'OTHER', notes: 'wait' })
  await check()
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toHaveLength(2)
  await correctOrder(deps(), joined().shop, id, { answers: { address1: 'Trg 7' }, by: 'customer' })
  await check()
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toMatchObject([
    { handle: expect.not.stringContaining('orderwright') },
  ])
})

test('a hold lifted here while the store is being told to hold is lifted there too', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  const slow: CheckDeps = {
    ...deps(),
    shop: {
      ...joined().provider,
      hold: async (store, part, hold) => {
        await correctOrder(deps(), joined().shop, id, {
          answers: { address1: 'Trg 7' },
          by: 'customer',
        })
        await check()
        await mirrorOrderHolds(deps(), joined().shop, id)
        await joined().provider.hold(store, part, hold)
      },
    },
  }
  await mirrorOrderHolds(slow, joined().shop, id)
  expect((await jobsOf(id)).map(({ task }) => task)).toContain('check.mirror')
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toEqual([])
  expect((await look(id)).holds).toMatchObject([{ mirror: 'released' }])
})

test('a hold that the store never answered to is over with its release, and nothing waits for it', async () => {
  const { id, gid } = await receiveOrder(joined(), noStreet)
  await check()
  const cut: CheckDeps = {
    ...deps(),
    shop: { ...joined().provider, hold: () => Promise.reject(new Error('the line was cut')) },
  }
  await expect(mirrorOrderHolds(cut, joined().shop, id)).rejects.toThrow('the line was cut')
  await correctOrder(deps(), joined().shop, id, { answers: { address1: 'Trg 7' }, by: 'customer' })
  await check()
  await mirrorOrderHolds(deps(), joined().shop, id)
  expect(await storeHolds(gid)).toEqual([])
  const { rows } = await joined().database.owner.query(
    `select kind, state from outside_call where order_id = $1 and kind in ('hold', 'release_hold') order by 1`,
    [id],
  )
  expect(rows).toEqual([
    { kind: 'hold', state: 'done' },
    { kind: 'release_hold', state: 'done' },
  ])
})

test('a hold that the store never answered to is over with its order too', async () => {
  const { id } = await receiveOrder(joined(), noStreet)
  await check()
  const cut: CheckDeps = {
    ...deps(),
    shop: { ...joined().provider, hold: () => Promise.reject(new Error('the line was cut')) },
  }
  await expect(mirrorOrderHolds(cut, joined().shop, id)).rejects.toThrow('the line was cut')
  await joined().database.owner.query('update sales_order set cancelled_at = now() where id = $1', [
    id,
  ])
  await mirrorOrderHolds(deps(), joined().shop, id)
  const { rows } = await joined().database.owner.query(
    `select kind, state from outside_call where order_id = $1`,
    [id],
  )
  expect(rows).toEqual([{ kind: 'hold', state: 'done' }])
})

test('a customer who comes while the order is judged again is asked, and heard', async () => {
  const { id } = await receiveOrder(joined(), noStreet)
  await check()
  await joined().database.owner.query(
    `update sales_order set state = 'received', owner = 'system', next_step = 'check' where id = $1`,
    [id],
  )
  const shown = { all: false, typed: {}, problems: [] }
  const page = await readCorrection(deps(), joined().shop, id, shown)
  expect([page?.waiting, page?.fields.map(({ name }) => name)]).toEqual([
    true,
    ['address1', 'address2'],
  ])
  const send = () =>
    correctOrder(deps(), joined().shop, id, { answers: { address1: 'Trg 7' }, by: 'customer' })
  expect(await send()).toEqual({ ok: true, value: 'goes_on' })
  expect((await readCorrection(deps(), joined().shop, id, shown))?.waiting).toBe(false)
  expect(await send()).toMatchObject({ refusal: { kind: 'not_waiting', state: 'received' } })
  await check()
  expect((await look(id)).order).toMatchObject({ state: 'received', nextStep: 'confirm' })
})

test('two corrections at once: one is taken, the other learns that nothing is asked', async () => {
  const { id } = await receiveOrder(joined(), noStreet)
  await check()
  const send = (street: string) =>
    correctOrder(deps(), joined().shop, id, { answers: { address1: street }, by: 'customer' })
  const both = await Promise.all([send('Trg 7'), send('Trg 8')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({
    refusal: { kind: 'not_waiting', state: 'received' },
  })
})

test('a customer who insists on a postcode is heard by a person', async () => {
  const { id } = await receiveOrder(joined(), {
    shippingAddress: { ...littleAddress, zip: '20001' },
  })
  await check()
  const insisting = await correctOrder(deps(), joined().shop, id, {
    answers: { zip: '20001' },
    insist: true,
    by: 'customer',
  })
  expect(insisting).toEqual({ ok: true, value: 'with_office' })
  const { order, work } = await look(id)
  expect(order).toMatchObject({ state: 'held', owner: 'office', nextStep: 'correct' })
  expect(work).toMatchObject([{ kind: 'correction' }])
  await correctOrder(deps(), joined().shop, id, {
    answers: {},
    waive: ['postcode_elsewhere'],
    by: 'shopify:7',
  })
  await check()
  expect((await look(id)).order).toMatchObject({ state: 'received', nextStep: 'confirm' })
})

test('the correction page shows what is asked, and keeps what was typed', async () => {
  const { id, name } = await receiveOrder(joined(), noStreet)
  await check()
  const page = await readCorrection(deps(), joined().shop, id, {
    all: false,
    typed: { address1: '', address2: 'back door' },
    problems: [{ field: 'address1', text: 'Please tell us the street and house number.' }],
  })
  expect(page).toMatchObject({ orderName: name, waiting: true, asked: [expect.any(String)] })
  expect(page?.fields.map((field) => [field.name, field.value, field.error])).toEqual([
    ['address1', '', 'Please tell us the street and house number.'],
    ['address2', 'back door', ''],
  ])
})

test('another shop can neither see nor correct an order', async () => {
  const { id } = await receiveOrder(joined(), noStreet)
  await check()
  const other = await joined().database.addShop()
  const nothing = { all: true, typed: {}, problems: [] }
  expect(await readCorrection(deps(), other, id, nothing)).toBeNull()
  expect(
    await correctOrder(deps(), other, id, { answers: { address1: 'x' }, by: 'customer' }),
  ).toEqual({ ok: false, refusal: { kind: 'no_such_order' } })
})

test('200 orders at once, judged by three processes: each is judged once', async () => {
  const { id } = await receiveOrder(joined())
  const { owner } = joined().database
  await owner.query(
    `insert into sales_order (shop_id, shopify_id, name, state, delivery_kind, currency, total_minor,
       shipping_title, sealed, placed_at, source_updated_at, owner, next_step, due_at)
     select shop_id, shopify_id || '-' || n, 'copy ' || n, 'received', delivery_kind, currency, total_minor,
       shipping_title, sealed, placed_at, source_updated_at, 'system', 'check', due_at
     from sales_order, generate_series(1, 199) n where id = $1`,
    [id],
  )
  await owner.query(
    `insert into order_line (shop_id, order_id, shopify_id, variant_gid, title, quantity)
     select o.shop_id, o.id, 'gid://shopify/LineItem/' || o.name, 'gid://shopify/ProductVariant/1', 'mug', 1
     from sales_order o where o.name like 'copy %'`,
  )
  await Promise.all([check(), check(), check()])
  const { rows } = await owner.query(
    `select count(*)::int as orders, count(*) filter (where o.next_step = 'confirm')::int as judged,
       sum((select count(*) from timeline t where t.order_id = o.id and t.kind = 'complete'))::int as notes,
       sum((select count(*) from graphile_worker.jobs j where j.key = 'confirm.ask:' || o.id))::int as asked
     from sales_order o where o.id = $1 or o.name like 'copy %'`,
    [id],
  )
  expect(rows).toEqual([{ orders: 200, judged: 200, notes: 200, asked: 200 }])
})

test('a third run of one shop leaves the work to the two that are at it, and looks again later', async () => {
  const { id } = await receiveOrder(joined())
  const { database, shop } = joined()
  const places = `unnest(array[2, 3]) place, hashtextextended($1, place)`
  await database.owner.query(`select pg_advisory_lock(hashtextextended) from ${places}`, [shop])
  await check()
  expect((await look(id)).order).toMatchObject({ nextStep: 'check' })
  expect(await database.jobs()).toContainEqual({
    task: 'check.orders',
    key: `check.orders:${shop}:later`,
  })
  await database.owner.query(`select pg_advisory_unlock(hashtextextended) from ${places}`, [shop])
  await check()
  expect((await look(id)).order).toMatchObject({ nextStep: 'confirm' })
})
