import { afterAll, expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { buildHouse, type House, orderFrom, piecesOf } from '../../../tests/floor/house.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { threadEntry } from '../../platform/threads/entry.server.ts'
import { openThreads } from '../../platform/threads/open-threads.server.ts'
import { allocateWaiting, goodsArrived, ledgerEqualsLevels } from '../stock/index.server.ts'
import {
  abandonTour,
  bindTote,
  finishTour,
  planTour,
  readPickBoard,
  readTour,
  scanPick,
  shortPick,
  takeOverTour,
  undoPiece,
} from './index.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 256 })
afterAll(() => planners.close())

const anna = 'shopify:1'
const ben = 'shopify:2'
const shelves = [
  { sku: 'CUP', bin: 'A-01-02', pieces: 5 },
  { sku: 'POT', bin: 'A-01-01', pieces: 5 },
  { sku: 'POT', bin: 'A-02-01', pieces: 5 },
]

interface Floor {
  readonly db: Db
  readonly shop: ShopId
}
const stateOf = ({ db, shop }: Floor, id: string) =>
  withShop(db, shop, (tx) =>
    tx.shipment.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id } } }),
  )

/** Picks a whole tour as its screen asks, by scanning. @returns what was scanned, in order. */
async function walk(floor: Floor, tourId: string, by = anna): Promise<string[]> {
  const { db, shop } = floor
  const scanned: string[] = []
  for (let step = 0; step < 60; step++) {
    const view = await readTour({ db }, shop, tourId)
    const at = view?.current
    if (!at) return scanned
    const code =
      at.bin && !at.binProved
        ? at.bin
        : at.open > 0
          ? (at.item?.barcode ?? at.item?.sku ?? '')
          : at.tote
    scanned.push(code)
    const answer = await scanPick({ db }, shop, {
      tourId,
      pickId: at.id,
      version: at.version,
      code,
      quantity: 1,
      by,
    })
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  }
  throw new Error('the tour never ends')
}

async function begin(floor: Floor, house: House, orders: Parameters<typeof orderFrom>[3][]) {
  const { db, shop } = floor
  const made = []
  for (const lines of orders) made.push(await orderFrom(db, shop, house, lines))
  await allocateWaiting({ db }, shop)
  const ids = made.map((one) => one.shipment)
  const plan = await planTour({ db, planners }, shop, { shipmentIds: ids, by: anna })
  if (!plan.ok) throw new Error(plan.refusal.kind)
  return { tourId: plan.value.tourId, ids }
}

test('one order is picked in walking order, piece by piece, and goes to packing in its tote', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId, ids } = await begin(floor, house, [
    [
      ['CUP', 2],
      ['POT', 1],
    ],
  ])
  expect(await walk(floor, tourId)).toEqual(['A-01-01', '50POT', 'A-01-02', '50CUP', '50CUP'])
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 3, picked: 2 })
  expect(await finishTour({ db }, shop, { tourId, by: anna })).toEqual({
    ok: true,
    value: { picked: 1, short: 0, back: 0, gathering: 0 },
  })
  expect(await stateOf(floor, ids[0] ?? '')).toMatchObject({
    state: 'picked',
    tote: 'T1',
    owner: 'warehouse',
    nextStep: 'pack',
  })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('a batch is one walk, and every piece is put into the right tote', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId, ids } = await begin(floor, house, [[['CUP', 1]], [['CUP', 2]], [['POT', 1]]])
  const scanned = await walk(floor, tourId)
  expect(scanned.filter((code) => code.startsWith('T1-')).toSorted()).toEqual([
    'T1-A',
    'T1-B',
    'T1-C',
  ])
  await finishTour({ db }, shop, { tourId, by: anna })
  for (const id of ids) expect((await stateOf(floor, id)).state).toBe('picked')
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('of two pickers who want the same orders at once, each order goes with one', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const ids = []
  for (let n = 0; n < 4; n++) ids.push((await orderFrom(db, shop, house, [['CUP', 1]])).shipment)
  await allocateWaiting({ db }, shop)
  const plans = await Promise.all([
    planTour({ db, planners }, shop, { shipmentIds: ids, by: anna }),
    planTour({ db, planners }, shop, { shipmentIds: ids.toReversed(), by: ben }),
    planTour({ db, planners }, shop, { shipmentIds: ids.slice(1, 3), by: ben }),
  ])
  expect(plans.filter((plan) => plan.ok)).toHaveLength(1)
  expect(plans.filter((plan) => !plan.ok).map((plan) => !plan.ok && plan.refusal.kind)).toEqual([
    'nothing_ready',
    'nothing_ready',
  ])
  expect(await withShop(db, shop, (tx) => tx.pick.count())).toBe(4)
})

test('the same scan sent twice counts one piece, also at the same moment', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId } = await begin(floor, house, [[['CUP', 2]]])
  const look = async () => {
    const at = (await readTour({ db }, shop, tourId))?.current
    return { tourId, pickId: at?.id ?? '', version: at?.version ?? 0, quantity: 1, by: anna }
  }
  await scanPick({ db }, shop, { ...(await look()), code: 'A-01-02' })
  const scan = { ...(await look()), code: '50CUP' }
  const answers = await Promise.all([
    scanPick({ db }, shop, scan),
    scanPick({ db }, shop, scan),
    scanPick({ db }, shop, scan),
  ])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.filter((answer) => !answer.ok)).toContainEqual({
    ok: false,
    refusal: { kind: 'seen_already' },
  })
  expect((await readTour({ db }, shop, tourId))?.current?.picked).toBe(1)
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('a wrong scan is refused with words and counts nothing', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId } = await begin(floor, house, [[['CUP', 1]]])
  const at = (await readTour({ db }, shop, tourId))?.current
  const scan = { tourId, pickId: at?.id ?? '', version: at?.version ?? 0, quantity: 1, by: anna }
  expect(await scanPick({ db }, shop, { ...scan, code: 'A-01-01' })).toMatchObject({
    ok: false,
    refusal: { kind: 'wrong_bin', wanted: 'A-01-02' },
  })
  expect(await scanPick({ db }, shop, { ...scan, code: 'A-01-02', by: ben })).toEqual({
    ok: false,
    refusal: { kind: 'not_yours', picker: anna },
  })
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 4, reserved: 1 })
})

test('a short shelf: the rest is free again, the bin is to be counted, and the order waits for stock', async ({
  database,
  shop,
}) => {
  const { db } = database
  const floor = { db, shop }
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-02', pieces: 3 },
    { sku: 'POT', bin: 'A-01-03', pieces: 5 },
  ])
  const { tourId, ids } = await begin(floor, house, [
    [
      ['CUP', 3],
      ['POT', 1],
    ],
  ])
  const at = async () => {
    const pick = (await readTour({ db }, shop, tourId))?.current
    return { tourId, pickId: pick?.id ?? '', version: pick?.version ?? 0, by: anna }
  }
  await scanPick({ db }, shop, { ...(await at()), code: 'A-01-02', quantity: 1 })
  await scanPick({ db }, shop, { ...(await at()), code: '50CUP', quantity: 1 })
  const short = { ...(await at()), reason: 'not_there' } as const
  const answers = await Promise.all([
    shortPick({ db }, shop, short),
    shortPick({ db }, shop, short),
  ])
  expect(answers.filter((answer) => answer.ok)).toEqual([
    { ok: true, value: { short: 2, instead: 0, rest: { kind: 'wait' } } },
  ])
  expect((await readTour({ db }, shop, tourId))?.current?.bin).toBe('A-01-03')
  await walk(floor, tourId)
  const end = await finishTour({ db }, shop, { tourId, by: anna })
  expect(end).toEqual({ ok: true, value: { picked: 0, short: 1, back: 0, gathering: 0 } })
  const cup = house.items['CUP'] ?? ''
  expect(await piecesOf(db, shop, cup)).toEqual({ picked: 1, quarantine: 2 })
  const work = await withShop(db, shop, (tx) => tx.workOrder.findMany({ where: { shopId: shop } }))
  expect(work.map((one) => one.title)).toEqual(['Count A-01-02: 2 × CUP not found'])
  expect((await database.jobs()).map((job) => job.task)).toEqual(
    expect.arrayContaining(['stock.allocate', 'stock.count_bin']),
  )
  expect(await allocateWaiting({ db }, shop)).toEqual({ ready: 0, waiting: 1 })
  expect(await stateOf(floor, ids[0] ?? '')).toMatchObject({
    state: 'waiting_stock',
    nextStep: 'restock',
    tote: 'T1',
  })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('an abandoned tour gives everything back to the list, and the next picker goes on where it ended', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId, ids } = await begin(floor, house, [[['CUP', 2]]])
  for (const code of ['A-01-02', '50CUP']) {
    const at = (await readTour({ db }, shop, tourId))?.current
    await scanPick({ db }, shop, {
      tourId,
      pickId: at?.id ?? '',
      version: at?.version ?? 0,
      code,
      quantity: 1,
      by: anna,
    })
  }
  expect(await finishTour({ db }, shop, { tourId, by: anna })).toMatchObject({
    refusal: { kind: 'open_picks' },
  })
  await abandonTour({ db }, shop, { tourId, by: anna })
  expect((await stateOf(floor, ids[0] ?? '')).state).toBe('ready')
  const again = await planTour({ db, planners }, shop, { shipmentIds: ids, by: ben })
  if (!again.ok) throw new Error(again.refusal.kind)
  expect(await walk(floor, again.value.tourId, ben)).toEqual(['A-01-02', '50CUP'])
  await finishTour({ db }, shop, { tourId: again.value.tourId, by: ben })
  expect(await stateOf(floor, ids[0] ?? '')).toMatchObject({ state: 'picked', tote: 'T1' })
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 3, picked: 2 })
})

test('a piece is put back on the shelf, and a tour is taken over', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId } = await begin(floor, house, [[['CUP', 1]]])
  await walk(floor, tourId)
  const pick = (await readTour({ db }, shop, tourId))?.picks[0]
  const at = { tourId, pickId: pick?.id ?? '', version: pick?.version ?? 0, by: anna }
  expect(await undoPiece({ db }, shop, at)).toEqual({ ok: true, value: 'undone' })
  expect(await undoPiece({ db }, shop, at)).toMatchObject({ ok: false })
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 4, reserved: 1 })
  await takeOverTour({ db }, shop, { tourId, by: ben })
  expect(await walk(floor, tourId, ben)).toEqual(['50CUP'])
  expect(await finishTour({ db }, shop, { tourId, by: anna })).toMatchObject({
    refusal: { kind: 'not_yours', picker: ben },
  })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('goods without a bin are found by hand; what is not found waits until somebody says it is there', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, [], ['POSTER'])
  const { tourId, ids } = await begin(floor, house, [
    [
      ['POSTER', 1],
      ['Engraving', 1],
    ],
  ])
  const view = await readTour({ db }, shop, tourId)
  const [poster, engraving] = ['POSTER', null].map((sku) =>
    view?.picks.find((one) => (one.item?.sku ?? null) === sku),
  )
  expect(view?.picks.map((one) => one.bin)).toEqual([null, null])
  for (const pick of view?.picks ?? []) {
    const at = { tourId, pickId: pick.id, version: pick.version, by: anna }
    if (pick.id === poster?.id)
      await scanPick({ db }, shop, { ...at, code: '50POSTER', quantity: 1 })
    else await shortPick({ db }, shop, { ...at, reason: 'not_there' })
  }
  expect(engraving).toBeDefined()
  await finishTour({ db }, shop, { tourId, by: anna })
  expect(await allocateWaiting({ db }, shop)).toEqual({ ready: 0, waiting: 1 })
  expect((await stateOf(floor, ids[0] ?? '')).nextStep).toBe('restock')
  await goodsArrived({ db }, shop, { shipmentId: ids[0] ?? '', by: anna })
  expect(await allocateWaiting({ db }, shop)).toEqual({ ready: 1, waiting: 0 })
})

test('an order stopped during the walk is left out, and its scan says so', async ({
  database: { db },
  shop,
}) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId, ids } = await begin(floor, house, [[['CUP', 1]]])
  const at = (await readTour({ db }, shop, tourId))?.current
  await withShop(db, shop, (tx) =>
    tx.shipment.updateMany({
      where: { id: ids[0] ?? '' },
      data: { state: 'cancelled', owner: null, nextStep: null, dueAt: null },
    }),
  )
  const scan = { tourId, pickId: at?.id ?? '', version: 0, code: 'A-01-02', quantity: 1, by: anna }
  expect(await scanPick({ db }, shop, scan)).toEqual({ ok: false, refusal: { kind: 'stopped' } })
  expect((await readTour({ db }, shop, tourId))?.current).toBeNull()
  expect(await finishTour({ db }, shop, { tourId, by: anna })).toMatchObject({ ok: true })
  expect((await stateOf(floor, ids[0] ?? '')).state).toBe('cancelled')
})

test('a tote of the house is used for one order at a time', async ({ database: { db }, shop }) => {
  const floor = { db, shop }
  const house = await buildHouse(db, shop, shelves)
  const { tourId, ids } = await begin(floor, house, [[['CUP', 1]], [['POT', 1]]])
  const [one = '', two = ''] = ids
  const bind = (id: string) =>
    bindTote({ db }, shop, { tourId, shipmentId: id, code: 'blue-7', by: anna })
  expect(await bind(one)).toEqual({ ok: true, value: 'bound' })
  expect(await bind(two)).toMatchObject({ ok: false, refusal: { kind: 'tote_in_use' } })
  expect((await stateOf(floor, one)).tote).toBe('BLUE-7')
  const board = await readPickBoard({ db }, shop)
  expect(board.tours).toMatchObject([{ number: 1, picker: anna, orders: 2, left: 2 }])
})
