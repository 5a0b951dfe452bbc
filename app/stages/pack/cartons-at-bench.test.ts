import { afterAll, expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { picked, scanner } from '../../../tests/floor/bench.ts'
import { buildHouse } from '../../../tests/floor/house.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { threadEntry } from '../../platform/threads/entry.server.ts'
import { openThreads } from '../../platform/threads/open-threads.server.ts'
import {
  measureAtBench,
  readBench,
  readCartonPage,
  readChoices,
  readItem,
  retireCarton,
  retireRateCard,
  saveCarton,
  saveItemFacts,
  saveRateCard,
} from './index.server.ts'

const anna = 'shopify:1'
const shelves = [
  { sku: 'CUP', bin: 'A-01-02', pieces: 90 },
  { sku: 'POT', bin: 'A-01-01', pieces: 9 },
]
const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 128 })
afterAll(() => planners.close())

const cartonForm = {
  ...{ kind: 'carton', outerLengthMm: '', outerWidthMm: '', outerHeightMm: '', cost: '0.50' },
  ...{ emptyGrams: '90', maxGrams: '5000', stock: '', maxVolumeMl: '' },
}
const keepCarton = (db: Db, shop: ShopId, name: string, sides: readonly number[], more = {}) => {
  const [lengthMm, widthMm, heightMm] = sides.map(String)
  const form = { ...cartonForm, name, lengthMm, widthMm, heightMm, ...more }
  return saveCarton({ db }, shop, { id: null, form })
}

test('several cartons are planned where one does not do, closed as several parcels, and remembered', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  await keepCarton(db, shop, 'S', [210, 170, 105], { stock: '7' })
  const { shipment } = await picked(db, shop, house, [['CUP', 20]])
  const bench = await readBench({ db, vaults, planners }, shop, shipment)
  if (bench?.advice.kind !== 'plan') throw new Error(JSON.stringify(bench?.advice))
  expect(bench.advice.parcels.map((one) => one.name)).toEqual(['S', 'S', 'S'])
  expect(bench.advice.words).toContain('too heavy for one carton')
  const pieces = bench.advice.parcels.flatMap((one) => one.steps.map((step) => step.pieces))
  expect(pieces.reduce((sum, count) => sum + count, 0)).toBe(20)

  const { scan, finish } = scanner({ db, vaults }, shop, shipment)
  await scan('50CUP', 0, 20)
  const s = bench.cartons.find((one) => one.name === 'S')?.id ?? ''
  const each = bench.advice.parcels.map((one) => ({ cartonId: s, grams: one.grams }))
  expect(await finish({ parcels: each.map((one) => ({ ...one, grams: null })) })).toMatchObject({
    refusal: { kind: 'weigh_each' },
  })
  expect(await finish({ parcels: each })).toEqual({ ok: true, value: 'packed' })
  const parcels = await withShop(db, shop, (tx) =>
    tx.parcel.findMany({ where: { shipmentId: shipment }, orderBy: { position: 'asc' } }),
  )
  expect(parcels.map((one) => [one.position, one.cartonId, one.grams])).toEqual(
    each.map((one, at) => [at + 1, s, one.grams]),
  )
  expect(await readChoices({ db }, shop)).toEqual({ asSuggested: 1, otherwise: 0, different: [] })
  const left = await readCartonPage({ db }, shop)
  expect(left.cartons.find((one) => one.name === 'S')?.stock).toBe(4)
})

test('a size that is not known is asked for once, and a plan stays until its facts change', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const id = house.items['POT'] ?? ''
  await withShop(db, shop, (tx) => tx.item.updateMany({ where: { id }, data: { heightMm: null } }))
  const { shipment } = await picked(db, shop, house, [['POT', 1]])
  const look = () => readBench({ db, vaults, planners }, shop, shipment)
  const before = await look()
  if (before?.advice.kind !== 'unmeasured') throw new Error(JSON.stringify(before?.advice))
  const lineId = before.advice.lines[0]?.id ?? ''
  const size = [110, 90, 60] as const
  const measured = { shipmentId: shipment, lineId, size, by: anna }
  expect(await measureAtBench({ db }, shop, measured)).toMatchObject({ ok: true })
  expect((await look())?.advice).toMatchObject({ kind: 'plan' })
  expect(await readItem({ db }, shop, id)).toMatchObject({
    measured: { by: anna },
    facts: { lengthMm: 110, widthMm: 90, heightMm: 60 },
  })
  const made = () =>
    withShop(db, shop, (tx) => tx.cartonPlan.findMany({ where: { shipmentId: shipment } }))
  const [first] = await made()
  await look()
  expect(await made()).toEqual([first])
  const facts = (await readItem({ db }, shop, id))?.facts
  if (!facts) throw new Error('no item')
  const { lengthMm, widthMm, standsOnLength, standsOnWidth, standsOnHeight } = facts
  const change = {
    ...{ lengthMm, widthMm, heightMm: 70, standsOnLength, standsOnWidth, standsOnHeight },
    ...{ bearsGrams: 0, nestMm: 0, shipsAlone: false, hazmatClass: null, packTogether: null },
    ...{ packApart: null, ownPackaging: true },
  }
  expect(await saveItemFacts({ db }, shop, { id, facts: change, by: anna })).toMatchObject({
    ok: true,
  })
  expect((await look())?.advice).toMatchObject({
    parcels: [{ cartonId: null, name: 'its own packaging' }],
  })
  expect((await made())[0]?.digest).not.toBe(first?.digest)
})

test('what packers took before is suggested: at once without sizes, against a plan after three times', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const pack = async (carton: string) => {
    const { shipment } = await picked(db, shop, house, [['CUP', 2]])
    const bench = await readBench({ db, vaults, planners }, shop, shipment)
    const { scan, finish } = scanner({ db, vaults }, shop, shipment)
    await scan('50CUP', 0, 2)
    const cartonId = bench?.cartons.find((one) => one.name === carton)?.id ?? ''
    await finish({ parcels: [{ cartonId, grams: null }] })
    return bench?.advice
  }
  for (let time = 0; time < 3; time++)
    expect(await pack('L')).toMatchObject({ kind: 'plan', learned: null, parcels: [{ name: 'S' }] })
  expect(await pack('L')).toMatchObject({ kind: 'plan', learned: { cartons: ['L'], times: 3 } })
  expect(await readChoices({ db }, shop)).toMatchObject({
    ...{ asSuggested: 0, otherwise: 4 },
    different: [{ suggested: ['S'], used: ['L'] }, {}, {}, {}],
  })
  await withShop(db, shop, (tx) => tx.item.updateMany({ data: { lengthMm: null } }))
  expect(await pack('M')).toMatchObject({
    kind: 'unmeasured',
    learned: { cartons: ['L'], times: 4 },
  })
})

test('the rate cards decide box and service together where the shop packs for cost', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const card = {
    ...{ carrier: 'Parcelnet', divisor: '5000', roundUpGrams: '1', maxGrams: '31500' },
    ...{ maxLengthMm: '', maxGirthMm: '', hazmat: '', surcharges: '' },
  }
  const keep = (service: string, zones: string) =>
    saveRateCard({ db }, shop, { id: null, form: { ...card, service, zones } })
  expect(await keep('Standard', '* | 3 | 31500: 9.00')).toMatchObject({ ok: true })
  expect(await keep('Express', '* | 1 | 31500: 19.00')).toMatchObject({ ok: true })
  expect(await keep('Standard', '* | 3 | 31500: 1.00')).toMatchObject({
    refusal: { fields: { service: expect.any(String) } },
  })
  await withShop(db, shop, (tx) =>
    tx.shop.update({ where: { id: shop }, data: { settings: { packFor: 'cost' } } }),
  )
  const { shipment, order } = await picked(db, shop, house, [['CUP', 2]])
  const words = async () => {
    const bench = await readBench({ db, vaults, planners }, shop, shipment)
    return bench?.advice.kind === 'plan' ? bench.advice.words : JSON.stringify(bench?.advice)
  }
  const promise = (days: number) =>
    withShop(db, shop, (tx) =>
      tx.order.updateMany({
        where: { id: order },
        data: { promisedAt: new Date(Date.now() + days * 86_400_000 + 3_600_000) },
      }),
    )
  await promise(5)
  expect(await words()).toContain('goes by Parcelnet Standard')
  await promise(1)
  expect(await words()).toContain('goes by Parcelnet Express')
  await promise(0)
  expect(await words()).toContain('no service is there by the promised day')
  const page = await readCartonPage({ db }, shop)
  for (const one of page.cards) await retireRateCard({ db }, shop, one.id)
  expect((await readCartonPage({ db }, shop)).cards).toEqual([])
  expect(await keep('Standard', '* | 3 | 31500: 2.00')).toMatchObject({ ok: true })
})

test('cartons are kept by the office: names are told apart, and the last one stays', async ({
  database: { db },
  shop,
}) => {
  const before = await readCartonPage({ db }, shop)
  expect(before.cartons.map((one) => one.name)).toContain('Letter box')
  expect(await keepCarton(db, shop, 'Box', [100, 100, 100])).toMatchObject({ ok: true })
  expect(await keepCarton(db, shop, 'Box', [100, 100, 100])).toMatchObject({
    refusal: { fields: { name: 'There is a carton of this name' } },
  })
  expect(await keepCarton(db, shop, 'Bag', [0, 100, 100])).toMatchObject({
    refusal: { fields: { lengthMm: 'At least 1' } },
  })
  const box = (await readCartonPage({ db }, shop)).cartons.find((one) => one.name === 'Box')
  for (const one of before.cartons) await retireCarton({ db }, shop, one.id)
  expect(await retireCarton({ db }, shop, box?.id ?? '')).toEqual({
    ok: false,
    refusal: { kind: 'last_carton' },
  })
  expect((await readCartonPage({ db }, shop)).cartons.map((one) => one.name)).toEqual(['Box'])
})
