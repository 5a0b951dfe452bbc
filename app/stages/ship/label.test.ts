import { expect } from 'vitest'
import { ready } from 'zpl-renderer-js'
import { countsOf } from '../../../tests/carrier/control.ts'
import { type TestDatabase, test } from '../../../tests/database.ts'
import { barcodesIn, pdfPictures } from '../../../tests/pdf-picture.ts'
import { openShippingWorld, type ShippingWorld } from '../../../tests/shipping.ts'
import { buyerShape } from '../../journey/buyer.ts'
import { ProviderUnavailable } from '../../kernel/faults.ts'
import type { ShipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  addParcel,
  buyLabel,
  buySuggested,
  finishLabels,
  type LabelWish,
  labelsPdf,
  labelsZpl,
  readRates,
  takeOwnLabel,
  voidLabel,
} from './index.server.ts'

const by = 'shopify:7'
const wish = { carrierKey: 'parcelnet', service: 'europe', parcelId: null, grams: null, by }
const buy = (world: ShippingWorld, id: ShipmentId, more: Partial<LabelWish> = {}) =>
  buyLabel(world.deps, world.shop, id, { ...wish, ...more })
const fault = (world: ShippingWorld, kind: 'busy' | 'cut' | 'garbled', on = 'labels') =>
  world.carrier.carrier.faults.push({ kind, on, times: 1 })

/** Whole minutes at most until each job that finishes labels runs, by what it is of: a parcel, or `all` of a shipment. */
async function finishing({ owner }: TestDatabase): Promise<Readonly<Record<string, number>>> {
  const { rows } = await owner.query<{ of: string; minutes: number }>(
    `select coalesce(payload ->> 'parcelId', 'all') as of,
       ceil(extract(epoch from run_at - now()) / 60)::int as minutes
     from graphile_worker._private_jobs where key like 'ship.label:%'`,
  )
  return Object.fromEntries(rows.map(({ of, minutes }) => [of, minutes]))
}

test('a packed shipment gets its label and goes on to the store', async ({ database }) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  const bought = await buy(world, placed.id)
  const { state, nextStep, parcels } = await world.stands(placed)
  expect([state, nextStep]).toEqual(['labelled', 'book_in_store'])
  expect(bought).toMatchObject({ ok: true, value: { trackingNumber: parcels[0]?.trackingNumber } })
  expect(parcels[0]).toMatchObject({
    ...{ carrierName: 'Parcelnet', service: 'europe', status: 'label_made', costMinor: 1130n },
    trackingUrl: expect.stringContaining('/track/PN'),
  })
  expect(await database.jobs()).toContainEqual({
    task: 'ship.fulfil',
    key: `ship.fulfil:${placed.id}`,
  })
})

test('both prints of a bought label carry its number in barcodes that read', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const one = await world.place()
  const two = await world.place()
  await buySuggested(world.deps, world.shop, [one.id, two.id], by)
  const numbers = [await world.stands(one), await world.stands(two)].map(
    ({ parcels }) => parcels[0]?.trackingNumber ?? '',
  )
  const pdf = await labelsPdf(world.deps, world.shop, [two.id, one.id])
  const pages = await Promise.all((await pdfPictures(pdf ?? new Uint8Array())).map(barcodesIn))
  expect(pages.map((codes) => codes[0])).toEqual(numbers.toReversed())
  const zpl = await labelsZpl(world.deps, world.shop, [one.id])
  const { api } = await ready
  const png = await api.zplToBase64Async(zpl ?? '', 101.6, 152.4, 8)
  expect(await barcodesIn(Buffer.from(png, 'base64'))).toContain(numbers[0])
})

test('one shipment bought by two people at once is bought once', async ({ database }) => {
  const world = await openShippingWorld(database)
  const { id } = await world.place()
  const answers = await Promise.all([buy(world, id), buy(world, id), buy(world, id)])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  for (const answer of answers)
    if (!answer.ok) expect(['purchase_open', 'has_label']).toContain(answer.refusal.kind)
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 1, doubles: 0 })
})

test('a process that died between the carrier’s answer and its record: the job records that very label', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await buy(world, placed.id)
  const before = await world.stands(placed)
  await withShop(world.deps.db, world.shop, async (tx) => {
    // As if the process had died between the carrier's answer and the record.
    await tx.outsideCall.updateMany({
      where: { shopId: world.shop, kind: 'buy_label' },
      data: { state: 'booked', leasedAt: new Date(Date.now() - 600_000) },
    })
    await tx.parcel.updateMany({
      where: { shopId: world.shop },
      data: { trackingNumber: null, labelPdf: null, labelZpl: null, status: 'none' },
    })
    await tx.shipment.updateMany({ where: { shopId: world.shop }, data: { state: 'packed' } })
  })
  await finishLabels(world.deps, world.shop, placed.id)
  await finishLabels(world.deps, world.shop, placed.id)
  const after = await world.stands(placed)
  expect(after.state).toBe('labelled')
  expect(after.parcels[0]?.trackingNumber).toBe(before.parcels[0]?.trackingNumber)
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 1, repeats: 1, doubles: 0 })
})

test('a cut line keeps the purchase open; nobody can buy beside it, and the job finishes it', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  fault(world, 'cut')
  expect(await buy(world, placed.id)).toMatchObject({ refusal: { kind: 'carrier_silent' } })
  expect(await buy(world, placed.id)).toMatchObject({ refusal: { kind: 'purchase_open' } })
  const { parcels } = await world.stands(placed)
  expect(await database.jobs()).toContainEqual({
    task: 'ship.label',
    key: `ship.label:${placed.id}:${parcels[0]?.id}`,
  })
  await finishLabels(world.deps, world.shop, placed.id, parcels[0]?.id)
  expect((await world.stands(placed)).state).toBe('labelled')
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 1, doubles: 0 })
})

test('an unreadable answer goes to the office, and asking again buys nothing twice', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  fault(world, 'garbled')
  expect(await buy(world, placed.id)).toMatchObject({ refusal: { kind: 'carrier_unreadable' } })
  const stuck = await world.stands(placed)
  expect([stuck.owner, stuck.nextStep, stuck.order.owner]).toEqual(['office', 'look', 'office'])
  const again = async () => Object.values(await finishing(database))
  expect(await again()).toEqual([1])
  // Silent meanwhile: that is no answer, and makes the next one no rarer.
  for (let tries = 0; tries < 8; tries += 1) {
    fault(world, 'cut')
    await finishLabels(world.deps, world.shop, placed.id)
  }
  fault(world, 'garbled')
  await finishLabels(world.deps, world.shop, placed.id)
  expect(await again()).toEqual([3])
  await finishLabels(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('labelled')
  const work = await withShop(world.deps.db, world.shop, (tx) =>
    tx.workOrder.findMany({ where: { shopId: world.shop } }),
  )
  expect(work.map(({ kind, state }) => [kind, state])).toEqual([['fix_label', 'done']])
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 1, doubles: 0 })
})

test('once the carrier can be read, what it answered to others before is asked for again at once', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const [garbled, other, often] = [await world.place(), await world.place(), await world.place()]
  for (const { id } of [garbled, often]) {
    fault(world, 'garbled')
    await buy(world, id)
  }
  const called = `kind = 'buy_label' and key like 'buy_label:' || $1::text || '%'`
  const { parcels } = await world.stands(often)
  const { rowCount } = await database.owner.query(
    `update outside_call set answer = '{"unreadable": 7}' where ${called}`,
    [parcels[0]?.id],
  )
  expect(rowCount).toBe(1)
  const due = async () => {
    const { rows } = await database.owner.query<{ key: string }>(
      `select split_part(key, ':', 2) as key from graphile_worker.jobs
       where key like 'ship.label:%' and run_at <= now()`,
    )
    return rows.map(({ key }) => key)
  }
  expect(await due()).toEqual([])
  expect(await buy(world, other.id)).toMatchObject({ ok: true })
  expect(await due()).toEqual([garbled.id])
  await finishLabels(world.deps, world.shop, garbled.id)
  expect((await world.stands(garbled)).state).toBe('labelled')
})

test('what a carrier refuses is said in its own words, and the next try is a new purchase', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  const heavy = await buy(world, placed.id, { grams: 40_000 })
  expect(heavy).toMatchObject({
    refusal: { kind: 'carrier_refused', reasons: [expect.stringContaining('weight_g')] },
  })
  expect(await buy(world, placed.id, { grams: 4_000 })).toMatchObject({
    ok: true,
  })
  expect((await world.stands(placed)).parcels[0]?.grams).toBe(4_000)
})

test('contents that nobody verified get no label, unless a named person let them go', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place({ verified: false })
  const own = { carrier: 'DHL', number: '00340434161094042557', url: '', parcelId: null, by }
  expect(await buy(world, placed.id)).toMatchObject({ refusal: { kind: 'not_verified' } })
  expect(await takeOwnLabel(world.deps, world.shop, placed.id, own)).toMatchObject({
    refusal: { kind: 'not_verified' },
  })
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.shipment.updateMany({ where: { shopId: world.shop }, data: { overrideBy: by } }),
  )
  expect(await buy(world, placed.id)).toMatchObject({ ok: true })
})

test.for([
  ['not packed', { state: 'picking' }, 'not_packed'],
  ['without a weight', { parcels: [null] }, 'weight_missing'],
  ['a pickup', { kind: 'pickup' }, 'not_shipped_from_here'],
] as const)('a shipment that is %s gets no label', async ([, options, kind], { database }) => {
  const world = await openShippingWorld(database)
  const { id } = await world.place({
    ...options,
    parcels: [...('parcels' in options ? options.parcels : [700])],
  })
  expect(await buy(world, id)).toMatchObject({ refusal: { kind } })
  expect(countsOf(world.carrier.carrier).labels).toBe(0)
})

test('an order on hold gets no label, and the reason is said', async ({ database }) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.hold.create({
      data: {
        ...{ shopId: world.shop, orderId: placed.orderId, kind: 'person', owner: 'office' },
        ...{ reason: 'Customer called', dueAt: new Date(), handle: 'h1' },
      },
    }),
  )
  expect(await buy(world, placed.id)).toMatchObject({
    refusal: { kind: 'held', reasons: ['Customer called'] },
  })
})

test('a void label frees the shipment for another one; the carrier has one live label', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await buy(world, placed.id)
  const before = await world.stands(placed)
  const parcelId = before.parcels[0]?.id ?? ''
  expect(await voidLabel(world.deps, world.shop, placed.id, { parcelId, by })).toMatchObject({
    ok: true,
  })
  const bare = await world.stands(placed)
  expect([bare.state, bare.nextStep, bare.parcels[0]?.trackingNumber]).toEqual([
    'packed',
    'label',
    null,
  ])
  await buy(world, placed.id, { service: 'express' })
  const after = await world.stands(placed)
  expect(after.parcels[0]?.trackingNumber).not.toBe(before.parcels[0]?.trackingNumber)
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 2, voided: 1, doubles: 0 })
})

test('of two parcels each is asked for in its own time, and a void waits for neither', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place({ parcels: [700, 700, 700] })
  const [silent, unread, labelled] = (await world.stands(placed)).parcels.map(({ id }) => id)
  if (!silent || !unread || !labelled) throw new Error('three parcels were placed')
  await buy(world, placed.id, { parcelId: labelled })
  fault(world, 'cut')
  await buy(world, placed.id, { parcelId: silent })
  fault(world, 'garbled')
  await buy(world, placed.id, { parcelId: unread })
  await database.owner.query(
    `update outside_call set answer = '{"unreadable": 6}' where key like 'buy_label:' || $1::text || '%'`,
    [unread],
  )
  fault(world, 'cut')
  expect(
    await voidLabel(world.deps, world.shop, placed.id, { parcelId: labelled, by }),
  ).toMatchObject({ refusal: { kind: 'void_unknown' } })
  expect(await finishing(database)).toMatchObject({ [silent]: 1, [unread]: 1, all: 3 })

  // The run of the shipment's own job: silent, unreadable, and again silent for the void.
  for (const kind of ['cut', 'garbled', 'cut'] as const) fault(world, kind)
  await expect(finishLabels(world.deps, world.shop, placed.id)).rejects.toThrow(ProviderUnavailable)
  expect(await finishing(database)).toMatchObject({ [silent]: 1, [unread]: 720, all: 3 })
  await finishLabels(world.deps, world.shop, placed.id, silent)
  const { parcels } = await world.stands(placed)
  expect(parcels.map((parcel) => parcel.trackingNumber !== null)).toEqual([true, false, true])
  await finishLabels(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).parcels[2]?.trackingNumber).toBeNull()
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 3, voided: 1, doubles: 0 })
})

test('a label that comes after its shipment was cancelled is made void by a job of the shipment', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  fault(world, 'cut')
  await buy(world, placed.id)
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.shipment.updateMany({
      where: { shopId: world.shop },
      data: { state: 'cancelled', owner: null, nextStep: null, dueAt: null },
    }),
  )
  await finishLabels(world.deps, world.shop, placed.id, (await world.stands(placed)).parcels[0]?.id)
  expect(await finishing(database)).toMatchObject({ all: 0 })
  await finishLabels(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).parcels[0]?.trackingNumber).toBeNull()
})

const openWork = (world: ShippingWorld) =>
  withShop(world.deps.db, world.shop, async (tx) => {
    const work = await tx.workOrder.findMany({ where: { shopId: world.shop, state: 'open' } })
    return work.map(({ kind, title }) => `${kind}: ${title}`)
  })
const purchase = (world: ShippingWorld) =>
  withShop(world.deps.db, world.shop, (tx) =>
    tx.outsideCall.findFirst({
      where: { shopId: world.shop, kind: 'buy_label' },
      select: { state: true, leasedAt: true, attempts: true },
    }),
  )

test('an address that became incomplete while a purchase is open goes to the office, and the purchase goes on once it is complete', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  fault(world, 'cut')
  await buy(world, placed.id)
  const parcelId = (await world.stands(placed)).parcels[0]?.id ?? ''
  const vault = await database.vaults.of(world.shop)
  const { sealed } = (await world.stands(placed)).order
  const buyer = buyerShape.parse(vault.open(sealed ?? new Uint8Array()))
  const write = (shipTo: typeof buyer.shipTo) =>
    withShop(world.deps.db, world.shop, (tx) =>
      tx.order.updateMany({
        where: { shopId: world.shop },
        data: { sealed: vault.seal({ ...buyer, shipTo }) },
      }),
    )
  await write(buyer.shipTo && { ...buyer.shipTo, city: null })
  expect(await finishLabels(world.deps, world.shop, placed.id, parcelId)).toMatchObject([
    { kind: 'address_incomplete', whose: 'customer', missing: ['city'] },
  ])
  const lacking = await world.stands(placed)
  expect([lacking.owner, lacking.nextStep]).toEqual(['office', 'look'])
  expect(await openWork(world)).toEqual([
    `fix_label: ${placed.number}: The customer’s address lacks: city. The label asked of Parcelnet is asked for again once it is complete.`,
  ])
  expect(await purchase(world)).toEqual({ state: 'booked', leasedAt: null, attempts: 1 })
  expect(await finishing(database)).toEqual({ [parcelId]: 60 })

  await finishLabels(world.deps, world.shop, placed.id, parcelId)
  expect((await world.stands(placed)).dueAt).toEqual(lacking.dueAt)
  await write(buyer.shipTo)
  await finishLabels(world.deps, world.shop, placed.id, parcelId)
  expect((await world.stands(placed)).state).toBe('labelled')
  expect(await openWork(world)).toEqual([])
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 1, doubles: 0 })
})

test.for([
  ['a customer who was erased', 'the customer was erased', 'update sales_order set sealed = null'],
  [
    'a cancelled shipment without an address',
    'the shipment was cancelled',
    `with c as (update shipment set state = 'cancelled', owner = null, next_step = null, due_at = null)
     update location set address = '{}'`,
  ],
] as const)(
  'the open purchase for %s ends with the office asking the carrier',
  async ([, why, sql], { database }) => {
    const world = await openShippingWorld(database)
    const placed = await world.place()
    fault(world, 'cut')
    await buy(world, placed.id)
    const parcelId = (await world.stands(placed)).parcels[0]?.id ?? ''
    await database.owner.query(`delete from graphile_worker._private_jobs`)
    await database.owner.query(sql)
    await finishLabels(world.deps, world.shop, placed.id, parcelId)
    expect(await purchase(world)).toMatchObject({ state: 'refused', leasedAt: null })
    expect(await openWork(world)).toEqual([
      `fix_label: ${placed.number}: ${why} before Parcelnet said whether it sold the label; ask there for ${placed.number}`,
    ])
    expect(await finishing(database)).toEqual({})
  },
)

test.for(['cut', 'garbled'] as const)(
  'a void of which nobody knows whether it was made is finished by the job: %s',
  async (kind, { database }) => {
    const world = await openShippingWorld(database)
    const placed = await world.place()
    await buy(world, placed.id)
    const parcelId = (await world.stands(placed)).parcels[0]?.id ?? ''
    fault(world, kind)
    expect(await voidLabel(world.deps, world.shop, placed.id, { parcelId, by })).toMatchObject({
      refusal: { kind: 'void_unknown' },
    })
    expect((await world.stands(placed)).state).toBe('labelled')
    fault(world, kind)
    await expect(finishLabels(world.deps, world.shop, placed.id)).rejects.toThrow(
      ProviderUnavailable,
    )
    await finishLabels(world.deps, world.shop, placed.id)
    expect((await world.stands(placed)).state).toBe('packed')
    expect(countsOf(world.carrier.carrier)).toMatchObject({ voided: 1, doubles: 0 })
  },
)

test('a label of one’s own is taken with its carrier’s page; the same number twice is not', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const one = await world.place()
  const two = await world.place()
  const typed = { carrier: '', number: ' 1z5r89390357567127 ', url: '', parcelId: null, by }
  expect(await takeOwnLabel(world.deps, world.shop, one.id, typed)).toMatchObject({ ok: true })
  expect((await world.stands(one)).parcels[0]).toMatchObject({
    ...{ carrierKey: 'own', carrierName: 'UPS', trackingNumber: '1Z5R89390357567127' },
    trackingUrl: 'https://www.ups.com/track?tracknum=1Z5R89390357567127',
  })
  expect(await takeOwnLabel(world.deps, world.shop, two.id, typed)).toEqual({
    ok: false,
    refusal: { kind: 'number_taken', by: one.number },
  })
  const parcelId = (await world.stands(one)).parcels[0]?.id ?? ''
  expect(await voidLabel(world.deps, world.shop, one.id, { parcelId, by })).toMatchObject({
    ok: true,
  })
})

test('a shipment in two parcels is labelled once both have theirs', async ({ database }) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await addParcel(world.deps, world.shop, placed.id, 300)
  await buy(world, placed.id)
  expect((await world.stands(placed)).state).toBe('packed')
  await buy(world, placed.id)
  const { state, parcels } = await world.stands(placed)
  expect(state).toBe('labelled')
  expect(new Set(parcels.map((parcel) => parcel.trackingNumber)).size).toBe(2)
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 2, doubles: 0 })
})

test('rates come from the carriers that answer, and a silent one is named', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  const about = { parcelId: null, grams: null }
  const good = await readRates(world.deps, world.shop, placed.id, about)
  expect(good).toMatchObject({ ok: true, value: { why: 'keeps', faults: [] } })
  expect(good.ok && good.value.offers[0]?.service).toBe('europe')
  fault(world, 'busy', 'rates')
  expect(await readRates(world.deps, world.shop, placed.id, about)).toMatchObject({
    value: { why: 'none', offers: [], faults: [{ carrier: 'Parcelnet' }] },
  })
})

test('another shop cannot buy, read or void this shop’s labels', async ({ database }) => {
  const world = await openShippingWorld(database)
  const other = await database.addShop()
  const placed = await world.place()
  await buy(world, placed.id)
  const parcelId = (await world.stands(placed)).parcels[0]?.id ?? ''
  expect(await buyLabel(world.deps, other, placed.id, wish)).toMatchObject({
    refusal: { kind: 'not_found' },
  })
  expect(await voidLabel(world.deps, other, placed.id, { parcelId, by })).toMatchObject({
    refusal: { kind: 'not_found' },
  })
  expect(await labelsPdf(world.deps, other, [placed.id])).toBeNull()
})

test('a shipment cancelled after its label was bought has the label made void', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await buy(world, placed.id)
  await withShop(world.deps.db, world.shop, (tx) =>
    tx.shipment.updateMany({
      where: { shopId: world.shop },
      data: { state: 'cancelled', owner: null, nextStep: null, dueAt: null },
    }),
  )
  await finishLabels(world.deps, world.shop, placed.id)
  await finishLabels(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).parcels[0]?.trackingNumber).toBeNull()
  expect(countsOf(world.carrier.carrier)).toMatchObject({ labels: 1, voided: 1 })
})

test('a parcel opened again while its label was on its way goes on once it is packed', async ({
  database,
}) => {
  const world = await openShippingWorld(database)
  const placed = await world.place()
  await buy(world, placed.id)
  const next = { owner: 'warehouse', nextStep: 'label', dueAt: new Date() }
  const stand = (data: object) =>
    withShop(world.deps.db, world.shop, (tx) =>
      tx.shipment.updateMany({ where: { shopId: world.shop }, data: { ...next, ...data } }),
    )
  await stand({ state: 'packed', verifiedAt: null })
  await finishLabels(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('packed')
  await stand({ verifiedAt: new Date() })
  await finishLabels(world.deps, world.shop, placed.id)
  expect((await world.stands(placed)).state).toBe('labelled')
})
