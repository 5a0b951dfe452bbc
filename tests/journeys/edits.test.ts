/** What staff change of an order in the store after it came in, wherever its goods stand by then. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buyerShape } from '../../app/journey/buyer.ts'
import { type DifferenceChoice, waitWords } from '../../app/journey/difference.ts'
import { formContent } from '../../app/journey/order-form.ts'
import { readOrderPage } from '../../app/journey/order-page.server.ts'
import { gid, type ShipmentId, shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import {
  acceptRequest,
  confirmCancel,
  refuseCancel,
} from '../../app/stages/handoff/index.server.ts'
import {
  commitForm,
  decideDifference,
  placeForm,
  readDifferences,
  readForm,
  saveForm,
} from '../../app/stages/intake/index.server.ts'
import { readBench, readPackBoard } from '../../app/stages/pack/index.server.ts'
import {
  buySuggested,
  readShipmentPage,
  readShippingDesk,
  takeOwnLabel,
} from '../../app/stages/ship/index.server.ts'
import { formDeps } from '../../app/wiring/order-form.server.ts'
import { labelIt, packAll, pickAll, startPicking } from '../arrange/floor-walk.ts'
import { addPartner } from '../arrange/partner-shipment.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import { act } from '../store/act.ts'
import { placeHold, releaseHolds } from '../store/fulfillment/hold.ts'
import { littleAddress } from '../store/little-seed.ts'
import { editQuantity } from '../store/orders/change.ts'
import type { OrderRecord } from '../store/records/orders.ts'

let house: WholeHouse
beforeAll(async () => {
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 } })
}, 180_000)
afterAll(() => house?.close())

const office = 'shopify:2'
const mugs = (quantity: number) => [{ sku: 'MUG', quantity, properties: [] }]

/** An order in fulfilment, with its goods reserved. */
async function released(change: Parameters<WholeHouse['place']>[0] = {}) {
  const order = house.place(change)
  await house.work()
  const [shipment] = await shipmentsOf(order)
  if (!shipment) throw new Error(`${order.name} has no shipment`)
  return { order, shipment }
}
const shipmentsOf = async (order: OrderRecord) => {
  const id = await house.idOf(order)
  const rows = await withShop(house.services.db, house.shop, (tx) =>
    tx.shipment.findMany({
      where: { shopId: house.shop, orderId: id },
      include: { lines: true, parcels: true },
      orderBy: { number: 'asc' },
    }),
  )
  return rows.map((row) => ({ ...row, id: shipmentId(row.id) }))
}
const differencesOf = async (order: OrderRecord) =>
  readDifferences(house.services, house.shop, await house.idOf(order))
const decide = async (order: OrderRecord, id: string, choice: DifferenceChoice) =>
  decideDifference(house.services, house.shop, await house.idOf(order), { id, choice, by: office })
const historyOf = async (order: OrderRecord) => {
  const id = await house.idOf(order)
  const rows = await withShop(house.services.db, house.shop, (tx) =>
    tx.timeline.findMany({ where: { shopId: house.shop, orderId: id }, orderBy: { id: 'asc' } }),
  )
  return rows.map(({ text }) => text)
}
const workOf = async (order: OrderRecord) => {
  const id = await house.idOf(order)
  const rows = await withShop(house.services.db, house.shop, (tx) =>
    tx.workOrder.findMany({
      where: { shopId: house.shop, orderId: id, kind: { not: 'pick_and_pack' } },
    }),
  )
  return rows.map(({ kind, state }) => `${kind} ${state}`)
}
const streetIn = async (order: OrderRecord) => {
  const vault = await house.services.vaults.of(house.shop)
  const id = await house.idOf(order)
  const { sealed } = await withShop(house.services.db, house.shop, (tx) =>
    tx.order.findUniqueOrThrow({ where: { shopId_id: { shopId: house.shop, id } } }),
  )
  return buyerShape.parse(vault.open(sealed ?? new Uint8Array())).shipTo?.address1
}
const moveTo = (order: OrderRecord, street: string) =>
  house.edit(order, (it) => {
    if (typeof it.shippingAddress === 'object' && it.shippingAddress)
      it.shippingAddress = { ...it.shippingAddress, address1: street }
  })
const toPartner = async () => {
  const known = await house.database.owner.query<{ id: string }>('select id from partner limit 1')
  const id =
    known.rows[0]?.id ?? (await addPartner(house.database, house.shop, { name: 'Halyard' }))
  await house.database.owner.query("update location set partner_id = $1 where kind = 'partner'", [
    id,
  ])
  return { shop: house.shop, partnerId: id, name: 'Halyard' }
}
const stateIn = async (gid: string) =>
  (await rows<{ state: string }>('select state from sales_order where shopify_id = $1', [gid]))[0]
    ?.state
const gidOf = async (id: string) =>
  (await rows<{ shopify_id: string }>('select shopify_id from sales_order where id = $1', [id]))[0]
    ?.shopify_id ?? ''
const tell = (topic: string, body: object) =>
  act(house.standIn.world(), (acting) => acting.tell(topic, () => body))
const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await house.database.owner.query<Row>(text, values)).rows
/** Packed with a label that no carrier has scanned. */
async function labelled(change: Parameters<WholeHouse['place']>[0] = {}) {
  const { order, shipment } = await packed(change)
  const number = await labelIt(house.services, house.shop, shipment.id)
  await house.work()
  return { order, shipment, number }
}
async function packed(change: Parameters<WholeHouse['place']>[0] = {}) {
  const { order, shipment } = await released(change)
  const tour = await startPicking(house.services, house.shop, shipment.id)
  await pickAll(house.services, house.shop, tour)
  await packAll(house.services, house.shop, shipment, [{ sku: 'MUG', quantity: 2 }])
  return { order, shipment }
}
const stateOf = async (order: OrderRecord, id: ShipmentId) =>
  (await shipmentsOf(order)).find((one) => one.id === id)?.state

describe('another address', () => {
  test('before and during picking is simply where the goods go', async () => {
    const { order, shipment } = await released()
    moveTo(order, 'Nova ulica 1')
    await house.work()
    expect(await streetIn(order)).toBe('Nova ulica 1')
    await startPicking(house.services, house.shop, shipment.id)
    moveTo(order, 'Nova ulica 2')
    await house.work()
    expect(await streetIn(order)).toBe('Nova ulica 2')
    expect(await differencesOf(order)).toEqual([])
    expect(await workOf(order)).toEqual([])
    expect((await historyOf(order)).at(-1)).toBe(
      'Changed in the store: the address. Followed by itself: the address',
    )
  })

  test('after the label was bought is named on the order, with who decides by when; a new label ends it', async () => {
    const { order, shipment, number } = await labelled()
    moveTo(order, 'Nova ulica 3')
    await house.work()
    const [difference, ...more] = await differencesOf(order)
    expect(more).toEqual([])
    expect(difference).toMatchObject({
      field: 'address',
      shipment: shipment.number,
      owner: 'office',
      before: expect.arrayContaining(['Trg 5']),
      after: expect.arrayContaining(['Nova ulica 3']),
      offers: ['relabel', 'keep'],
    })
    expect(new Date(difference?.dueAt ?? 0).getTime()).toBeGreaterThan(Date.now())
    expect(await workOf(order)).toEqual(['decide_change open'])
    expect((await historyOf(order)).join()).not.toContain('Nova')
    expect(await decide(order, difference?.id ?? '', 'relabel')).toMatchObject({ ok: true })
    await house.work()
    const [after] = await shipmentsOf(order)
    const fresh = after?.parcels[0]?.trackingNumber
    expect(fresh).toBeTruthy()
    expect(fresh).not.toBe(number)
    const label = house.carrier.carrier.book.byNumber
    expect(label.get(number)?.voidedAt).toBeTruthy()
    expect(await differencesOf(order)).toEqual([])
    expect(await workOf(order)).toEqual(['decide_change done'])
    // Twice the same decision is one.
    expect(await decide(order, difference?.id ?? '', 'relabel')).toMatchObject({
      ok: false,
      refusal: { kind: 'nothing_to_decide' },
    })
  })

  test('after the label was bought can be kept as it was: the store has the old one again', async () => {
    const { order, number } = await labelled()
    moveTo(order, 'Nova ulica 4')
    await house.work()
    const [difference] = await differencesOf(order)
    await decide(order, difference?.id ?? '', 'keep')
    await house.work()
    expect(await streetIn(order)).toBe('Trg 5')
    const inStore = order.shippingAddress
    expect(typeof inStore === 'object' && inStore?.address1).toBe('Trg 5')
    expect((await shipmentsOf(order))[0]?.parcels[0]?.trackingNumber).toBe(number)
    expect(await differencesOf(order)).toEqual([])
  })

  test('that goes back to what the label says needs nobody any more', async () => {
    const { order } = await labelled()
    moveTo(order, 'Nova ulica 5')
    await house.work()
    expect(await differencesOf(order)).toHaveLength(1)
    moveTo(order, 'Nova ulica 6')
    await house.work()
    expect(await differencesOf(order)).toMatchObject([
      {
        before: expect.arrayContaining(['Trg 5']),
        after: expect.arrayContaining(['Nova ulica 6']),
      },
    ])
    moveTo(order, 'Trg 5')
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    expect(await workOf(order)).toEqual(['decide_change cancelled'])
  })

  test('after the carrier has it is a call to the carrier', async () => {
    const { order, number } = await labelled()
    await house.database.owner.query(
      "update parcel set status = 'moving' where tracking_number = $1",
      [number],
    )
    moveTo(order, 'Nova ulica 7')
    await house.work()
    const [difference] = await differencesOf(order)
    expect(difference?.offers).toEqual(['redirect', 'call_back', 'keep'])
    expect(await decide(order, difference?.id ?? '', 'relabel')).toMatchObject({
      ok: false,
      refusal: { kind: 'not_offered' },
    })
    await decide(order, difference?.id ?? '', 'redirect')
    expect(await workOf(order)).toEqual(
      expect.arrayContaining(['decide_change done', 'redirect_parcel open']),
    )
  })

  test('after a partner accepted: the partner is asked to stop, and asked anew with the new address', async () => {
    const partner = await toPartner()
    const { order, shipment } = await released({
      lines: [{ sku: 'POSTER', quantity: 1, properties: [] }],
    })
    expect(shipment).toMatchObject({ kind: 'partner', state: 'requested' })
    await acceptRequest(house.services, partner, shipment.id, { reference: null })
    await house.work()
    moveTo(order, 'Nova ulica 8')
    await house.work()
    const [difference] = await differencesOf(order)
    expect(difference).toMatchObject({ owner: 'office', offers: ['ask_again', 'keep'] })
    await decide(order, difference?.id ?? '', 'ask_again')
    await house.work()
    // The partner says that it cannot: the decision comes back.
    await refuseCancel(house.services, partner, shipment.id)
    await house.work()
    expect(await differencesOf(order)).toHaveLength(1)
    await decide(order, difference?.id ?? '', 'keep')
    await house.work()
    expect(await streetIn(order)).toBe('Trg 5')
    expect(await stateOf(order, shipment.id)).toBe('accepted')
  })

  test('a partner that stops gets the request anew', async () => {
    const partner = await toPartner()
    const { order, shipment } = await released({
      lines: [{ sku: 'POSTER', quantity: 1, properties: [] }],
    })
    await acceptRequest(house.services, partner, shipment.id, { reference: null })
    await house.work()
    moveTo(order, 'Nova ulica 9')
    await house.work()
    const [difference] = await differencesOf(order)
    await decide(order, difference?.id ?? '', 'ask_again')
    await house.work()
    await confirmCancel(house.services, partner, shipment.id)
    await house.work()
    const all = await shipmentsOf(order)
    expect(all.map(({ kind, state }) => [kind, state])).toEqual([
      ['partner', 'cancelled'],
      ['partner', 'requested'],
    ])
    expect(await workOf(order)).toContain('ship_by_partner open')
  })
})

describe('other articles', () => {
  const edit = (order: OrderRecord, to: number) =>
    act(house.standIn.world(), (acting) => editQuantity(acting, order, 0, to))

  test('more of them are sent in a shipment of their own once the first is begun', async () => {
    const { order, shipment } = await released()
    await startPicking(house.services, house.shop, shipment.id)
    expect(edit(order, 5)).toBe(true)
    await house.work()
    const all = await shipmentsOf(order)
    expect(all.map(({ state, lines }) => [state, lines[0]?.quantity])).toEqual([
      ['picking', 2],
      ['ready', 3],
    ])
    expect(await differencesOf(order)).toEqual([])
  })

  test('fewer of them before picking: the shipment is made anew by itself', async () => {
    const { order } = await released({ lines: mugs(3) })
    edit(order, 1)
    await house.work()
    const all = await shipmentsOf(order)
    expect(all.map(({ state, lines }) => [state, lines[0]?.quantity])).toEqual([
      ['cancelled', 3],
      ['ready', 1],
    ])
  })

  test('fewer of them in a packed carton: cancelled and made anew when the office says so', async () => {
    const { order, shipment } = await packed()
    edit(order, 1)
    await house.work()
    const [difference] = await differencesOf(order)
    expect(difference).toMatchObject({
      field: 'lines',
      before: [expect.stringMatching(/^2 × mug/)],
      after: [expect.stringMatching(/^1 × mug/)],
      offers: ['redo', 'keep'],
      owner: 'office',
    })
    // Whoever has the carton in hand is told, and it gets no label until somebody decided.
    const [refused] = await buySuggested(house.services, house.shop, [shipment.id], office)
    expect(refused?.outcome).toMatchObject({
      ok: false,
      refusal: { kind: 'undecided', fields: ['lines'] },
    })
    const own = { carrier: 'Post', number: 'AB123456', url: '', parcelId: null }
    expect(
      await takeOwnLabel(house.services, house.shop, shipment.id, { ...own, by: office }),
    ).toMatchObject({ ok: false, refusal: { kind: 'undecided' } })
    const bench = await readBench(house.services, house.shop, shipment.id)
    expect(bench?.undecided).toEqual(['lines'])
    const page = await readShipmentPage(house.services, house.shop, shipment.id)
    expect(page?.undecided).toEqual(['lines'])
    const desk = await readShippingDesk(house.services, house.shop, 'packed')
    expect(desk.rows.find(({ id }) => id === shipment.id)?.stopped).toEqual([waitWords.lines])
    await decide(order, difference?.id ?? '', 'redo')
    await house.work()
    const all = await shipmentsOf(order)
    expect(all.map(({ state, lines }) => [state, lines[0]?.quantity])).toEqual([
      ['cancelled', 2],
      ['ready', 1],
    ])
    expect(await stateOf(order, shipment.id)).toBe('cancelled')
    expect(await differencesOf(order)).toEqual([])
    expect(await workOf(order)).toEqual(['decide_change done'])
  })

  test('that come back while nobody decided need nobody any more', async () => {
    const { order } = await packed()
    edit(order, 1)
    await house.work()
    expect(await differencesOf(order)).toHaveLength(1)
    edit(order, 2)
    await house.work()
    expect(await differencesOf(order)).toEqual([])
  })
})

describe('another way of delivery', () => {
  const express = (order: OrderRecord) =>
    house.edit(order, (it) => {
      const [line] = it.shippingLines
      if (line) Object.assign(it, { shippingLines: [{ ...line, title: 'Express' }] })
    })

  test('before the label is what the label is bought for', async () => {
    const { order } = await packed()
    express(order)
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    const [{ shipping_title: title } = {}] = (
      await house.database.owner.query('select shipping_title from sales_order where name = $1', [
        order.name,
      ])
    ).rows
    expect(title).toBe('Express')
  })

  test('after the label is decided by the office', async () => {
    const { order } = await labelled()
    express(order)
    await house.work()
    expect(await differencesOf(order)).toMatchObject([
      { field: 'delivery', before: ['Standard'], after: ['Express'], offers: ['relabel', 'keep'] },
    ])
  })
})

describe('a note and tags', () => {
  const write = (order: OrderRecord, note: string) =>
    house.edit(order, (it) => {
      it.note = note
    })

  test('a note reaches the bench until the carton is closed; then it is opened again on a word', async () => {
    const { order, shipment } = await released()
    write(order, 'Please wrap it')
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    const tour = await startPicking(house.services, house.shop, shipment.id)
    await pickAll(house.services, house.shop, tour)
    await packAll(house.services, house.shop, shipment, [{ sku: 'MUG', quantity: 2 }])
    write(order, 'No wrapping after all')
    await house.work()
    const [difference] = await differencesOf(order)
    expect(difference).toMatchObject({
      field: 'note',
      owner: 'warehouse',
      before: ['Please wrap it'],
      after: ['No wrapping after all'],
      offers: ['repack', 'keep'],
    })
    expect((await historyOf(order)).join()).not.toMatch(/wrap/)
    await decide(order, difference?.id ?? '', 'repack')
    await house.work()
    expect(await stateOf(order, shipment.id)).toBe('packing')
  })

  test('tags are kept and asked of nobody', async () => {
    const { order } = await labelled()
    house.edit(order, (it) => {
      it.tags = ['vip', 'gift']
    })
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    expect((await historyOf(order)).at(-1)).toBe('Changed in the store: the tags')
  })

  test('an order that is cancelled has nothing left to decide', async () => {
    const { order } = await packed()
    write(order, 'Never mind')
    await house.work()
    expect(await differencesOf(order)).toHaveLength(1)
    const { cancelOrder } = await import('../store/orders/change.ts')
    act(house.standIn.world(), (acting) =>
      cancelOrder(acting, order, { reason: 'CUSTOMER', note: null, restock: true, refund: true }),
    )
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    expect(await workOf(order)).toEqual(['decide_change cancelled'])
  })
})

describe('goods that no carrier brings', () => {
  const edit = (order: OrderRecord, to: number) =>
    act(house.standIn.world(), (acting) => editQuantity(acting, order, 0, to))
  const write = (order: OrderRecord, note: string) =>
    house.edit(order, (it) => {
      it.note = note
    })

  test('lie at the counter: another address is nothing to them, fewer articles and a note are decided', async () => {
    const { order, shipment } = await packed({
      ...{ delivery: 'pickup', shippingAddress: null, shippingLine: null },
    })
    expect(await stateOf(order, shipment.id)).toBe('awaiting_collection')
    house.edit(order, (it) => {
      it.shippingAddress = { ...littleAddress, address1: 'Nova ulica 20' }
    })
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    edit(order, 1)
    write(order, 'My sister comes')
    await house.work()
    expect((await differencesOf(order)).map(({ field, offers }) => [field, offers]).sort()).toEqual(
      [
        ['lines', ['redo', 'keep']],
        ['note', ['redo', 'keep']],
      ],
    )
    const board = await readPackBoard(house.services, house.shop)
    expect(board.toCollect.find(({ id }) => id === shipment.id)?.undecided.toSorted()).toEqual([
      'lines',
      'note',
    ])
  })

  test('are files that were sent: what changes then is written down and asked of nobody', async () => {
    const order = house.place({
      ...{ delivery: 'none', shippingAddress: null, shippingLine: null },
      lines: [{ sku: 'FILE', quantity: 1, properties: [] }],
    })
    await house.work()
    expect((await shipmentsOf(order))[0]).toMatchObject({ kind: 'digital', state: 'delivered' })
    write(order, 'Thank you')
    await house.work()
    expect(await differencesOf(order)).toEqual([])
    expect((await historyOf(order)).at(-1)).toContain('Changed in the store: the note')
  })

  test('are with a partner that accepted: fewer of them, or a note, is asked of the partner anew', async () => {
    const partner = await toPartner()
    const { order, shipment } = await released({
      lines: [{ sku: 'POSTER', quantity: 2, properties: [] }],
    })
    await acceptRequest(house.services, partner, shipment.id, { reference: null })
    await house.work()
    write(order, 'Rolled, not folded')
    edit(order, 1)
    await house.work()
    expect((await differencesOf(order)).map(({ field, offers }) => [field, offers]).sort()).toEqual(
      [
        ['lines', ['ask_again', 'keep']],
        ['note', ['ask_again', 'keep']],
      ],
    )
  })
})

describe('what the store says of holds and of fraud', () => {
  const holdsOf = async (id: string) =>
    rows<{ kind: string; opened_by: string; reason: string }>(
      'select kind, opened_by, reason from hold where order_id = $1 and released_at is null order by id',
      [id],
    )
  const partOf = ({ id }: { readonly id: number }) => {
    const part = [...house.standIn.world().fulfillmentOrders.values()].find(
      (one) => one.orderId === id && one.status !== 'CLOSED',
    )
    if (!part) throw new Error('the order has no part that is open')
    return part
  }

  test('a hold that somebody puts on there, and takes off again, comes in by the door both times', async () => {
    const order = house.place()
    await house.work()
    const id = await house.idOf(order)
    const wish = { reason: 'AWAITING_PAYMENT', reasonNotes: null, handle: '', externalId: null }
    act(house.standIn.world(), (acting) => placeHold(acting, partOf(order), wish, []))
    await house.work()
    expect(await holdsOf(id)).toMatchObject([{ kind: 'payment', opened_by: 'store' }])
    const part = partOf(order)
    act(house.standIn.world(), (acting) => releaseHolds(acting, part, [...part.holds]))
    await house.work()
    expect(await holdsOf(id)).toEqual([])
  })

  test('a risk that is seen after release stops the goods with its grounds; gone, they go on', async () => {
    const order = house.place()
    await house.work()
    const id = await house.idOf(order)
    expect(await stateIn(`gid://shopify/Order/${order.id}`)).toBe('released')
    const assess = async (risk: 'HIGH' | 'LOW') => {
      house.edit(order, (it) => {
        it.risk = risk
      })
      tell('orders/risk_assessment_changed', {
        order_id: order.id,
        risk_level: risk.toLowerCase(),
      })
      await house.work()
    }
    await assess('HIGH')
    expect(await holdsOf(id)).toMatchObject([{ kind: 'fraud', opened_by: 'system' }])
    const page = await readOrderPage(house.services, house.shop, id)
    expect(page?.risk).toEqual({
      level: 'high',
      advice: 'cancel',
      facts: [
        {
          text: expect.stringContaining('similar to fraudulent orders'),
          speaks: 'against',
          from: null,
        },
      ],
    })
    const [{ open } = { open: '' }] = await rows<{ open: string }>(
      'select row_to_json(r)::text as open from order_risk r where shopify_id = $1',
      [`gid://shopify/Order/${order.id}`],
    )
    expect(open).not.toContain('fraudulent')
    await assess('LOW')
    expect(await holdsOf(id)).toEqual([])
    tell('customers/redact', {
      shop_domain: house.standIn.shop,
      customer: { id: order.customerId, email: null },
      orders_to_redact: [order.id],
    })
    await house.work()
    expect((await readOrderPage(house.services, house.shop, id))?.risk?.facts).toEqual([])
  })
})

describe('an order that a person typed in', () => {
  test('has its answers to the shop’s questions in the store’s metafields, each by its type', async () => {
    const rule = { name: 'All', active: true, when: {}, needs: ['wanted_on', 'licence'] }
    const at = (name: string) => ({ kind: 'metafield', name: `custom.${name}` })
    const needs = [
      { key: 'wanted_on', type: 'date', label: { en: 'Wanted on' }, from: at('wanted_on') },
      { key: 'licence', type: 'text', label: { en: 'Licence' }, from: at('licence') },
    ]
    const save = (version: number, contract: object) =>
      house.database.owner.query(
        'insert into contract_version (shop_id, version, contract, by) values ($1, $2, $3, $4)',
        [house.shop, version, JSON.stringify(contract), 'shopify:1'],
      )
    await save(1, { needs, rules: [rule] })
    const deps = formDeps(house.services)
    const [mug] = await house.services.shop.findVariants(house.joined.store, 'mug')
    const content = formContent.parse({
      ...{ email: 'ana@example.com', firstName: 'Ana', lastName: 'Kos', country: 'SI' },
      ...{ address1: 'Trg 5', city: 'Maribor', zip: '2000', payment: 'paid' },
      lines: [{ ...mug, priceMinor: String(mug?.price.minor), currency: 'EUR', quantity: 1 }],
      shipping: { handle: null, title: 'By hand', priceMinor: '500', currency: 'EUR' },
      metafields: [
        { name: 'custom.wanted_on', value: '2026-12-24' },
        { name: 'custom.licence', value: 'L-77' },
      ],
    })
    const id = randomUUID()
    await saveForm(deps, house.shop, id, { content, version: 0, by: 'shopify:1' })
    const { store } = house.joined
    expect(await commitForm(deps, house.shop, id, { version: 1, store })).toMatchObject({
      ok: true,
    })
    await placeForm(deps, house.shop, id, store)
    await house.work()
    const form = await readForm(deps, house.shop, id)
    const order = gid(form?.orderId ? await gidOf(form.orderId) : '')
    const names = ['custom.wanted_on', 'custom.licence']
    const there = await house.services.shop.orderMetafields(store, order, names)
    expect(there.map(({ name, value }) => `${name} ${value}`).toSorted()).toEqual([
      'custom.licence L-77',
      'custom.wanted_on 2026-12-24',
    ])
    const typed = [...house.standIn.world().metafields.values()].map((one) => one.metafieldType)
    expect(typed.toSorted()).toEqual(['date', 'single_line_text_field'])
    // Nothing was missing: it went on, and the customer was asked for nothing.
    expect(await stateIn(order)).toBe('released')
    await save(2, { needs: [], rules: [] })
  })
})
