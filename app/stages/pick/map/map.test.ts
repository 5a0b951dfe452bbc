import { afterAll, expect } from 'vitest'
import { test } from '../../../../tests/database.ts'
import { buildHouse, orderFrom } from '../../../../tests/floor/house.ts'
import { withShop } from '../../../platform/db.server.ts'
import { threadEntry } from '../../../platform/threads/entry.server.ts'
import { openThreads } from '../../../platform/threads/open-threads.server.ts'
import { allocateWaiting } from '../../stock/index.server.ts'
import {
  choosePolicy,
  importMap,
  planTour,
  readFloor,
  readTour,
  scanPick,
  shortPick,
} from '../index.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 256 })
afterAll(() => planners.close())

const anna = 'shopify:1'

/** Three aisles of 20 m; the plain order of the bins goes through them one after the other. */
const floorPlan = [
  'what,code,aisle,x_m,y_m,level,side',
  'cross,the front,,,0,,',
  'cross,the back,,,20,,',
  'aisle,A-01,,0,,,',
  'aisle,A-02,,3,,,',
  'aisle,A-03,,6,,,',
  'depot,Desk,,0,0,,',
  'bin,A-01-01,A-01,,2,1,left',
  'bin,A-01-09,A-01,,18,2,right',
  'bin,A-02-05,A-02,,10,1,left',
  'bin,A-03-01,A-03,,2,1,left',
  'bin,A-03-09,A-03,,18,1,right',
].join('\n')

const shelves = [
  { sku: 'CUP', bin: 'A-01-01', pieces: 5 },
  { sku: 'POT', bin: 'A-01-09', pieces: 5 },
  { sku: 'JAR', bin: 'A-03-01', pieces: 5 },
  { sku: 'LID', bin: 'A-03-09', pieces: 5 },
]

test('a tour follows the map: bins in the order of the shortest walk, with directions and what it saves', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const wish = { locationId: house.place, text: floorPlan, replace: false }
  expect(await importMap({ db }, shop, wish)).toEqual({
    ok: true,
    value: { bins: 5, newBins: 1, parts: 6, bad: [] },
  })
  const one = await orderFrom(db, shop, house, [
    ['CUP', 1],
    ['JAR', 2],
  ])
  const two = await orderFrom(db, shop, house, [
    ['POT', 1],
    ['LID', 1],
  ])
  await allocateWaiting({ db }, shop)
  const planned = await planTour({ db, planners }, shop, {
    shipmentIds: [one.shipment, two.shipment],
    by: anna,
  })
  if (!planned.ok) throw new Error(planned.refusal.kind)
  const view = await readTour({ db }, shop, planned.value.tourId)
  const bins = view?.picks.map((pick) => pick.bin) ?? []
  // Up A-01, along the back, down A-03: 20 + 6 + 20 + 6 m, one way round or the other.
  expect([bins, bins.toReversed()]).toContainEqual(['A-01-01', 'A-01-09', 'A-03-09', 'A-03-01'])
  expect(view?.tour.walk).toMatchObject({
    how: 'exact',
    lengthMm: 52_000,
    // One order: 2 m up and back, 6 m over, 2 m up and back, home: 20 m. The other: 52 m.
    binOrderMm: 20_000 + 52_000,
    sShapeMm: 52_000,
    start: 'Desk',
    end: 'Desk',
  })

  const floor = await readFloor({ db }, shop, { locationId: null, tourId: planned.value.tourId })
  expect(floor.tour?.words).toBe(
    '52 m, the shortest walk there is; 72 m order by order along the bins, 52 m in an S-shape.',
  )
  expect(floor.tour?.currentBin).toBe(bins[0])
  expect(floor.tour?.walk).toMatchObject({
    directions: expect.arrayContaining([expect.objectContaining({ to: 'Desk', isEnd: true })]),
  })
  expect(floor.bins).toEqual({ all: 5, placed: 5 })
  expect(floor.map?.faults).toEqual([])
})

test('what another bin has after a short is fetched on the way there, with directions and the longer walk', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 1 },
    { sku: 'POT', bin: 'A-01-09', pieces: 5 },
    { sku: 'LID', bin: 'A-03-09', pieces: 5 },
    { sku: 'JAR', bin: 'A-03-01', pieces: 5 },
    { sku: 'CUP', bin: 'A-02-05', pieces: 5 },
  ])
  await importMap({ db }, shop, { locationId: house.place, text: floorPlan, replace: false })
  const { shipment } = await orderFrom(db, shop, house, [
    ['CUP', 1],
    ['POT', 1],
    ['LID', 1],
    ['JAR', 1],
  ])
  await allocateWaiting({ db }, shop)
  const planned = await planTour({ db, planners }, shop, { shipmentIds: [shipment], by: anna })
  if (!planned.ok) throw new Error(planned.refusal.kind)
  const { tourId } = planned.value
  const before = await readTour({ db }, shop, tourId)
  // The cup comes from wherever the walk is shortest; its shelf is short, and the other one has it.
  const at = before?.picks.find(({ item }) => item?.sku === 'CUP')
  const scanned = new Set<string>()
  for (;;) {
    const now = (await readTour({ db }, shop, tourId))?.current
    if (!now || now.id === at?.id) break
    const stop = { tourId, pickId: now.id, version: now.version, by: anna }
    const code = now.bin && !now.binProved ? now.bin : (now.item?.barcode ?? '')
    scanned.add(now.bin ?? '')
    await scanPick({ db }, shop, { ...stop, code, quantity: 1 })
  }
  const stop = { tourId, pickId: at?.id ?? '', version: at?.version ?? 0, by: anna }
  expect(await shortPick({ db }, shop, { ...stop, reason: 'not_there' })).toMatchObject({
    value: { short: 1, instead: 1, rest: null },
  })
  const after = await readTour({ db }, shop, tourId)
  const other = at?.bin === 'A-01-01' ? 'A-02-05' : 'A-01-01'
  const ahead = after?.picks.filter(({ open }) => open > 0).map(({ bin }) => bin ?? '') ?? []
  expect(ahead.toSorted()).toEqual(
    [other, ...['A-01-09', 'A-03-09', 'A-03-01'].filter((bin) => !scanned.has(bin))].toSorted(),
  )
  const walk = after?.tour.walk
  if (walk?.how === 'plain' || !walk) throw new Error('there is a map')
  // No other place of the stop in the rest of the walk makes it shorter.
  const rest = ahead.filter((bin) => bin !== other)
  const places = Object.fromEntries(
    floorPlan
      .split('\n')
      .filter((line) => line.startsWith('bin,'))
      .map((line) => line.split(','))
      .map(([, code = '', aisle = '', , y = '0']) => [
        code,
        { x: (Number(aisle.slice(-1)) - 1) * 3, y: Number(y) },
      ]),
  )
  const metres = (from = '', to = '') => {
    const [a, b] = [places[from], places[to] ?? { x: 0, y: 0 }]
    if (!a) return 0
    if (a.x === b.x) return Math.abs(a.y - b.y)
    return Math.abs(a.x - b.x) + Math.min(a.y + b.y, 40 - a.y - b.y)
  }
  const length = (bins: readonly string[]) =>
    [at?.bin ?? '', ...bins].reduce((sum, bin, n) => sum + metres(bin, bins[n]), 0)
  const all = Array.from({ length: ahead.length }, (_, n) => length(rest.toSpliced(n, 0, other)))
  expect(length(ahead)).toBe(Math.min(...all))
  expect(walk.directions.map(({ to }) => to)).toContain(other)
  expect(walk.lengthMm).toBeGreaterThanOrEqual(52_000)
  expect(after?.current?.id).toBe(after?.picks.find(({ open }) => open > 0)?.id)
})

test('without a map, or with a bin that is not on it, the tour follows the order of the bins and says why', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [...shelves, { sku: 'NEW', bin: 'B-01-01', pieces: 2 }])
  const tourFor = async (...lines: (readonly [string, number])[]) => {
    const made = await orderFrom(db, shop, house, lines)
    await allocateWaiting({ db }, shop)
    const planned = await planTour({ db, planners }, shop, {
      shipmentIds: [made.shipment],
      by: anna,
    })
    if (!planned.ok) throw new Error(planned.refusal.kind)
    const view = await readTour({ db }, shop, planned.value.tourId)
    return { bins: view?.picks.map((pick) => pick.bin), walk: view?.tour.walk }
  }
  expect(await tourFor(['LID', 1], ['CUP', 1])).toEqual({
    bins: ['A-01-01', 'A-03-09'],
    walk: null,
  })
  await importMap({ db }, shop, { locationId: house.place, text: floorPlan, replace: false })
  expect(await tourFor(['NEW', 1], ['CUP', 1])).toEqual({
    bins: ['A-01-01', 'B-01-01'],
    walk: { how: 'plain', why: 'Not on the map of the warehouse: B-01-01' },
  })
  expect(await choosePolicy({ db }, shop, { locationId: house.place, policy: 's_shape' })).toBe(
    true,
  )
  expect((await tourFor(['POT', 1], ['JAR', 1])).walk).toMatchObject({
    how: 'policy',
    policy: 's_shape',
  })
})

test('good rows go in, bad ones are named; again it changes nothing, and replacing clears what is gone', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const send = (text: string, replace = false) =>
    importMap({ db }, shop, { locationId: house.place, text, replace })
  const first = await send(`${floorPlan}\nbin,X-01-01,X-01,,3,1,\nbin,A-01-02,A-01,,far,1,`)
  expect(first).toMatchObject({ ok: true, value: { bins: 5, newBins: 1 } })
  expect(first.ok && first.value.bad).toEqual(
    [
      { row: 14, words: 'y_m: “far” is no distance in metres' },
      { row: 13, words: 'aisle: there is no aisle “X-01”' },
    ].toSorted((a, b) => a.row - b.row),
  )
  const before = await readFloor({ db }, shop, { locationId: house.place, tourId: null })
  expect(await send(floorPlan)).toMatchObject({ ok: true, value: { bins: 5, newBins: 0 } })
  expect(
    (await readFloor({ db }, shop, { locationId: house.place, tourId: null })).map?.plan,
  ).toEqual(before.map?.plan)
  await send('what,code,aisle,x_m,y_m\naisle,A-09,,0,\nbin,A-01-01,A-09,,4', true)
  const after = await readFloor({ db }, shop, { locationId: house.place, tourId: null })
  expect(after.map?.plan.aisles.map((aisle) => aisle.code)).toEqual(['A-09'])
  expect(after.bins).toEqual({ all: 5, placed: 1 })
  expect(after.map?.faults).toEqual([
    'The map has no cross aisles',
    'The map has no start',
    'The map has no drop point',
  ])
})

test('a place of another shop is no place', async ({ database, shop }) => {
  const { db } = database
  const theirs = await buildHouse(db, await database.addShop(), shelves)
  expect(
    await importMap({ db }, shop, { locationId: theirs.place, text: floorPlan, replace: true }),
  ).toEqual({
    ok: false,
    refusal: { kind: 'no_such_place' },
  })
  expect(await withShop(db, shop, (tx) => tx.warehousePart.count())).toBe(0)
})

test('a file of twenty thousand bins goes in within seconds', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, shelves)
  const aisles = Array.from({ length: 200 }, (_, at) => `aisle,L-${at},,${at * 3},`)
  const bins = Array.from(
    { length: 19_000 },
    (_, at) => `bin,L-${at % 200}-${at},L-${at % 200},,${(at % 90) / 2}`,
  )
  const began = performance.now()
  const answer = await importMap({ db }, shop, {
    locationId: house.place,
    text: ['what,code,aisle,x_m,y_m', ...aisles, ...bins].join('\n'),
    replace: false,
  })
  expect(answer).toMatchObject({ ok: true, value: { bins: 19_000, newBins: 19_000, bad: [] } })
  expect(performance.now() - began).toBeLessThan(20_000)
}, 60_000)
