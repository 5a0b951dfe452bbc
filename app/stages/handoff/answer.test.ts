import { expect } from 'vitest'
import { addPartner, addPartnerShipment } from '../../../tests/arrange/partner-shipment.ts'
import { type TestDatabase, test } from '../../../tests/database.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { trackingRegistry } from '../../providers/tracking/registry.ts'
import {
  acceptRequest,
  confirmCancel,
  issueCredential,
  listRequests,
  openPortalSession,
  partnerOfKey,
  partnerOfSession,
  readPartnerShipment,
  readRequest,
  refuseCancel,
  rejectRequest,
  reportShipped,
} from './index.server.ts'

const trackers = trackingRegistry([
  {
    key: 'parcelnet',
    news: () => Promise.reject(new Error('nobody asks here')),
    readMessage: () => null,
  },
])
const parcelnet = { carrier: 'Parcelnet', lines: null }
const one = { ...parcelnet, tracking: [{ number: 'PN1', url: null }] }
const noReference = { reference: null }

async function arranged(
  database: TestDatabase,
  shop: ShopId,
  options: Parameters<typeof addPartnerShipment>[2] = {},
) {
  const shipment = await addPartnerShipment(database, shop, options)
  const caller = { shop, partnerId: shipment.partnerId, name: 'Halyard' }
  const read = () =>
    withShop(database.db, shop, async (tx) => ({
      shipment: await tx.shipment.findFirstOrThrow({ where: { id: shipment.shipmentId } }),
      order: await tx.order.findFirstOrThrow({ where: { id: shipment.orderId } }),
      request: await tx.partnerRequest.findFirstOrThrow({
        where: { shipmentId: shipment.shipmentId },
      }),
      calls: (
        await tx.outsideCall.findMany({
          where: { orderId: shipment.orderId },
          orderBy: { id: 'asc' },
        })
      ).map((call) => call.kind),
      work: await tx.workOrder.findMany({ where: { orderId: shipment.orderId } }),
      notes: (
        await tx.timeline.findMany({ where: { orderId: shipment.orderId }, orderBy: { id: 'asc' } })
      ).map((line) => line.text),
    }))
  return { ...shipment, caller, read, deps: { db: database.db, vaults: database.vaults, trackers } }
}

test('an accepted request is due by when it must leave, and the store is told once', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop)
  expect((await readRequest(at.deps, at.caller, at.shipmentId))?.shipTo).not.toBeNull()
  const first = await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: 'HF-1' })
  const again = await acceptRequest(at.deps, at.caller, at.shipmentId, { reference: 'HF-1' })
  expect(first).toMatchObject({ ok: true, value: { state: 'accepted', repeated: false } })
  expect(again).toMatchObject({ ok: true, value: { state: 'accepted', repeated: true } })
  const now = await at.read()
  expect(now.shipment).toMatchObject({
    state: 'accepted',
    owner: 'partner',
    nextStep: 'ship_by_partner',
  })
  expect(now.shipment.dueAt).toEqual(now.shipment.leaveBy)
  expect(now.order).toMatchObject({ owner: 'partner', nextStep: 'ship_by_partner' })
  expect(now.request).toMatchObject({ state: 'accepted', partnerRef: 'HF-1' })
  expect(now.calls).toEqual(['store_accept'])
  expect(now.notes).toEqual(['With the partner: Halyard accepted'])
  expect(await database.jobs()).toEqual([
    { task: 'handoff.mirror', key: `handoff.mirror:${at.shipmentId}` },
  ])
})

test('accepting and rejecting at the same moment has one effect, and the other is told', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop)
  const answers = await Promise.all([
    acceptRequest(at.deps, at.caller, at.shipmentId, noReference),
    rejectRequest(at.deps, at.caller, at.shipmentId, { reason: 'out_of_stock', note: null }),
    acceptRequest(at.deps, at.caller, at.shipmentId, noReference),
  ])
  const now = await at.read()
  expect(answers.filter((answer) => answer.ok && !answer.value.repeated)).toHaveLength(1)
  expect(answers.some((answer) => !answer.ok)).toBe(true)
  expect(now.calls).toHaveLength(1)
  expect(now.request.state).toBe(now.shipment.state)
})

test("a rejection goes to the office with a task, and the partner's own words stay off the timeline", async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop)
  await rejectRequest(at.deps, at.caller, at.shipmentId, {
    reason: 'address',
    note: 'Mrs Müller moved away',
  })
  const now = await at.read()
  expect(now.shipment).toMatchObject({
    state: 'rejected',
    owner: 'office',
    nextStep: 'decide_route',
  })
  expect(now.request.rejectReason).toBe('address')
  const { rejection } = (await readPartnerShipment(at.deps, shop, at.shipmentId)) ?? {}
  expect(rejection).toMatch(/: “Mrs Müller moved away”$/)
  const sheet = await readRequest(at.deps, at.caller, at.shipmentId)
  expect(sheet?.rejectReason).toBe('address: Mrs Müller moved away')
  // Who it goes to now is no business of theirs any more.
  expect([sheet?.shipTo, sheet?.note]).toEqual([null, null])
  expect(now.work).toMatchObject([{ kind: 'decide_route', department: 'office', state: 'open' }])
  expect(now.calls).toEqual(['store_reject'])
  expect(now.notes.join()).not.toContain('Müller')
  // It may hold what the store does not want any more: that is looked at before somebody else gets it.
  expect((await database.jobs()).map(({ task }) => task)).toContain('distribute.order')
})

test('what was shipped is booked in the store once, with its parcels, however often it is reported', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop, { state: 'accepted', requestState: 'accepted' })
  const answers = await Promise.all(
    [1, 2, 3].map(() => reportShipped(at.deps, at.caller, at.shipmentId, one)),
  )
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true])
  const now = await at.read()
  expect(now.calls).toEqual(['store_fulfil'])
  expect(now.shipment).toMatchObject({ owner: 'system', nextStep: 'book_in_store' })
  const parcels = await withShop(database.db, shop, (tx) => tx.parcel.findMany())
  expect(parcels).toMatchObject([
    { carrierKey: 'parcelnet', carrierName: 'Parcelnet', trackingNumber: 'PN1' },
  ])
  const other = await reportShipped(at.deps, at.caller, at.shipmentId, {
    ...parcelnet,
    tracking: [{ number: 'PN2', url: null }],
  })
  expect(other).toEqual({
    ok: false,
    refusal: { kind: 'shipped_otherwise', trackingNumbers: ['PN1'] },
  })
})

test('a report without an acceptance counts as both, in that order', async ({ database, shop }) => {
  const at = await arranged(database, shop)
  await reportShipped(at.deps, at.caller, at.shipmentId, one)
  const now = await at.read()
  expect(now.calls).toEqual(['store_accept', 'store_fulfil'])
  expect(now.shipment.state).toBe('accepted')
})

test('goods of a carrier we cannot ask have their name and no key', async ({ database, shop }) => {
  const at = await arranged(database, shop)
  await reportShipped(at.deps, at.caller, at.shipmentId, { ...one, carrier: 'Van & Sons' })
  const parcels = await withShop(database.db, shop, (tx) => tx.parcel.findMany())
  expect(parcels).toMatchObject([{ carrierKey: null, carrierName: 'Van & Sons' }])
})

test('what did not leave becomes a request of its own that the partner still owns', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop, { state: 'accepted', requestState: 'accepted' })
  const [mugs = ''] = at.lineIds
  const answer = await reportShipped(at.deps, at.caller, at.shipmentId, {
    ...one,
    lines: [{ lineId: mugs, quantity: 1 }],
  })
  const rest = answer.ok ? answer.value.remainingId : null
  expect(rest).not.toBeNull()
  const again = await reportShipped(at.deps, at.caller, at.shipmentId, {
    ...one,
    lines: [{ lineId: mugs, quantity: 1 }],
  })
  expect(again).toMatchObject({ value: { repeated: true, remainingId: rest } })
  const sheet = await readRequest(database, at.caller, rest ?? '')
  expect(sheet).toMatchObject({
    state: 'accepted',
    lines: [
      { sku: 'MUG-1', quantity: 1 },
      { sku: 'BAG-1', quantity: 1 },
    ],
  })
  const first = await readRequest(database, at.caller, at.shipmentId)
  expect(first?.lines).toMatchObject([{ sku: 'MUG-1', quantity: 1 }])
})

test('a report that does not fit loses nothing and names all that is wrong', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop, { state: 'accepted', requestState: 'accepted' })
  const [mugs = ''] = at.lineIds
  const answer = await reportShipped(at.deps, at.caller, at.shipmentId, {
    ...one,
    lines: [
      { lineId: mugs, quantity: 9 },
      { lineId: 'nope', quantity: 1 },
    ],
  })
  expect(answer).toMatchObject({ refusal: { kind: 'bad_report', problems: { length: 2 } } })
  expect(await at.read()).toMatchObject({ calls: [], request: { state: 'accepted' } })
})

test('a confirmed cancellation ends the shipment; a refused one goes on', async ({
  database,
  shop,
}) => {
  const yes = await arranged(database, shop, { state: 'accepted', requestState: 'cancel_asked' })
  expect(await confirmCancel(yes.deps, yes.caller, yes.shipmentId)).toMatchObject({ ok: true })
  expect(await yes.read()).toMatchObject({
    shipment: { state: 'cancelled' },
    request: { state: 'cancelled' },
    calls: ['store_cancel_ask'],
    order: { owner: 'office', nextStep: 'decide_route' },
  })
  const no = await arranged(database, shop, { state: 'accepted', requestState: 'cancel_asked' })
  expect(await refuseCancel(no.deps, no.caller, no.shipmentId)).toMatchObject({ ok: true })
  expect(await no.read()).toMatchObject({
    shipment: { state: 'accepted', owner: 'partner', nextStep: 'ship_by_partner' },
    calls: [],
  })
})

test('goods of a cancelled order that left all the same are a task of the office', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop, { state: 'accepted', requestState: 'cancel_asked' })
  await withShop(database.db, shop, (tx) =>
    tx.shipment.updateMany({
      where: { id: at.shipmentId },
      data: { state: 'cancelled', owner: null, nextStep: null, dueAt: null },
    }),
  )
  expect(await reportShipped(at.deps, at.caller, at.shipmentId, one)).toMatchObject({ ok: true })
  const now = await at.read()
  expect(now.work).toMatchObject([{ kind: 'stop_goods', state: 'open', department: 'office' }])
  expect(now.calls).toEqual([])
})

test("another partner's key sees nothing and can answer nothing, and neither can another shop's", async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop)
  const other = { ...at.caller, partnerId: await addPartner(database, shop) }
  const elsewhere = await database.addShop()
  const foreign = { ...at.caller, shop: elsewhere }
  for (const caller of [other, foreign]) {
    expect(await listRequests(database, caller, { group: 'answer' })).toEqual([])
    expect(await readRequest(database, caller, at.shipmentId)).toBeNull()
    expect(await acceptRequest(at.deps, caller, at.shipmentId, noReference)).toEqual({
      ok: false,
      refusal: { kind: 'not_found' },
    })
  }
  expect(await listRequests(database, at.caller, { group: 'answer' })).toHaveLength(1)
  expect(await acceptRequest(at.deps, at.caller, 'no id', noReference)).toMatchObject({
    refusal: { kind: 'not_found' },
  })
})

test('a request shows the address to its partner and opens with a key or a code, not with an old one', async ({
  database,
  shop,
}) => {
  const at = await arranged(database, shop)
  const linkKey = new Uint8Array(32).fill(3)
  const doors = { db: database.db, linkKey }
  const key = await issueCredential(at.deps, shop, at.partnerId, 'owp')
  const code = await issueCredential(at.deps, shop, at.partnerId, 'owc')
  if (!key.ok || !code.ok) throw new Error('no credentials were made')
  const caller = await partnerOfKey(doors, `Bearer ${key.value}`)
  expect(caller).toMatchObject({ shop, partnerId: at.partnerId })
  const session = await openPortalSession(doors, code.value)
  expect(await partnerOfSession(doors, session?.session ?? '')).toMatchObject({
    partnerId: at.partnerId,
  })
  expect(await readRequest(database, at.caller, at.shipmentId)).toMatchObject({
    shipTo: { name: 'Zoë Müller', city: 'Köln' },
    note: 'Please ring twice',
  })

  await issueCredential(at.deps, shop, at.partnerId, 'owp')
  await issueCredential(at.deps, shop, at.partnerId, 'owc')
  expect(await partnerOfKey(doors, `Bearer ${key.value}`)).toBeNull()
  expect(await partnerOfSession(doors, session?.session ?? '')).toBeNull()
  expect(await openPortalSession(doors, code.value)).toBeNull()
  expect(await partnerOfKey(doors, `Bearer ${code.value}`)).toBeNull()
  expect(await partnerOfKey(doors, null)).toBeNull()
})

test('keys lie in the database as a hash only', async ({ database, shop }) => {
  const partnerId = await addPartner(database, shop)
  const key = await issueCredential({ db: database.db }, shop, partnerId, 'owp')
  const { rows } = await database.owner.query<{ row: string }>(
    'select partner::text as row from partner where id = $1',
    [partnerId],
  )
  const secret = key.ok ? key.value.slice(-43) : ''
  expect(secret).toHaveLength(43)
  expect(rows[0]?.row).not.toContain(secret)
})
