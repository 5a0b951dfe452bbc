import { expect, test } from 'vitest'
import { askedOfPartner, partnerSeed, quietPartner } from '../../../tests/arrange/joined-partner.ts'
import { oneShop } from '../../../tests/shop.ts'
import { act } from '../../../tests/store/act.ts'
import { editQuantity } from '../../../tests/store/orders/change.ts'
import { ProviderUnavailable } from '../../kernel/faults.ts'
import { gid, shipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  acceptRequest,
  askPartner,
  cancelAtPartner,
  confirmCancel,
  mirrorAnswer,
  rejectRequest,
  reportShipped,
  rerouteShipment,
  sendAgain,
} from './index.server.ts'

const joined = oneShop({ seed: partnerSeed })
const shipped = {
  carrier: 'Parcelnet',
  tracking: [{ number: 'PN1', url: 'https://p.test/PN1' }],
  lines: null,
}
const doubles = () => joined().standIn.counts().totals.doubles.all

async function asked() {
  const partner = await quietPartner()
  const at = await askedOfPartner(joined(), partner)
  const ask = () => askPartner(at.deps, joined().shop, at.shipmentId)
  const mirror = () => mirrorAnswer(at.deps, joined().shop, at.shipmentId)
  return { ...at, partner, ask, mirror }
}

test('a request goes to the store and to the partner, signed, and once however often the job runs', async () => {
  const at = await asked()
  await at.ask()
  await at.ask()
  expect(at.inStore().parts).toMatchObject([{ status: 'OPEN', request: 'SUBMITTED' }])
  const { orders, totals } = at.partner.house.book
  expect(orders).toMatchObject([
    {
      id: at.shipmentId,
      shipTo: { name: 'Zoë Müller', city: 'Köln', country: 'DE' },
      lines: [{ sku: 'MUG-1', quantity: 2 }, { sku: 'BAG-1' }],
    },
  ])
  expect(totals).toMatchObject({ repeats: 0, badSignatures: 0 })
  const now = await at.read()
  expect(now.request).toMatchObject({ state: 'sent', partnerRef: orders[0]?.reference })
  expect(now.shipment).toMatchObject({ owner: 'partner', nextStep: 'answer_request' })
  expect(now.order).toMatchObject({ owner: 'partner', nextStep: 'answer_request' })
})

test('after an answer of 500 the same request is sent again and the partner has one order', async () => {
  const at = await asked()
  at.partner.house.faults.push({ kind: 'after_work', times: 1 })
  await expect(at.ask()).rejects.toBeInstanceOf(ProviderUnavailable)
  expect(await at.read()).toMatchObject({
    request: { state: 'booked' },
    shipment: { owner: 'system', nextStep: 'ask_partner' },
  })
  await at.ask()
  expect(at.partner.house.book.orders).toHaveLength(1)
  expect(at.partner.house.book.totals.repeats).toBe(1)
  expect((await at.read()).request?.state).toBe('sent')
})

test.each(['down', 'slow', 'page'] as const)('a partner that is %s loses nothing', async (kind) => {
  const at = await asked()
  at.partner.house.faults.push({ kind, times: 1 })
  await expect(at.ask()).rejects.toThrow()
  if (kind === 'page') {
    expect((await at.read()).shipment).toMatchObject({ owner: 'office', nextStep: 'look' })
    await at.ask()
    expect(at.partner.house.book.orders).toHaveLength(0)
    expect(await sendAgain(at.deps, joined().shop, at.shipmentId, 'shopify:1')).toMatchObject({
      ok: true,
    })
  }
  await at.ask()
  expect(at.partner.house.book.orders).toHaveLength(1)
  expect((await at.read()).request?.state).toBe('sent')
})

test('acceptance and shipment reach the store once, also when two jobs run at the same moment', async () => {
  const at = await asked()
  await at.ask()
  await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: null })
  await at.mirror()
  expect(at.inStore().parts).toMatchObject([{ status: 'IN_PROGRESS', request: 'ACCEPTED' }])
  await reportShipped(at.deps, at.caller, at.shipmentId, shipped)
  const runs = await Promise.allSettled([at.mirror(), at.mirror(), at.mirror()])
  expect(runs.some((run) => run.status === 'fulfilled')).toBe(true)
  await at.mirror()
  const now = await at.read()
  expect(now.shipment).toMatchObject({
    state: 'handed_over',
    owner: 'carrier',
    nextStep: 'carry',
    fulfillmentGid: expect.stringMatching(/Fulfillment\/\d+/),
  })
  expect(at.inStore().counts).toMatchObject({ fulfillments: 1, piecesFulfilled: 3 })
  expect(doubles()).toBe(0)
})

test('a fulfilment that the store made without our hearing of it is found again, not made again', async () => {
  const at = await asked()
  await at.ask()
  await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: null })
  await reportShipped(at.deps, at.caller, at.shipmentId, shipped)
  const faults = joined().standIn.world().cells.faults
  joined().standIn.world().cells.faults = { ...faults, api: { ...faults.api, timeoutAfterWork: 1 } }
  await expect(at.mirror()).rejects.toThrow()
  joined().standIn.world().cells.faults = faults
  await at.mirror()
  expect((await at.read()).shipment.state).toBe('handed_over')
  expect(at.inStore().counts).toMatchObject({ fulfillments: 1 })
  expect(doubles()).toBe(0)
}, 90_000)

test('two parcels at two times are two fulfilments of the store, together all that was ordered', async () => {
  const at = await asked()
  await at.ask()
  await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: null })
  const [posters = ''] = at.lineIds
  const first = await reportShipped(at.deps, at.caller, at.shipmentId, {
    ...shipped,
    lines: [{ lineId: posters, quantity: 1 }],
  })
  await at.mirror()
  const rest = first.ok ? first.value.remainingId : null
  await reportShipped(at.deps, at.caller, rest ?? '', {
    ...shipped,
    tracking: [{ number: 'PN2', url: null }],
  })
  const [, second] = (await at.read()).all
  if (!second) throw new Error('no second shipment')
  expect(second.id).toBe(rest)
  await mirrorAnswer(at.deps, joined().shop, at.shipmentId)
  await mirrorAnswer(at.deps, joined().shop, shipmentId(second.id))
  expect(at.inStore().counts).toMatchObject({ fulfillments: 2, piecesFulfilled: 3 })
  expect((await at.read()).all.map((one) => one.state)).toEqual(['handed_over', 'handed_over'])
  expect(doubles()).toBe(0)
})

test('goods that left although they were taken out of the order go on, and the office is told', async () => {
  const at = await asked()
  await at.ask()
  await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: null })
  await at.mirror()
  await reportShipped(at.deps, at.caller, at.shipmentId, shipped)
  act(joined().standIn.world(), (acting) => {
    for (const line of [0, 1]) editQuantity(acting, at.placed, line, 0)
  })
  await at.mirror()
  const now = await at.read()
  expect(now.shipment).toMatchObject({ state: 'handed_over', owner: 'carrier', nextStep: 'carry' })
  expect(now.work).toMatchObject([
    { kind: 'stop_goods', state: 'open', title: expect.stringMatching(/nothing of it is open/) },
  ])
  expect(at.inStore().counts).toMatchObject({ fulfillments: 0 })
})

test('what the partner rejects is moved to the own warehouse in the store, and started there once', async () => {
  const at = await asked()
  await at.ask()
  await rejectRequest(at.deps, at.caller, at.shipmentId, { reason: 'out_of_stock', note: null })
  await at.mirror()
  expect(at.inStore().parts).toMatchObject([{ status: 'OPEN', request: 'REJECTED' }])
  const decide = () =>
    rerouteShipment(at.deps, joined().shop, at.shipmentId, { to: 'warehouse', by: 'shopify:1' })
  expect(await decide()).toMatchObject({ ok: true })
  expect(await decide()).toMatchObject({ ok: false, refusal: { kind: 'not_reroutable' } })
  const open = at.inStore().parts.filter((part) => part.status === 'OPEN')
  expect(open).toMatchObject([{ location: at.ownGid }])
  const now = await at.read()
  expect(now.all).toMatchObject([
    { state: 'cancelled' },
    { state: 'waiting_stock', kind: 'warehouse', locationGid: at.ownGid, nextStep: 'reserve' },
  ])
  expect(now.all[1]?.lines.map((line) => line.quantity).sort()).toEqual([1, 2])
  expect(now.order).toMatchObject({ state: 'released', nextStep: 'reserve' })
  expect(now.work).toMatchObject([
    { kind: 'decide_route', state: 'done' },
    { kind: 'pick_and_pack' },
  ])
  expect(await joined().database.jobs()).toContainEqual({
    task: 'stock.allocate',
    key: `stock.allocate:${joined().shop}`,
  })
})

test('a decision that broke off after the store moved the goods is finished by deciding again', async () => {
  const at = await asked()
  await at.ask()
  await rejectRequest(at.deps, at.caller, at.shipmentId, { reason: 'too_late', note: null })
  await at.mirror()
  const { provider, store } = joined()
  const [part] = await provider.fulfillmentOrders(store, gid(at.orderGid))
  if (!part) throw new Error('nothing open in the store')
  await provider.move(store, part.gid, gid(at.ownGid))
  const again = await rerouteShipment(at.deps, joined().shop, at.shipmentId, {
    to: 'warehouse',
    by: 'shopify:1',
  })
  expect(again).toMatchObject({ ok: true })
  expect((await at.read()).all.map((one) => one.state)).toEqual(['cancelled', 'waiting_stock'])
})

test('a request that the partner accepted is stopped when the partner says so', async () => {
  const at = await asked()
  await at.ask()
  await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: null })
  await at.mirror()
  await cancelAtPartner(at.deps, joined().shop, at.shipmentId)
  await cancelAtPartner(at.deps, joined().shop, at.shipmentId)
  await at.mirror()
  expect(at.partner.house.book.orders).toMatchObject([{ stopAsked: true }])
  expect(await at.read()).toMatchObject({
    request: { state: 'cancel_asked' },
    shipment: { state: 'accepted', owner: 'partner', nextStep: 'answer_request' },
  })
  await confirmCancel(at.deps, at.caller, at.shipmentId)
  await at.mirror()
  expect(at.inStore().parts).toContainEqual(
    expect.objectContaining({ status: 'CLOSED', request: 'CANCELLATION_ACCEPTED' }),
  )
  expect((await at.read()).shipment.state).toBe('cancelled')
})

test('a request nobody has answered is taken back in the store once the partner says yes', async () => {
  const at = await asked()
  await at.ask()
  await cancelAtPartner(at.deps, joined().shop, at.shipmentId)
  await confirmCancel(at.deps, at.caller, at.shipmentId)
  await at.mirror()
  expect(at.inStore().parts).toMatchObject([{ status: 'OPEN', request: 'UNSUBMITTED' }])
  const now = await at.read()
  expect(now.shipment.state).toBe('cancelled')
  expect(now.calls.filter((call) => call.state !== 'done')).toEqual([])
})

test('accepting and cancelling at the same moment ends in one story', async () => {
  const at = await asked()
  await at.ask()
  await Promise.all([
    acceptRequest(at.deps, at.caller, at.shipmentId, { reference: null }),
    cancelAtPartner(at.deps, joined().shop, at.shipmentId),
  ])
  await at.mirror()
  const now = await at.read()
  expect(now.request?.state).toBe('cancel_asked')
  expect(['requested', 'accepted']).toContain(now.shipment.state)
  expect(await confirmCancel(at.deps, at.caller, at.shipmentId)).toMatchObject({ ok: true })
  await at.mirror()
  const after = await at.read()
  expect(after.shipment.state).toBe('cancelled')
  expect(after.calls.every((call) => call.state === 'done')).toBe(true)
})

test('a request that never went out is cancelled without asking anybody', async () => {
  const at = await asked()
  await cancelAtPartner(at.deps, joined().shop, at.shipmentId)
  expect((await at.read()).shipment.state).toBe('cancelled')
  await at.ask()
  expect(at.partner.house.book.orders).toEqual([])
})

test('a request that waits for the store is cancelled without asking the partner', async () => {
  const at = await asked()
  const faults = joined().standIn.world().cells.faults
  joined().standIn.world().cells.faults = { ...faults, api: { ...faults.api, timeoutAfterWork: 1 } }
  await expect(at.ask()).rejects.toThrow()
  joined().standIn.world().cells.faults = faults
  await cancelAtPartner(at.deps, joined().shop, at.shipmentId)
  expect((await at.read()).shipment.state).toBe('cancelled')
  await at.ask()
  expect(at.partner.house.book.orders).toEqual([])
  const open = await withShop(joined().database.db, joined().shop, async (tx) => {
    const { orderId } = (await at.read()).shipment
    return tx.outsideCall.findMany({ where: { orderId, state: 'booked' } })
  })
  expect(open).toEqual([])
})

test('what the partner does not know cannot be stopped there; sent again, it has it once', async () => {
  const at = await asked()
  at.partner.house.faults.push({ kind: 'down', times: 1 })
  await expect(at.ask()).rejects.toThrow()
  await expect(cancelAtPartner(at.deps, joined().shop, at.shipmentId)).rejects.toThrow('404')
  expect(await at.read()).toMatchObject({
    request: { state: 'cancel_asked' },
    shipment: { owner: 'office', nextStep: 'look' },
  })
  expect(await sendAgain(at.deps, joined().shop, at.shipmentId, 'shopify:1')).toMatchObject({
    ok: true,
  })
  // Why it was to be stopped may still hold: its order is looked at again.
  const { orderId } = (await at.read()).shipment
  const booked = (await joined().database.jobs()).map(({ key }) => key)
  expect(booked).toContain(`distribute.order:${orderId}`)
  await at.ask()
  expect(at.partner.house.book.orders).toHaveLength(1)
  expect((await at.read()).request?.state).toBe('sent')
})

test('a held order is not sent to the partner, and the office sees why', async () => {
  const at = await asked()
  const { provider, store } = joined()
  const [part] = await provider.fulfillmentOrders(store, gid(at.orderGid))
  if (!part) throw new Error('nothing open in the store')
  const hold = { reason: 'OTHER', notes: 'a question', handle: 'test' } as const
  await provider.hold(store, part.gid, hold)
  await at.ask()
  expect(at.partner.house.book.orders).toEqual([])
  expect((await at.read()).shipment).toMatchObject({ owner: 'office', nextStep: 'look' })
  await provider.releaseHold(store, gid(at.orderGid), 'test')
  await sendAgain(at.deps, joined().shop, at.shipmentId, 'shopify:1')
  await at.ask()
  expect(at.partner.house.book.orders).toHaveLength(1)
})
