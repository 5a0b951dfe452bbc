import { afterAll, expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { picked, scanner } from '../../../tests/floor/bench.ts'
import { buildHouse, orderFrom, piecesOf } from '../../../tests/floor/house.ts'
import { markUrgent } from '../../journey/mark-urgent.server.ts'
import { openPackerWords } from '../../journey/own-words.ts'
import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { threadEntry } from '../../platform/threads/entry.server.ts'
import { openThreads } from '../../platform/threads/open-threads.server.ts'
import { ledgerEqualsLevels } from '../stock/index.server.ts'
import {
  handOut,
  openAtBench,
  readBench,
  readPackBoard,
  repack,
  unpackPiece,
} from './index.server.ts'

const anna = 'shopify:1'
const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 128 })
afterAll(() => planners.close())
const shelves = [
  { sku: 'CUP', bin: 'A-01-02', pieces: 5 },
  { sku: 'POT', bin: 'A-01-01', pieces: 5 },
]

const read = (db: Db, shop: ShopId, id: ShipmentId) =>
  withShop(db, shop, (tx) =>
    tx.shipment.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id } },
      include: { parcels: true, lines: true },
    }),
  )

test('the bench opens what is scanned: a number, a tote, or a thing, due first', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const later = await picked(db, shop, house, [['CUP', 1]], { tote: 'T9' })
  const soon = await picked(db, shop, house, [['CUP', 1]])
  await withShop(db, shop, (tx) =>
    tx.shipment.updateMany({ where: { id: soon.shipment }, data: { dueAt: new Date() } }),
  )
  const open = (code: string) => openAtBench({ db }, shop, { code, by: anna })
  expect(await open('50CUP')).toEqual({ ok: true, value: { shipmentId: soon.shipment } })
  expect(await open('t9')).toEqual({ ok: true, value: { shipmentId: later.shipment } })
  expect(await open(later.number.replace('#', ''))).toEqual({
    ok: true,
    value: { shipmentId: later.shipment },
  })
  expect(await open('50POT')).toEqual({
    ok: false,
    refusal: { kind: 'nothing_like_it', scanned: '50POT' },
  })
  const ready = await orderFrom(db, shop, house, [['POT', 1]])
  expect(await open(ready.number)).toMatchObject({
    refusal: { kind: 'not_at_bench', state: 'waiting_stock' },
  })
  expect((await read(db, shop, soon.shipment)).state).toBe('packing')
  const waiting = async () =>
    (await readPackBoard({ db }, shop)).waiting.map(({ id, urgency }) => [id, urgency])
  const [first, last] = await waiting()
  const marked = [soon, later].find(({ shipment }) => shipment === last?.[0])
  if (!marked) throw new Error('two wait')
  await markUrgent({ db }, shop, marked.order, { isUrgent: true, by: anna })
  expect(await waiting()).toEqual([[marked.shipment, 'Urgent'], first])
})

test('a parcel is closed once every piece was scanned, and its goods are packed in the ledger', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [
    ['CUP', 2],
    ['POT', 1],
  ])
  const { scan, finish } = scanner({ db, vaults }, shop, shipment)
  expect(await scan('50CUP', 0)).toMatchObject({ ok: true, value: { title: 'The CUP' } })
  expect(await finish()).toMatchObject({
    refusal: { kind: 'not_verified', missing: ['1 × The CUP', '1 × The POT'] },
  })
  await scan('50CUP', 1)
  expect(await scan('50CUP', 2)).toMatchObject({ refusal: { kind: 'over', quantity: 2 } })
  expect(await scan('LID', 2)).toMatchObject({ refusal: { kind: 'not_in_parcel' } })
  await scan('POT', 2)
  expect(await finish()).toEqual({ ok: true, value: 'packed' })
  const done = await read(db, shop, shipment)
  expect(done).toMatchObject({ state: 'packed', nextStep: 'label', packer: anna, overrideBy: null })
  expect(done.verifiedAt).not.toBeNull()
  expect(done.parcels).toMatchObject([{ position: 1, grams: 750 }])
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 3, packed: 2 })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('the same scan sent twice, at once or later, counts one piece', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [['CUP', 3]])
  const { scan } = scanner({ db, vaults }, shop, shipment)
  const answers = await Promise.all([scan('50CUP', 0), scan('50CUP', 0), scan('50CUP', 0)])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(await scan('50CUP', 0)).toEqual({ ok: false, refusal: { kind: 'seen_already' } })
  const line = (await read(db, shop, shipment)).lines[0]
  expect(line?.packed).toBe(1)
  const what = { shipmentId: shipment, lineId: line?.id ?? '', seen: 1, by: anna }
  expect(await unpackPiece({ db }, shop, what)).toMatchObject({ ok: true })
  expect(await unpackPiece({ db }, shop, what)).toMatchObject({ ok: false })
})

test('a named person may let a parcel go, and it is written down who', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const { shipment, order } = await picked(db, shop, house, [['CUP', 2]])
  const { finish } = scanner({ db, vaults }, shop, shipment)
  expect(await finish({ override: '   ' })).toMatchObject({ refusal: { kind: 'not_verified' } })
  expect(await finish({ override: 'scanner broke' })).toEqual({ ok: true, value: 'packed' })
  const unverified = await read(db, shop, shipment)
  expect(unverified).toMatchObject({ overrideBy: anna, overrideReason: '', verifiedAt: null })
  expect(openPackerWords(await vaults.of(shop), unverified).override).toBe('scanner broke')
  const bench = await readBench({ db, vaults, planners }, shop, shipment)
  expect(bench?.shipment.overrideReason).toBe('scanner broke')
  const notes = await withShop(db, shop, (tx) =>
    tx.timeline.findMany({ where: { orderId: order } }),
  )
  expect(notes.map((one) => one.kind)).toContain('override')
})

test('a scale that says something else asks to look again', async ({
  database: { db, vaults },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [['CUP', 1]])
  const { scan, finish } = scanner({ db, vaults }, shop, shipment)
  await scan('50CUP', 0)
  const bench = await readBench({ db, vaults, planners }, shop, shipment)
  expect(bench).toMatchObject({ goodsGrams: 250, note: null, advice: { kind: 'plan' } })
  expect(bench?.shipment.lines).toMatchObject([{ title: 'The CUP', packed: 1, quantity: 1 }])
  const cartons = await withShop(db, shop, (tx) => tx.carton.findMany({ where: { name: 'S' } }))
  const cartonId = cartons[0]?.id ?? null
  expect(await finish({ parcels: [{ cartonId, grams: 900 }] })).toMatchObject({ ok: false })
  const off = { parcels: [{ cartonId, grams: 900 }] }
  expect(await finish({ ...off, weightReason: '  ' })).toMatchObject({
    refusal: { kind: 'weight_off', given: 900 },
  })
  const weightReason = 'The catalogue is in it'
  expect(await finish({ ...off, weightReason })).toEqual({ ok: true, value: 'packed' })
  const packed = await read(db, shop, shipment)
  expect(packed).toMatchObject({ weightReason: '', parcels: [{ grams: 900 }] })
  expect(openPackerWords(await vaults.of(shop), packed).weight).toBe(weightReason)
  const notes = await withShop(db, shop, (tx) =>
    tx.timeline.findMany({ where: { kind: 'weight_override' } }),
  )
  expect(notes).toMatchObject([{ by: anna, detail: { given: 900 } }])
})

test('a parcel opened again is scanned anew', async ({ database: { db, vaults }, shop }) => {
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [['CUP', 1]])
  const { scan, finish } = scanner({ db, vaults }, shop, shipment)
  await scan('50CUP', 0)
  await finish()
  expect(await repack({ db }, shop, { shipmentId: shipment, by: anna })).toMatchObject({ ok: true })
  expect(await read(db, shop, shipment)).toMatchObject({ state: 'packing', verifiedAt: null })
  expect(await finish()).toMatchObject({ refusal: { kind: 'not_verified' } })
  await scan('50CUP', 0)
  await finish()
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 4, packed: 1 })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('goods for the counter wait for the customer, are announced, and are booked once when handed out', async ({
  database,
  shop,
}) => {
  const { db, vaults } = database
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [['CUP', 1]], { kind: 'pickup' })
  const { scan, finish } = scanner({ db, vaults }, shop, shipment)
  await scan('50CUP', 0)
  expect(await finish()).toEqual({ ok: true, value: 'awaiting_collection' })
  expect(await read(db, shop, shipment)).toMatchObject({ owner: 'customer', nextStep: 'collect' })
  const out = { shipmentId: shipment, by: anna }
  expect(await handOut({ db }, shop, out)).toEqual({ ok: true, value: 'handed_out' })
  expect(await handOut({ db }, shop, out)).toEqual({ ok: true, value: 'handed_out' })
  const jobs = (await database.jobs()).map((job) => job.key)
  expect(jobs).toContain(`pack.ready_for_pickup:${shipment}`)
  expect(jobs.filter((key) => key === `ship.fulfil:${shipment}`)).toHaveLength(1)
  const calls = await withShop(db, shop, (tx) =>
    tx.outsideCall.findMany({ where: { kind: 'fulfil' } }),
  )
  expect(calls.map((call) => [call.key, call.state])).toEqual([[`fulfil:${shipment}`, 'booked']])
})

test('a stopped order cannot be packed any more', async ({ database: { db, vaults }, shop }) => {
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [['CUP', 1]])
  await withShop(db, shop, (tx) =>
    tx.shipment.updateMany({
      where: { id: shipment },
      data: { state: 'cancelled', owner: null, nextStep: null, dueAt: null },
    }),
  )
  expect(await scanner({ db, vaults }, shop, shipment).scan('50CUP', 0)).toEqual({
    ok: false,
    refusal: { kind: 'not_packing', state: 'cancelled' },
  })
})
