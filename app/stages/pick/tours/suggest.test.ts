import { afterAll, expect } from 'vitest'
import { test } from '../../../../tests/database.ts'
import { buildHouse, orderFrom, piecesOf } from '../../../../tests/floor/house.ts'
import { changeSettings, currentSettings } from '../../../journey/change-settings.server.ts'
import { markUrgent } from '../../../journey/mark-urgent.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import { threadEntry } from '../../../platform/threads/entry.server.ts'
import { openThreads } from '../../../platform/threads/open-threads.server.ts'
import { openAtBench, readPackBoard } from '../../pack/index.server.ts'
import { allocateWaiting, ledgerEqualsLevels } from '../../stock/index.server.ts'
import {
  bindTote,
  finishTour,
  importMap,
  planTour,
  readPickBoard,
  readTour,
  scanPick,
  shortPick,
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
    ['shopify:1', 'shopify:2'].map((by) =>
      planTour({ db, planners }, shop, { shipmentIds: first, by }),
    ),
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
  const tour = await planTour({ db, planners }, shop, {
    shipmentIds: walked?.orders ?? [],
    by: 'shopify:1',
  })
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
    const started = await planTour({ db, planners }, shop, {
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

/** Starts the suggested tour of a zone (or the first), and takes everything on it. */
async function walkSuggested(db: Db, shop: ShopId, by: string, zone?: string) {
  const { suggested } = await readPickBoard({ db }, shop)
  const tour = suggested.find((one) => zone === undefined || one.zone === zone)
  const started = await planTour({ db, planners }, shop, {
    shipmentIds: tour?.orders ?? [],
    by,
    zone: tour?.zone ?? null,
    oneTote: tour?.mode === 'single',
  })
  if (!started.ok) throw new Error(started.refusal.kind)
  const { tourId } = started.value
  const scanned: string[] = []
  for (;;) {
    const at = (await readTour({ db }, shop, tourId))?.current
    if (!at) return { tourId, scanned, view: await readTour({ db }, shop, tourId) }
    const code = !at.binProved ? (at.bin ?? '') : at.open > 0 ? (at.item?.barcode ?? '') : at.tote
    scanned.push(code)
    const scan = { tourId, pickId: at.id, version: at.version, code, quantity: 1, by }
    const answer = await scanPick({ db }, shop, scan)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  }
}
const shipmentOf = (db: Db, shop: ShopId, id: string | undefined) =>
  withShop(db, shop, (tx) =>
    tx.shipment.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id: id ?? '' } } }),
  )

test('zones are picked at once by different people, come together in a slot, and the bench knows when an order is whole', async ({
  database: { db },
  shop,
}) => {
  const both = [
    ['CUP', 1],
    ['HAT', 1],
  ] as const
  const { ids } = await ready(db, shop, [both, both, [['POT', 1]]])
  await change(db, shop, { pickMode: 'zones_at_once' })
  await plan(db, shop)
  const bench = (code: string) => openAtBench({ db }, shop, { code, by: 'shopify:9' })
  const inA = await walkSuggested(db, shop, 'shopify:1', 'A')
  // Zone B is still offered while zone A is walked, and walked by somebody else at the same time.
  await plan(db, shop)
  const board = await readPickBoard({ db }, shop)
  expect(board.suggested.map((tour) => [tour.zone, tour.orders.toSorted()])).toEqual([
    ['B', ids.slice(0, 2).toSorted()],
  ])
  expect(board.suggested[0]?.numbers.toSorted()).toHaveLength(2)
  const inB = await walkSuggested(db, shop, 'shopify:2', 'B')
  const slots = (view: typeof inA.view) =>
    new Map(view?.picks.map((pick) => [pick.shipmentId as string, pick.slot]))
  expect(slots(inA.view).get(ids[0] ?? '')).toMatch(/^SLOT-0[12]$/)
  expect(slots(inB.view).get(ids[0] ?? '')).toBe(slots(inA.view).get(ids[0] ?? ''))
  expect(slots(inA.view).get(ids[2] ?? '')).toBeNull()
  const slot = slots(inA.view).get(ids[0] ?? '') ?? ''

  expect(await finishTour({ db }, shop, { tourId: inA.tourId, by: 'shopify:1' })).toEqual({
    ok: true,
    value: { picked: 1, short: 0, back: 0, gathering: 2 },
  })
  expect((await shipmentOf(db, shop, ids[0])).state).toBe('picking')
  const waiting = (await readPackBoard({ db }, shop)).comingTogether.find(({ id }) => id === ids[0])
  expect(waiting).toMatchObject({ slot, gathering: { zonesIn: ['A'], isWhole: false } })
  expect(await bench(slot)).toMatchObject({ ok: false, refusal: { kind: 'not_whole' } })

  expect(await finishTour({ db }, shop, { tourId: inB.tourId, by: 'shopify:2' })).toMatchObject({
    value: { picked: 2, gathering: 0 },
  })
  expect(await shipmentOf(db, shop, ids[0])).toMatchObject({ state: 'picked', tote: slot })
  expect((await readPackBoard({ db }, shop)).comingTogether).toEqual([])
  expect(await bench(slot)).toEqual({ ok: true, value: { shipmentId: ids[0] } })
})

test('what one zone lacks sends the order back to stock once the other pickers are done', async ({
  database: { db },
  shop,
}) => {
  const { house, ids } = await ready(db, shop, [
    [
      ['CUP', 1],
      ['HAT', 2],
    ],
  ])
  await change(db, shop, { pickMode: 'zones_at_once', gatheringSlots: 1 })
  await plan(db, shop)
  const start = (zone: string, id = ids[0]) =>
    planTour({ db, planners }, shop, { shipmentIds: [id ?? ''], by: `shopify:${zone}`, zone })
  const tours = await Promise.all(['A', 'B', 'B'].map((zone) => start(zone)))
  expect(tours.filter((one) => one.ok)).toHaveLength(2)
  const other = await orderFrom(db, shop, house, [
    ['CUP', 1],
    ['HAT', 1],
  ])
  await allocateWaiting({ db }, shop)
  expect(await start('A', other.shipment)).toEqual({
    ok: false,
    refusal: { kind: 'no_slot', slots: 1 },
  })
  const [tourA, tourB] = tours.flatMap((one) => (one.ok ? [one.value.tourId] : []))
  const open = [tourA ?? '', tourB ?? ''].map((tourId) => readTour({ db }, shop, tourId))
  for (const view of await Promise.all(open)) {
    const at = view?.current
    if (!view || !at) throw new Error('no stop')
    const who = { tourId: view.tour.id, by: view.tour.picker }
    const stop = { ...who, pickId: at.id, version: at.version }
    await shortPick({ db }, shop, { ...stop, reason: 'not_there' })
    const end = await finishTour({ db }, shop, who)
    const isLast = view.tour.id === tourB
    expect(end).toMatchObject({ value: isLast ? { short: 1 } : { gathering: 1 } })
  }
  expect(await shipmentOf(db, shop, ids[0])).toMatchObject({ state: 'waiting_stock', tote: null })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('orders of one piece share a tote, and a piece of it opens the right order at the bench', async ({
  database: { db },
  shop,
}) => {
  const { ids } = await ready(db, shop, [
    [['CUP', 1]],
    [['CUP', 1]],
    [['POT', 1]],
    [
      ['POT', 1],
      ['CUP', 1],
    ],
  ])
  await change(db, shop, { singlesApart: true, cartOrders: 30, cartTotes: 1 })
  await plan(db, shop)
  const { suggested } = await readPickBoard({ db }, shop)
  expect(suggested.map((tour) => [tour.mode, tour.orders.length]).toSorted()).toEqual([
    ['piece', 1],
    ['single', 3],
  ])
  const single = suggested.find((tour) => tour.mode === 'single')
  const started = await planTour({ db, planners }, shop, {
    shipmentIds: single?.orders ?? [],
    by: 'shopify:1',
    oneTote: true,
  })
  const tourId = started.ok ? started.value.tourId : ''
  const scans: string[] = []
  for (;;) {
    const at = (await readTour({ db }, shop, tourId))?.current
    if (!at) break
    const code = at.binProved ? (at.item?.barcode ?? '') : (at.bin ?? '')
    scans.push(code)
    const stop = { tourId, pickId: at.id, version: at.version, by: 'shopify:1' }
    await scanPick({ db }, shop, { ...stop, code, quantity: 1 })
  }
  // The bin once for both orders, and no tote to prove.
  expect(scans).toEqual(['A-01-01', '50CUP', '50CUP', 'A-01-02', '50POT'])
  const blue = { tourId, shipmentId: ids[0] ?? '', code: 'blue-1', by: 'shopify:1' }
  expect((await bindTote({ db }, shop, blue)).ok).toBe(true)
  await finishTour({ db }, shop, { tourId, by: 'shopify:1' })
  expect((await shipmentOf(db, shop, ids[2])).tote).toBe('BLUE-1')
  const whole = await walkSuggested(db, shop, 'shopify:2')
  await finishTour({ db }, shop, { tourId: whole.tourId, by: 'shopify:2' })
  const bench = (code: string) => openAtBench({ db }, shop, { code, by: 'shopify:9' })
  expect(await bench('BLUE-1')).toEqual({
    ok: false,
    refusal: { kind: 'shared_tote', tote: 'BLUE-1', orders: 3 },
  })
  expect(await bench('50POT')).toEqual({ ok: true, value: { shipmentId: ids[2] } })
})

test('an order somebody marked, a tag or an express service is walked for before what is due first', async ({
  database: { db },
  shop,
}) => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000)
  const house = await buildHouse(db, shop, stock)
  const made = []
  for (const leave of [30, 40, 50, 60])
    made.push(await orderFrom(db, shop, house, [['CUP', 1]], { leaveBy: hours(leave) }))
  await allocateWaiting({ db }, shop)
  await change(db, shop, { cartOrders: 1, urgentTags: ['vip'], urgentServices: ['next day'] })
  const [plain, marked, tagged, express] = made
  if (!plain || !marked || !tagged || !express) throw new Error('no orders')
  await withShop(db, shop, async (tx) => {
    await tx.order.updateMany({ where: { id: tagged.order }, data: { tags: ['VIP', 'gift'] } })
    const shippingTitle = 'Next Day Delivery'
    await tx.order.updateMany({ where: { id: express.order }, data: { shippingTitle } })
  })
  const mark = (isUrgent: boolean) =>
    markUrgent({ db }, shop, marked.order, { isUrgent, by: 'shopify:1' })
  expect([await mark(true), await mark(true)]).toEqual(Array(2).fill({ ok: true, value: 'urgent' }))
  await plan(db, shop)
  const first = async () =>
    (await readPickBoard({ db }, shop)).suggested.map((tour) => tour.orders[0])
  expect(await first()).toEqual([marked, tagged, express, plain].map((one) => one.shipment))
  const rows = (await readPickBoard({ db }, shop)).ready
  expect(new Map(rows.map((row) => [row.id, row.urgency])).get(express.shipment)).toBe(
    'Next Day Delivery',
  )
  await mark(false)
  await plan(db, shop)
  expect((await first()).slice(0, 2)).toEqual([tagged.shipment, express.shipment])
})

test('of two places that with the more urgent order comes first, and each tour says where it is walked', async ({
  database: { db },
  shop,
}) => {
  const one = await buildHouse(db, shop, stock)
  await orderFrom(db, shop, one, [['CUP', 1]])
  await allocateWaiting({ db }, shop)
  await plan(db, shop)
  expect((await readPickBoard({ db }, shop)).suggested).toMatchObject([{ place: '' }])
  const other = await buildHouse(db, shop, stock)
  const leaveBy = new Date(Date.now() + 4 * 86_400_000)
  const later = await orderFrom(db, shop, other, [['CUP', 1]], { leaveBy })
  await allocateWaiting({ db }, shop)
  await plan(db, shop)
  const places = async () =>
    (await readPickBoard({ db }, shop)).suggested.map(({ locationId }) => locationId)
  expect(await places()).toEqual([one.place, other.place])
  await markUrgent({ db }, shop, later.order, { isUrgent: true, by: 'shopify:1' })
  expect(await places()).toEqual([other.place, one.place])
  const { suggested } = await readPickBoard({ db }, shop)
  expect(suggested.map(({ place }) => place)).toEqual([
    expect.stringMatching(/^House \d+$/),
    expect.stringMatching(/^House \d+$/),
  ])
})

test('a started tour takes its goods from the bins that lie together, and the ledger says so', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 5 },
    { sku: 'CUP', bin: 'B-09-02', pieces: 5 },
    { sku: 'HAT', bin: 'B-09-01', pieces: 5 },
  ])
  const text = [
    'what,code,aisle,x_m,y_m,level,side',
    'cross,front,,,0,,',
    'cross,back,,,40,,',
    'aisle,A-01,,0,,,',
    'aisle,B-09,,30,,,',
    'depot,Desk,,30,0,,',
    'bin,A-01-01,A-01,,30,1,left',
    'bin,B-09-01,B-09,,2,1,left',
    'bin,B-09-02,B-09,,4,1,left',
  ].join('\n')
  expect(
    (await importMap({ db }, shop, { locationId: house.place, text, replace: false })).ok,
  ).toBe(true)
  const one = await orderFrom(db, shop, house, [
    ['CUP', 2],
    ['HAT', 1],
  ])
  await allocateWaiting({ db }, shop)
  const bins = async () => {
    const where = { shopId: shop, shipmentId: one.shipment, quantity: { gt: 0 } }
    const rows = await withShop(db, shop, (tx) => tx.reservation.findMany({ where }))
    const code = (id: string) => Object.keys(house.bins).find((key) => house.bins[key] === id)
    return rows.map((row) => `${row.quantity} ${code(row.binId)}`).toSorted()
  }
  // Stock does not know who is walked for together: the first bin of the walk.
  expect(await bins()).toEqual(['1 B-09-01', '2 A-01-01'])
  const started = await planTour({ db, planners }, shop, {
    shipmentIds: [one.shipment],
    by: 'shopify:1',
  })
  expect(await bins()).toEqual(['1 B-09-01', '2 B-09-02'])
  const view = await readTour({ db }, shop, started.ok ? started.value.tourId : '')
  expect(view?.picks.map((pick) => [pick.bin, pick.quantity])).toEqual([
    ['B-09-01', 1],
    ['B-09-02', 2],
  ])
  expect(view?.tour.walk).toMatchObject({ how: 'exact', lengthMm: 8_000 })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 8, reserved: 2 })
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
