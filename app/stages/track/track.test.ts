import { expect } from 'vitest'
import { advanceParcel } from '../../../tests/carrier/advance.ts'
import { newsOf } from '../../../tests/carrier/api.ts'
import { signatureOf } from '../../../tests/carrier/push.ts'
import type { WayName } from '../../../tests/carrier/ways.ts'
import { test } from '../../../tests/database.ts'
import {
  openShippingWorld,
  type PlacedShipment,
  type PlaceOptions,
  type ShippingWorld,
} from '../../../tests/shipping.ts'
import { readSealedLetter } from '../../journey/letter-shape.ts'
import { gid, type ParcelId, parcelId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { buyLabel, fulfil } from '../ship/index.server.ts'
import { answerChase, poll, takeMessage, tell, trackingOf } from './index.server.ts'

const by = 'shopify:7'

interface Sent extends PlacedShipment {
  readonly parcel: ParcelId
  readonly number: string
  readonly trackingNumber: string
}

/** A shipment that left with the stand-in carrier. */
async function send(world: ShippingWorld, options?: PlaceOptions): Promise<Sent> {
  const placed = await world.place(options)
  await buyLabel(world.deps, world.shop, placed.id, {
    ...{ carrierKey: 'parcelnet', service: 'europe', parcelId: null, grams: null, by },
  })
  await fulfil(world.deps, world.shop, placed.id)
  const [parcel] = (await world.stands(placed)).parcels
  return {
    ...placed,
    parcel: parcelId(parcel?.id ?? ''),
    trackingNumber: parcel?.trackingNumber ?? '',
  }
}

const atCarrier = (world: ShippingWorld, sent: Sent) => {
  const found = world.carrier.carrier.book.byNumber.get(sent.trackingNumber)
  if (!found) throw new Error('the carrier has no such parcel')
  return found
}

function scan(world: ShippingWorld, sent: Sent, times: number, way: WayName = 'smooth') {
  const parcel = atCarrier(world, sent)
  parcel.way = way
  for (let left = times; left > 0; left--) advanceParcel(world.carrier.carrier, parcel)
  return parcel
}

const message = (world: ShippingWorld, body: string, signature = sign(body)) =>
  takeMessage(world.deps, {
    ...{ carrierKey: 'parcelnet', shop: world.shop },
    headers: new Headers({ 'x-parcelnet-signature': signature }),
    body: Buffer.from(body),
  })
const sign = (body: string) => signatureOf('carrier-secret-of-the-tests', body)
const messageOf = (world: ShippingWorld, sent: Sent, from = 0, to = 99) => {
  const parcel = atCarrier(world, sent)
  return JSON.stringify({ parcels: [newsOf(parcel, parcel.events.slice(from, to))] })
}

const eventsInStore = async (world: ShippingWorld, sent: Sent) => {
  const { order } = await world.stands(sent)
  const record = world.store.world().fulfillments
  return [...record.values()]
    .filter((one) => gid(order.shopifyId).endsWith(`/${one.orderId}`))
    .flatMap((one) => one.events.map((event) => event.status))
}
const mails = async (world: ShippingWorld) => {
  const vault = await world.deps.vaults.of(world.shop)
  const rows = await withShop(world.deps.db, world.shop, (tx) =>
    tx.mail.findMany({ where: { shopId: world.shop }, orderBy: { id: 'asc' } }),
  )
  return rows.map((row) => ({
    kind: row.kind,
    ...(row.sealed ? readSealedLetter(vault.open(row.sealed)) : { to: '', subject: '', text: '' }),
  }))
}
const works = (world: ShippingWorld) =>
  withShop(world.deps.db, world.shop, (tx) =>
    tx.workOrder.findMany({ where: { shopId: world.shop }, orderBy: { id: 'asc' } }),
  )
const past = (days: number) => new Date(Date.now() - days * 86_400_000)
const age = (world: ShippingWorld, days: number) =>
  withShop(world.deps.db, world.shop, async (tx) => {
    const where = { shopId: world.shop }
    await tx.parcel.updateMany({ where, data: { lastHeardAt: past(days), statusAt: past(days) } })
    await tx.shipment.updateMany({ where, data: { handedOverAt: past(days) } })
  })

test('a parcel is followed from the label to the door, and the store and the customer hear of it once', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  await tell(world.deps, world.shop, sent.parcel)
  scan(world, sent, 2)
  await poll(world.deps, world.shop, sent.parcel)
  const moving = await world.stands(sent)
  expect([moving.state, moving.owner, moving.nextStep]).toEqual(['moving', 'carrier', 'carry'])
  expect(moving.parcels[0]).toMatchObject({ status: 'picked_up' })
  scan(world, sent, 9)
  await poll(world.deps, world.shop, sent.parcel)
  await tell(world.deps, world.shop, sent.parcel)
  await tell(world.deps, world.shop, sent.parcel)
  const arrived = await world.stands(sent)
  expect([arrived.state, arrived.owner, arrived.order.state]).toEqual([
    'delivered',
    null,
    'delivered',
  ])
  // Scans of one kind in one second are one to the store; here they all happen at once.
  expect([...new Set(await eventsInStore(world, sent))]).toEqual([
    'CONFIRMED',
    'CARRIER_PICKED_UP',
    'IN_TRANSIT',
    'OUT_FOR_DELIVERY',
    'DELIVERED',
  ])
  const letters = await mails(world)
  expect(letters.map((letter) => [letter.kind, letter.to])).toEqual([
    ['shipped', 'ana@example.com'],
    ['delivered', 'ana@example.com'],
  ])
  for (const said of ['Parcelnet', sent.trackingNumber, 'Expected', '/apps/orderwright/track/'])
    expect(letters[0]?.text).toContain(said)
})

test('messages that come twice, late and in the wrong order end where polling would', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 9)
  for (const [from, to] of [
    [5, 6],
    [0, 2],
    [5, 6],
    [3, 5],
    [0, 6],
  ])
    expect(await message(world, messageOf(world, sent, from, to))).toEqual({
      ok: true,
      value: { known: 1, unknown: 0 },
    })
  const { state, parcels, deliveredAt } = await world.stands(sent)
  expect([state, parcels[0]?.status]).toEqual(['delivered', 'delivered'])
  expect(deliveredAt).toEqual(new Date(atCarrier(world, sent).events.at(-1)?.at ?? ''))
  const kept = await withShop(database.db, world.shop, (tx) =>
    tx.parcelEvent.count({ where: { shopId: world.shop } }),
  )
  expect(kept).toBe(6)
})

test('messages at the same time do not lose one another', async ({ database }) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 9)
  const answers = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((at) => message(world, messageOf(world, sent, at, at + 1))),
  )
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect((await world.stands(sent)).state).toBe('delivered')
})

test('a wrong signature, an unknown carrier, an unknown number and an odd shape are told apart', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 2)
  const body = messageOf(world, sent)
  expect(await message(world, body, sign(`${body} `))).toMatchObject({
    refusal: { kind: 'wrong_signature' },
  })
  expect(
    await takeMessage(world.deps, {
      ...{ carrierKey: 'nobody', shop: world.shop, headers: new Headers(), body: Buffer.from('') },
    }),
  ).toMatchObject({ refusal: { kind: 'no_such_carrier' } })
  const stranger = body.replaceAll(sent.trackingNumber, 'PN000')
  expect(await message(world, stranger)).toEqual({ ok: true, value: { known: 0, unknown: 1 } })
  expect(await message(world, '{"parcels":7}')).toMatchObject({ refusal: { kind: 'unreadable' } })
  expect((await world.stands(sent)).parcels[0]?.status).toBe('label_made')
})

test('another shop’s address in a message reaches none of this shop’s parcels', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const other = await database.addShop()
  const sent = await send(world)
  scan(world, sent, 3)
  const body = messageOf(world, sent)
  for (const shop of [other, 'not-a-shop', '00000000-0000-7000-8000-000000000000'])
    expect(
      await takeMessage(world.deps, {
        ...{ carrierKey: 'parcelnet', shop, body: Buffer.from(body) },
        headers: new Headers({ 'x-parcelnet-signature': sign(body) }),
      }),
    ).toEqual({ ok: true, value: { known: 0, unknown: 1 } })
  expect((await world.stands(sent)).parcels[0]?.status).toBe('label_made')
})

test('a carrier that does not answer is asked again, and is not taken for one without news', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 3)
  world.carrier.carrier.faults.push({ kind: 'busy', on: 'track', times: 1 })
  await poll(world.deps, world.shop, sent.parcel)
  const { parcels } = await world.stands(sent)
  expect(parcels[0]).toMatchObject({ status: 'label_made', lastHeardAt: null })
  expect(parcels[0]?.nextPollAt?.getTime()).toBeGreaterThan(Date.now())
  expect(await database.jobs()).toContainEqual({
    task: 'track.poll',
    key: `track.poll:${sent.parcel}`,
  })
  await poll(world.deps, world.shop, sent.parcel)
  expect((await world.stands(sent)).parcels[0]?.status).toBe('moving')
})

test('an unreadable answer of the carrier is on the office’s list once', async ({ database }) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  world.carrier.carrier.faults.push({ kind: 'page', on: 'track', times: 2 })
  await poll(world.deps, world.shop, sent.parcel)
  await poll(world.deps, world.shop, sent.parcel)
  expect((await works(world)).map((work) => [work.department, work.state])).toEqual([
    ['office', 'open'],
  ])
})

test('a delay: the customer hears once, with the old day and the new one', async ({ database }) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 4, 'delayed')
  await poll(world.deps, world.shop, sent.parcel)
  await tell(world.deps, world.shop, sent.parcel)
  await tell(world.deps, world.shop, sent.parcel)
  const { parcels, owner } = await world.stands(sent)
  expect([parcels[0]?.status, owner]).toEqual(['delayed', 'carrier'])
  expect(parcels[0]?.eta?.getTime()).toBeGreaterThan(parcels[0]?.originalEta?.getTime() ?? 0)
  const letters = await mails(world)
  expect(letters.map((letter) => letter.kind)).toEqual(['shipped', 'delayed'])
  expect(letters[1]?.text).toContain('(first: ')
  expect(await eventsInStore(world, sent)).toContain('DELAYED')
})

test('a delivery that failed is care’s to ask about; once it is back the order says so', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 6, 'returned')
  await poll(world.deps, world.shop, sent.parcel)
  const failed = await world.stands(sent)
  expect([failed.state, failed.owner, failed.nextStep]).toEqual(['moving', 'care', 'chase_carrier'])
  expect((await works(world)).map((work) => [work.kind, work.department])).toEqual([
    ['chase_carrier', 'care'],
  ])
  scan(world, sent, 1, 'returned')
  await poll(world.deps, world.shop, sent.parcel)
  const back = await world.stands(sent)
  expect([back.state, back.order.state, back.order.nextStep]).toEqual([
    'came_back',
    'released',
    'look_at_return',
  ])
  expect((await works(world)).map((work) => work.state)).toEqual(['done'])
})

test('silence becomes a task; a person’s date is kept; news end the task', async ({ database }) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 3)
  await poll(world.deps, world.shop, sent.parcel)
  await age(world, 4)
  await poll(world.deps, world.shop, sent.parcel)
  const silent = await world.stands(sent)
  expect([silent.owner, silent.nextStep, silent.order.owner]).toEqual([
    'office',
    'chase_carrier',
    'office',
  ])
  const until = new Date(Date.now() + 2 * 86_400_000)
  const answer = { answer: { kind: 'wait' as const, until }, by }
  expect(await answerChase(world.deps, world.shop, sent.id, answer)).toMatchObject({ ok: true })
  await poll(world.deps, world.shop, sent.parcel)
  const waits = await world.stands(sent)
  expect([waits.owner, waits.dueAt]).toEqual(['carrier', until])
  await withShop(database.db, world.shop, (tx) =>
    tx.shipment.updateMany({ where: { shopId: world.shop }, data: { dueAt: past(1) } }),
  )
  await poll(world.deps, world.shop, sent.parcel)
  expect((await world.stands(sent)).owner).toBe('office')
  scan(world, sent, 1)
  await poll(world.deps, world.shop, sent.parcel)
  expect((await world.stands(sent)).owner).toBe('carrier')
  expect((await works(world)).map((work) => work.state)).toEqual(['done', 'done'])
})

test('a parcel nobody can be asked about is settled by a person, and stays settled', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  await withShop(database.db, world.shop, (tx) =>
    tx.parcel.updateMany({ where: { shopId: world.shop }, data: { carrierKey: 'own' } }),
  )
  await poll(world.deps, world.shop, sent.parcel)
  const delivered = { answer: { kind: 'delivered' as const }, by }
  expect(await answerChase(world.deps, world.shop, sent.id, delivered)).toMatchObject({ ok: true })
  expect(await answerChase(world.deps, world.shop, sent.id, delivered)).toMatchObject({
    refusal: { kind: 'not_on_its_way' },
  })
  const { state, parcels } = await world.stands(sent)
  expect([state, parcels[0]?.status]).toEqual(['delivered', 'delivered'])
})

test('a code nobody knows is kept, shown to the office once, and never guessed', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const one = await send(world)
  const two = await send(world)
  for (const sent of [one, two]) {
    scan(world, sent, 3, 'odd')
    await poll(world.deps, world.shop, sent.parcel)
    await tell(world.deps, world.shop, sent.parcel)
  }
  expect((await world.stands(one)).parcels[0]?.status).toBe('picked_up')
  expect((await works(world)).map((work) => work.title)).toEqual([expect.stringContaining('“ZQ”')])
  expect(await eventsInStore(world, one)).toEqual(['CONFIRMED', 'CARRIER_PICKED_UP'])
})

test('of two parcels the shipment arrives with the last, and the store is told so once', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place({ parcels: [300, 400] })
  for (let bought = 0; bought < 2; bought++)
    await buyLabel(world.deps, world.shop, placed.id, {
      ...{ carrierKey: 'parcelnet', service: 'europe', parcelId: null, grams: null, by },
    })
  await fulfil(world.deps, world.shop, placed.id)
  const { parcels } = await world.stands(placed)
  const sents = parcels.map((parcel) => ({
    ...placed,
    ...{ parcel: parcelId(parcel.id), trackingNumber: parcel.trackingNumber ?? '' },
  }))
  for (const sent of sents) {
    expect((await world.stands(placed)).state).not.toBe('delivered')
    scan(world, sent, 9)
    await poll(world.deps, world.shop, sent.parcel)
    await tell(world.deps, world.shop, sent.parcel)
  }
  for (const sent of sents) await tell(world.deps, world.shop, sent.parcel)
  expect((await world.stands(placed)).state).toBe('delivered')
  const [first] = sents
  const told = first ? await eventsInStore(world, first) : []
  expect(told.filter((status) => status === 'DELIVERED')).toHaveLength(1)
  expect((await mails(world)).map((letter) => letter.kind)).toEqual(['shipped', 'delivered'])
})

test('the customer’s page knows stages, parcels, events and days, and nothing of another shop', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  scan(world, sent, 4, 'delayed')
  await poll(world.deps, world.shop, sent.parcel)
  const tracking = await trackingOf(world.deps, world.shop, sent.orderId)
  expect(tracking).toMatchObject({
    ...{ orderName: sent.orderName, stage: 'on_its_way', turn: null, mayReturn: false },
    shipments: [
      {
        lines: [{ title: 'mug', quantity: 2 }],
        parcels: [{ carrier: 'Parcelnet', number: sent.trackingNumber, status: 'delayed' }],
      },
    ],
  })
  expect(tracking?.shipments[0]?.parcels[0]?.events.map((event) => event.words)[0]).toContain(
    'Delayed',
  )
  expect(tracking?.reached).toHaveProperty('on_its_way')
  expect(JSON.stringify(tracking)).not.toMatch(/ana@example|Trg 5|Maribor 2000/)
  const other = await database.addShop()
  expect(await trackingOf(world.deps, other, sent.orderId)).toBeNull()
  scan(world, sent, 9, 'delayed')
  await poll(world.deps, world.shop, sent.parcel)
  expect(await trackingOf(world.deps, world.shop, sent.orderId)).toMatchObject({
    ...{ stage: 'delivered', mayReturn: true },
  })
})

test('what the store refused to book and the carrier has all the same is said to the store once more', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const sent = await send(world)
  await withShop(database.db, world.shop, async (tx) => {
    const where = { shopId: world.shop }
    await tx.shipment.updateMany({
      where,
      data: { state: 'labelled', owner: 'office', nextStep: 'look', fulfillmentGid: null },
    })
    await tx.outsideCall.updateMany({
      where: { ...where, kind: 'fulfil' },
      data: { state: 'refused' },
    })
  })
  scan(world, sent, 3)
  await message(world, messageOf(world, sent, 0, 2))
  const waits = await world.stands(sent)
  expect([waits.state, waits.owner, waits.nextStep]).toEqual([
    'labelled',
    'system',
    'book_in_store',
  ])
  await fulfil(world.deps, world.shop, sent.id)
  await message(world, messageOf(world, sent))
  expect((await world.stands(sent)).state).toBe('moving')
})
