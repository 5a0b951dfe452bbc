import { afterAll, expect } from 'vitest'
import { test } from '../../../../tests/database.ts'
import { buildHouse, orderFrom } from '../../../../tests/floor/house.ts'
import { changeSettings, currentSettings } from '../../../journey/change-settings.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import { threadEntry } from '../../../platform/threads/entry.server.ts'
import { openThreads } from '../../../platform/threads/open-threads.server.ts'
import { allocateWaiting } from '../../stock/index.server.ts'
import {
  finishTour,
  importMap,
  planTour,
  readPickBoard,
  readTour,
  scanPick,
  suggestTours,
} from '../index.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 256 })
afterAll(() => planners.close())

const stock = [
  { sku: 'CUP', bin: 'A-01-01', pieces: 50 },
  { sku: 'POT', bin: 'A-01-02', pieces: 50 },
  { sku: 'HAT', bin: 'B-09-01', pieces: 50 },
]

async function ready(
  db: Db,
  shop: ShopId,
  wanted: readonly (readonly (readonly [string, number])[])[],
) {
  const house = await buildHouse(db, shop, stock)
  const made = []
  for (const lines of wanted) made.push(await orderFrom(db, shop, house, lines))
  await allocateWaiting({ db }, shop)
  return { house, ids: made.map((one) => one.shipment) }
}
const plan = (db: Db, shop: ShopId) => suggestTours({ db, planners, planMs: 500 }, shop)
const change = async (db: Db, shop: ShopId, settings: object) => {
  const saved = await changeSettings({ db }, shop, {
    ...(await currentSettings({ db }, shop)),
    ...settings,
  })
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusal))
}

test('orders that become ready are planned, and two pickers who press at once get different tours', async ({
  database,
  shop,
}) => {
  const { db } = database
  const { ids } = await ready(db, shop, [[['CUP', 1]], [['HAT', 2]], [['POT', 1]], [['HAT', 1]]])
  const booked = (await database.jobs()).filter(({ task }) => task === 'pick.plan')
  expect(booked).toEqual([{ task: 'pick.plan', key: `pick.plan:${shop}` }])
  await change(db, shop, { cartOrders: 2 })
  await plan(db, shop)
  const board = await readPickBoard({ db }, shop)
  expect(board.suggested.map((tour) => tour.orders.toSorted()).toSorted()).toEqual(
    [[ids[0], ids[2]].toSorted(), [ids[1], ids[3]].toSorted()].toSorted(),
  )
  expect(board.suggested[0]).toMatchObject({
    mode: 'cluster',
    walk: '1 aisle',
    why: '1 aisle instead of 2 one by one',
  })
  const first = board.suggested[0]?.orders ?? []
  const both = await Promise.all(
    ['shopify:1', 'shopify:2'].map((by) => planTour({ db }, shop, { shipmentIds: first, by })),
  )
  expect(both.filter((one) => one.ok)).toHaveLength(1)
  const after = await readPickBoard({ db }, shop)
  expect(after.suggested.map((tour) => tour.orders)).toEqual([board.suggested[1]?.orders])
})

test('an urgent order is planned in while what is being walked stays as it is', async ({
  database: { db },
  shop,
}) => {
  const { house } = await ready(db, shop, [[['CUP', 1]], [['HAT', 1]]])
  await change(db, shop, { cartOrders: 1 })
  await plan(db, shop)
  const [walked] = (await readPickBoard({ db }, shop)).suggested
  const tour = await planTour({ db }, shop, { shipmentIds: walked?.orders ?? [], by: 'shopify:1' })
  const urgent = await orderFrom(db, shop, house, [['POT', 1]], { leaveBy: new Date() })
  await allocateWaiting({ db }, shop)
  await plan(db, shop)
  const board = await readPickBoard({ db }, shop)
  expect(board.suggested[0]?.orders).toEqual([urgent.shipment])
  expect(board.suggested).toHaveLength(2)
  expect(board.tours.map((one) => one.id)).toEqual([tour.ok && tour.value.tourId])
})

test('an order larger than the cart is named and the others are planned', async ({
  database: { db },
  shop,
}) => {
  const { ids } = await ready(db, shop, [[['CUP', 20]], [['HAT', 1]]])
  await change(db, shop, { cartKilograms: 2 })
  await plan(db, shop)
  const board = await readPickBoard({ db }, shop)
  expect(board.leftOut).toEqual([
    { id: ids[0], why: 'Heavier or larger than the cart: fetch it by itself' },
  ])
  expect(board.suggested.map((tour) => tour.orders)).toEqual([[ids[1]]])
})

test('in zones each zone is walked by itself and the tote is passed on', async ({
  database: { db },
  shop,
}) => {
  const { ids } = await ready(db, shop, [
    [
      ['CUP', 1],
      ['HAT', 1],
    ],
  ])
  await change(db, shop, { pickMode: 'zone' })
  await plan(db, shop)
  const states: string[] = []
  const totes = new Set<string>()
  for (const zone of ['A', 'B']) {
    const [tour] = (await readPickBoard({ db }, shop)).suggested.toSorted((a, b) =>
      (a.zone ?? '').localeCompare(b.zone ?? ''),
    )
    const by = `shopify:${zone}`
    expect(tour?.zone).toBe(zone === 'A' ? 'A' : null)
    const started = await planTour({ db }, shop, {
      shipmentIds: tour?.orders ?? [],
      by,
      zone: tour?.zone ?? null,
    })
    if (!started.ok) throw new Error(started.refusal.kind)
    const { tourId } = started.value
    for (;;) {
      const view = await readTour({ db }, shop, tourId)
      const at = view?.current
      if (!at) break
      totes.add(at.tote)
      const code = at.binProved ? (at.item?.barcode ?? '') : (at.bin ?? '')
      await scanPick({ db }, shop, {
        tourId,
        pickId: at.id,
        version: at.version,
        code,
        quantity: 1,
        by,
      })
    }
    await finishTour({ db }, shop, { tourId, by })
    const where = { shopId_id: { shopId: shop, id: ids[0] ?? '' } }
    states.push((await withShop(db, shop, (tx) => tx.shipment.findUniqueOrThrow({ where }))).state)
    await plan(db, shop)
  }
  expect(states).toEqual(['ready', 'picked'])
  expect(totes.size).toBe(1)
})

test('a large backlog is released in waves', async ({ database: { db }, shop }) => {
  await ready(db, shop, [[['CUP', 3]], [['CUP', 3]], [['HAT', 3]]])
  await change(db, shop, { wavePieces: 6 })
  await plan(db, shop)
  const board = await readPickBoard({ db }, shop)
  expect([board.suggested.reduce((sum, tour) => sum + tour.pieces, 0), board.later]).toEqual([6, 1])
})

test('on a map tours say their metres, and what is not on it is named', async ({
  database: { db },
  shop,
}) => {
  const { house, ids } = await ready(db, shop, [[['CUP', 1]], [['POT', 1]], [['HAT', 1]]])
  const text = [
    'what,code,aisle,x_m,y_m,level,side',
    'cross,front,,,0,,',
    'cross,back,,,20,,',
    'aisle,A-01,,0,,,',
    'depot,Desk,,0,0,,',
    'bin,A-01-01,A-01,,2,1,left',
    'bin,A-01-02,A-01,,8,1,left',
  ].join('\n')
  const map = await importMap({ db }, shop, { locationId: house.place, text, replace: false })
  expect(map.ok).toBe(true)
  await plan(db, shop)
  const board = await readPickBoard({ db }, shop)
  expect(board.suggested.map((tour) => tour.orders.toSorted())).toEqual([
    ids.slice(0, 2).toSorted(),
  ])
  // To the farther bin and back, 16 m; one by one 4 m and 16 m.
  expect(board.suggested[0]).toMatchObject({ walk: '16 m' })
  expect(board.suggested[0]?.why).toMatch(/^Saves 4 m against one by one in bin order/)
  expect(board.leftOut).toEqual([{ id: ids[2], why: 'No way on the map leads to B-09-01' }])
})
