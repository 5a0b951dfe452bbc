import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { threadEntry } from '#app/platform/threads/entry.server.ts'
import { openThreadsApart } from '#app/platform/threads/open-threads-apart.server.ts'
import {
  type Goods,
  type PlanRequest,
  planCartonsTask,
  planWords,
  quickEffort,
} from '#app/stages/pack/index.ts'
import { planToursTask } from '#app/stages/pick/index.ts'
import { plain } from '../bench/cartons/packing-sample.ts'

/** Planners as the app opens them: threads in a process of their own. */
const planners = openThreadsApart({
  host: threadEntry('planner-host'),
  entry: threadEntry('planner'),
  ...{ size: 1, memoryMb: 128 },
})
const folder = await mkdtemp(join(tmpdir(), 'instances-'))
afterAll(async () => {
  await planners.close()
  await rm(folder, { recursive: true })
})
const long = { limitMs: 10_000 }

type TourRequest = Parameters<typeof planToursTask.input.parse>[0] & object
const order = (change: object = {}) => ({
  ...{
    id: '1',
    dueAt: 0,
    isUrgent: false,
    isBegun: false,
    pieces: 1,
    grams: 500,
    litres: 2,
    kinds: [],
  },
  stops: [{ bin: 'A-01', aisle: 'A', zone: '', pieces: 1 }],
  ...change,
})
const map = {
  aisles: [{ code: 'A', xMm: 0, direction: 'both' }],
  crossAisles: [{ code: 'front', yMm: 0, direction: 'both' }],
  points: [{ code: 'Desk', xMm: 0, yMm: 0, use: 'both' }],
  bins: [{ code: 'A-01', aisle: 'A', yMm: 2_000, level: 1, side: null, zone: '', kind: 'pick' }],
}
const tours = (orders: readonly object[], change: object = {}): TourRequest => ({
  ...{ now: 0, seed: 1, map: null, toteLitres: 0, singlesApart: false, zones: 'none' },
  ...{ pieceOnly: false, apart: [], pickers: 1, metresPerMinute: 50, secondsPerPiece: 10 },
  cart: { orders: 6, totes: 6, grams: 10_000, litres: 60 },
  orders,
  ...change,
})

test.each([
  ['a negative weight', tours([order({ grams: -1 })]), 'Weight, size or pieces of its goods'],
  ['NaN litres', tours([order({ litres: Number.NaN })]), 'Weight, size or pieces of its goods'],
  ['larger than the cart', tours([order({ litres: 61 })]), 'Heavier or larger than the cart'],
  [
    'a bin no way leads to',
    tours([order({ stops: [{ ...order().stops[0], bin: 'Q-9' }] })], { map }),
    'No way on the map leads to Q-9',
  ],
  [
    'a map with NaN',
    tours([order()], {
      map: { ...map, aisles: [{ code: 'A', xMm: Number.NaN, direction: 'both' }] },
    }),
    'A',
  ],
  [
    '50,000 lines',
    tours([order({ stops: Array(50_000).fill(order().stops[0]) })]),
    '50000 lines are too many for one plan',
  ],
  [
    '50,000 orders',
    tours(Array.from({ length: 50_000 }, (_, id) => order({ id: `${id}` }))),
    '50000 orders are too many for one plan',
  ],
  [
    'no pickers',
    tours([order()], { pickers: Number.NaN }),
    'These settings need a number above nothing: pickers',
  ],
])('tours for %s are refused in words by the planner', async (_, request, words) => {
  const answer = await planners.run(planToursTask, planToursTask.input.parse(request), long)
  expect(answer.kind === 'refused' && answer.why.join()).toContain(words)
})

const goods = (change: Partial<Goods> = {}): Goods => ({
  ...plain('a', [100, 80, 50], 1),
  name: 'The cup',
  ...change,
})
const carton: PlanRequest['cartons'][number] = {
  ...{ id: 'S', name: 'Small', kind: 'carton', inner: [200, 200, 200], outer: [204, 204, 204] },
  ...{ emptyGrams: 100, maxGrams: 5_000, stock: null, costMinor: 0, maxVolume: null },
}
const cartons = (some: readonly Goods[], change: Partial<PlanRequest> = {}): PlanRequest => ({
  ...{ objective: 'boxes', shipping: null, support: 0.7, seed: 1, effort: quickEffort },
  ...{ voidFill: { gramsPerLitre: 0, costMinorPerLitre: 0 }, goods: some, cartons: [carton] },
  ...change,
})

test.each([
  ['a negative side', cartons([goods({ size: [100, -80, 50] })]), 'The cup: a side'],
  ['a NaN weight', cartons([goods({ grams: Number.NaN })]), 'The cup: its weight'],
  ['half a piece', cartons([goods({ quantity: 0.5 })]), 'The cup: its quantity'],
  [
    'larger than every carton',
    cartons([goods({ size: [100, 80, 900] })]),
    'The cup is larger than every carton',
  ],
  [
    'heavier than any carton carries',
    cartons([goods({ grams: 4_901 })]),
    'The cup is heavier than any carton',
  ],
  ['nothing', cartons([]), 'There is nothing to pack'],
  ['no carton', cartons([goods()], { cartons: [] }), 'The shop has no carton'],
  ['50,000 lines', cartons(Array(50_000).fill(goods())), '50000 lines are more than'],
  ['50,000 pieces', cartons([goods({ quantity: 50_000 })]), '50000 pieces are more than'],
])('cartons for %s are refused in words by the planner', async (_, request, words) => {
  const answer = await planners.run(planCartonsTask, request, long)
  expect(answer.ok ? 'planned' : planWords(answer.refusal)).toContain(words)
})

/** Runs a measuring command on a file or folder. */
const bench = async (name: string, args: readonly string[]) => {
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [`tests/bench/${name}.ts`, ...args, '--json'], {
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const [last = '{}'] = stdout.trim().split('\n').slice(-1)
  const read: { readonly refused?: readonly Record<string, string>[] } & Record<string, unknown> =
    JSON.parse(last)
  return read
}
const hall = {
  ...{ aisles: 2, cells: 4, aisleToAisle: 3, cellToCell: 1, topToCell: 1, bottomToCell: 1 },
  ...{ depotToCross: 0, depotAisle: 0, depotSide: 'bottom' },
}
const file = async (name: string, lines: readonly unknown[]) => {
  const path = join(folder, name)
  const text = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  // As another program may write it: a mark in front, the other line ends, an empty line.
  await writeFile(path, `\uFEFF${text.join('\r\n')}\r\n\r\n`)
  return path
}

test('measuring routes and batches names the instances that cannot be, and measures the others', async () => {
  const route = { ...hall, picks: [[0, 0]], opt1Block: 8, opt2Block: 9 }
  const routes = await bench('routes', [
    '--data',
    await file('routes.jsonl', [
      { ...route, name: 'good', cells: '4' },
      { ...route, name: 'far', picks: [[0, 9]] },
      { ...route, name: 'negative', cellToCell: -1 },
      { ...route, name: 'many', picks: Array(50_000).fill([0, 0]) },
      { ...route, name: 'empty', picks: [], opt1Block: 0, opt2Block: 0 },
      '{"name": "half',
      { ...route, name: 'nan', aisles: 'NaN' },
    ]),
  ])
  expect(routes['cases']).toBe(2)
  expect(routes.refused?.map((one) => one['case'])).toEqual([
    ...['far', 'negative', 'many', 'line 6', 'nan'],
  ])
  const batch = { ...hall, capacity: 5, orders: [{ weight: 1, picks: [[0, 0]] }], optimum: 8 }
  const batches = await bench('batches', [
    ...['--seconds', '1', '--data'],
    await file('batches.jsonl', [
      { ...batch, name: 'good', published: null },
      { ...batch, name: 'none', orders: [] },
      { ...batch, name: 'large', orders: [{ weight: 6, picks: [[0, 0]] }] },
      { ...batch, name: 'negative', orders: [{ weight: -1, picks: [[0, 0]] }] },
      { ...batch, name: 'far', orders: [{ weight: 1, picks: [[7, 0]] }] },
      { ...batch, name: 'many', orders: Array(50_000).fill(batch.orders[0]) },
      { ...batch, name: 'cart', capacity: 0 },
      { ...batch, name: 'unpublished', optimum: null },
    ]),
  ])
  expect(batches['sets']).toMatchObject([{ cases: 1, optimal: 1, meanGapPercent: 0 }])
  expect(batches.refused?.map((one) => `${one['case']}: ${one['why']}`)).toEqual([
    'none: no orders',
    'large: order 0 is larger than the cart',
    'negative: the load of order 0 is below nothing or no number',
    'far: no way leads to a pick of order 0: it lies outside the hall',
    'many: 50000 orders are too many for one plan (1500 at most)',
    'cart: a cart cannot hold 0',
    'unpublished: no published value under shortest routes',
  ])
})

test('measuring cartons names the orders that cannot be packed, with headings and quotes in the files', async () => {
  await writeFile(
    join(folder, 'boxes.csv'),
    'name,w,l,d,empty,iw,il,id,max\r\n"Box, small",210,210,210,100,200,200,200,5000\r\n',
  )
  const rows = ['a,1,cup,100,80,50,300', 'b,1,pole,100,80,900,300', 'c,-1,cup,100,80,50,300']
  await writeFile(
    join(folder, 'items.csv'),
    [
      'order,quantity,item,w,l,d,weight',
      ...rows,
      'd,50000,cup,10,10,10,1',
      'e,1,cup,x,80,50,3',
    ].join('\n'),
  )
  await writeFile(join(folder, 'expected.csv'), 'a,1,0,27.1,1,0,27.1\n')
  const answer = await bench('cartons', ['--data', folder, '--mode', '3d'])
  expect(answer).toMatchObject({ orders: 5, boxes: 1, moreThanPeer: 0, fewerThanPeer: 0 })
  expect(answer.refused?.map((one) => `${one['order']}: ${one['why']?.slice(0, 22)}`)).toEqual([
    'b: pole is larger than ev',
    'c: cup: its quantity is n',
    'd: 50000 pieces are more ',
    'e: cup: a side (1 to 20,0',
  ])
})
