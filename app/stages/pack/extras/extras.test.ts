import { randomUUID } from 'node:crypto'
import { afterAll, expect } from 'vitest'
import { type TestDatabase, test } from '../../../../tests/database.ts'
import { picked, scanner } from '../../../../tests/floor/bench.ts'
import { buildHouse, piecesOf } from '../../../../tests/floor/house.ts'
import { buyerShape } from '../../../journey/buyer.ts'
import { type PackingRule, packingRule } from '../../../journey/packing-rules.ts'
import type { ShipmentId, ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { threadEntry } from '../../../platform/threads/entry.server.ts'
import { openThreads } from '../../../platform/threads/open-threads.server.ts'
import { packingSlip, packPieceOnce, readBench, tickExtra } from '../index.server.ts'
import { giftCards } from './gift-card.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 128 })
afterAll(() => planners.close())

const anna = 'floor:anna'
const shelves = [
  { sku: 'CUP', bin: 'A-01-01', pieces: 5 },
  { sku: 'BOX', bin: 'A-01-02', pieces: 3 },
]
const rules = (database: TestDatabase, change: object) =>
  database.owner.query('update shop set settings = settings || $1', [JSON.stringify(change)])
const rule = (change: Partial<PackingRule>) =>
  packingRule.parse({ id: randomUUID(), name: 'Tissue', ...change })

/** A shipment of two cups at the bench, all of them scanned. */
async function atBench(database: TestDatabase, shop: ShopId, sealed?: Uint8Array<ArrayBuffer>) {
  const { db } = database
  const house = await buildHouse(db, shop, shelves)
  const { shipment } = await picked(db, shop, house, [['CUP', 2]], { ...(sealed && { sealed }) })
  const { scan, finish } = scanner(database, shop, shipment)
  await scan('50CUP', 0)
  await scan('50CUP', 1)
  return { house, shipment, finish }
}
const sayScan = (
  { db, vaults }: TestDatabase,
  shop: ShopId,
  shipmentId: ShipmentId,
  code: string,
) =>
  packPieceOnce({ db, vaults }, shop, {
    ...{ shipmentId, code, lineId: null, quantity: 1, seen: 2, by: anna },
    ...{ key: randomUUID(), device: null },
  })

test('a parcel is not closed without what the rules want in it, scanned or ticked; or on somebody’s word', async ({
  database,
  shop,
}) => {
  const tissue = rule({ code: 'TISSUE-1', perPiece: true })
  const flyer = rule({ name: 'Flyer', kind: 'insert' })
  const maybe = rule({ name: 'Sticker', must: false })
  const other = rule({ name: 'Customs folder', countries: ['US'] })
  await rules(database, { packingRules: [tissue, flyer, maybe, other] })
  const { shipment, finish } = await atBench(database, shop)
  expect(await finish()).toMatchObject({
    refusal: { kind: 'not_verified', missing: ['2 × Tissue', '1 × Flyer'] },
  })
  expect(await sayScan(database, shop, shipment, 'tissue-1')).toMatchObject({
    ...{ ok: true, words: '2 × Tissue' },
  })
  expect(await sayScan(database, shop, shipment, 'TISSUE-9')).toMatchObject({ ok: false })
  const tick = (ruleId: string | null, isIn = true) =>
    tickExtra(database, shop, { shipmentId: shipment, ruleId, isIn, by: anna })
  expect(await tick(null)).toEqual({ ok: true, value: { name: 'Flyer' } })
  expect(await tick(flyer.id, false)).toMatchObject({ ok: true })
  expect(await finish()).toMatchObject({ refusal: { missing: ['1 × Flyer'] } })
  await tick(flyer.id)
  expect(await finish()).toEqual({ ok: true, value: 'packed' })
  const kept = await withShop(database.db, shop, (tx) =>
    tx.shipmentExtra.findMany({ where: { shopId: shop }, orderBy: { quantity: 'desc' } }),
  )
  expect(kept.map(({ name, quantity, by }) => [name, quantity, by])).toEqual([
    ['Tissue', 2, anna],
    ['Flyer', 1, anna],
  ])
})

test('what is missing can be let go by name, and the timeline says what', async ({
  database,
  shop,
}) => {
  await rules(database, { packingRules: [rule({})] })
  const { finish } = await atBench(database, shop)
  expect(await finish({ override: 'Tissue is out' })).toMatchObject({ ok: true })
  const { rows } = await database.owner.query("select text from timeline where kind = 'override'")
  expect(rows).toMatchObject([{ text: expect.stringContaining('1 × Tissue') }])
})

test('material that is kept as an article leaves the stock with the parcel, once, as far as there is any', async ({
  database,
  shop,
}) => {
  await rules(database, { packingRules: [rule({ name: 'Box', sku: 'BOX', quantity: 4 })] })
  const { house, shipment, finish } = await atBench(database, shop)
  expect(await sayScan(database, shop, shipment, 'BOX')).toMatchObject({ ok: true })
  const box = house.items['BOX'] ?? ''
  expect(await piecesOf(database.db, shop, box)).toEqual({ on_hand: 3 })
  await finish()
  expect(await piecesOf(database.db, shop, box)).toEqual({})
  expect((await database.jobs()).map(({ task }) => task)).toContain('stock.mirror')
})

const sealedWith = async (database: TestDatabase, shop: ShopId, change: object) =>
  (await database.vaults.of(shop)).seal(
    buyerShape.parse({
      ...{ email: null, phone: null, firstName: null, lastName: null, note: 'Ring twice' },
      ...{ shipTo: null, billTo: null, ...change },
    }),
  )

test('a gift has its cards at the bench, is not closed without them, and its text stands on no slip', async ({
  database,
  shop,
}) => {
  const attributes = [{ name: 'Gift note', value: 'Happy birthday, dear Ana' }]
  const sealed = await sealedWith(database, shop, { attributes })
  const { shipment, finish } = await atBench(database, shop, sealed)
  await database.owner.query(`update order_line set properties =
    '[{"name": "Gift message", "value": "For the cup"}, {"name": "Engraving", "value": "A"}]'`)
  const bench = await readBench({ ...database, planners }, shop, shipment)
  expect(bench).toMatchObject({
    ...{ isGift: true, giftTexts: ['Happy birthday, dear Ana', 'For the cup'] },
    note: 'Ring twice',
    extras: [{ kind: 'gift_card', quantity: 2, isIn: false }],
    shipment: { lines: [{ wishes: ['Engraving: A'] }] },
  })
  expect(await finish()).toMatchObject({ refusal: { missing: ['2 × Gift card'] } })
  expect((await giftCards(database, shop, shipment))?.pdf.byteLength).toBeGreaterThan(1_000)
  expect((await packingSlip(database, shop, shipment))?.pdf.byteLength).toBeGreaterThan(1_000)
  await tickExtra(database, shop, { shipmentId: shipment, ruleId: null, isIn: true, by: anna })
  expect(await finish()).toMatchObject({ ok: true })
  const { rows } = await database.owner.query('select name, quantity from shipment_extra')
  expect(rows).toEqual([{ name: 'Gift card', quantity: 2 }])
})

test('where nobody wrote a text there is no card', async ({ database, shop }) => {
  const { shipment, finish } = await atBench(database, shop)
  expect(await giftCards(database, shop, shipment)).toBeNull()
  expect(await giftCards(database, shop, randomUUID())).toBeNull()
  expect(await finish()).toMatchObject({ ok: true })
})
