import { expect, test } from 'vitest'
import type { WarehousePlan } from '../warehouse/plan.ts'
import { tourFaultWords } from './decide-request.ts'
import { planTours } from './plan-tours.ts'
import type { TourRequest, WaitingOrder } from './request.ts'

const now = Date.UTC(2026, 10, 27, 8)
const inMinutes = (minutes: number) => now + minutes * 60_000

const order = (id: string, bins: string, change: Partial<WaitingOrder> = {}): WaitingOrder => ({
  id,
  dueAt: inMinutes(600),
  isUrgent: false,
  stops: bins
    .split(' ')
    .filter(Boolean)
    .map((bin) => ({ bin, aisle: bin.slice(0, 2), zone: bin.slice(0, 1), pieces: 1 })),
  pieces: 2,
  isBegun: false,
  grams: 500,
  litres: 2,
  kinds: [],
  ...change,
})
const request = (
  orders: readonly WaitingOrder[],
  change: Partial<TourRequest> = {},
): TourRequest => ({
  now,
  seed: 1,
  map: null,
  cart: { orders: 3, totes: 9, grams: 10_000, litres: 60 },
  toteLitres: 0,
  singlesApart: false,
  zones: 'none',
  pieceOnly: false,
  apart: [],
  pickers: 1,
  metresPerMinute: 60,
  secondsPerPiece: 30,
  orders: [...orders],
  ...change,
})

/** Time is over after so many looks. */
const looks = (most: number) => {
  let count = 0
  return () => count++ / most
}
const planned = (asked: TourRequest) => {
  const answer = planTours(asked, looks(300))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}
const ordersOf = (asked: TourRequest) =>
  planned(asked).tours.map((tour) => tour.orders.toSorted().join())

test('orders of the same aisles are walked for together, as many as the cart holds', () => {
  const orders = [
    order('1', 'A1-1 A2-3'),
    order('2', 'B1-1 B2-2'),
    order('3', 'A1-9 A2-1'),
    order('4', 'B2-7'),
    order('5', 'A2-2'),
  ]
  const plan = planned(request(orders))
  expect(plan.tours.map((tour) => tour.orders.toSorted()).toSorted()).toEqual([
    ['1', '3', '5'],
    ['2', '4'],
  ])
  expect(plan.tours[0]).toMatchObject({ mode: 'cluster', aisles: 2, metres: null })
  expect(plan.tours.reduce((sum, tour) => sum + tour.aislesAlone, 0)).toBe(8)
  expect(plan.gapPercent).toBe(0)
})

test('weight, size and goods that must not travel together are kept apart', () => {
  const same = ['1', '2', '3'].map((id) => order(id, 'A1-1'))
  expect(ordersOf(request(same))).toEqual(['1,2,3'])
  const cart = { orders: 3, totes: 9, grams: 1_000, litres: 60 }
  expect(planned(request(same, { cart })).tours).toHaveLength(2)
  expect(planned(request(same, { cart: { ...cart, grams: 9_000, litres: 4 } })).tours).toHaveLength(
    2,
  )
  const kinds = [order('1', 'A1-1', { kinds: ['Food'] }), order('2', 'A1-1', { kinds: ['Bleach'] })]
  expect(planned(request(kinds, { apart: [['Bleach', 'Food']] })).tours).toHaveLength(2)
  expect(planned(request(kinds)).tours).toHaveLength(1)
})

test('single pieces have carts of their own, zones are walked one by one, and piece by piece if wished', () => {
  const orders = [
    order('1', 'A1-1', { pieces: 1 }),
    order('2', 'A1-1'),
    order('3', 'A1-2', { pieces: 1 }),
    order('4', 'A1-2 B1-1'),
  ]
  const single = planned(request(orders, { singlesApart: true })).tours
  expect(single.find((tour) => tour.mode === 'single')?.orders).toEqual(['1', '3'])
  const begun = orders.map((one) => ({ ...one, isBegun: one.id === '3' }))
  const left = planned(request(begun, { singlesApart: true })).tours
  expect(left.find((tour) => tour.mode === 'single')?.orders).toEqual(['1'])
  const zoned = planned(
    request(orders, { zones: 'passed_on', cart: { orders: 9, totes: 9, grams: 9e9, litres: 9e9 } }),
  )
  expect(zoned.tours.map((tour) => [tour.zone, tour.orders.toSorted()]).toSorted()).toEqual([
    ['A', ['1', '2', '3', '4']],
    ['B', ['4']],
  ])
  const inA = orders.slice(0, 2)
  expect(planned(request(inA, { zones: 'at_once' })).tours.map((tour) => tour.zone)).toEqual(['A'])
  expect(planned(request(inA, { zones: 'passed_on' })).tours.map((tour) => tour.zone)).toEqual([
    null,
  ])
  expect(planned(request(orders, { pieceOnly: true })).tours.map((tour) => tour.mode)).toEqual(
    Array(4).fill('piece'),
  )
})

test('a cart holds so many totes: a large order takes several, orders of one piece share', () => {
  const cart = { orders: 9, totes: 3, grams: 9e9, litres: 9e9 }
  const large = ['1', '2', '3'].map((id) => order(id, 'A1-1', { litres: 30 }))
  expect(ordersOf(request(large, { cart, toteLitres: 30 }))).toEqual(['1,2,3'])
  expect(planned(request(large, { cart, toteLitres: 29 })).tours).toHaveLength(3)
  expect(planTours(request(large, { cart, toteLitres: 9 }), looks(10))).toMatchObject({
    refusal: { faults: [{ kind: 'larger_than_cart', orders: ['1', '2', '3'] }] },
  })
  const single = Array.from({ length: 9 }, (_, at) =>
    order(`${at}`, 'A1-1', { pieces: 1, litres: 10 }),
  )
  const ofOne = (totes: number, toteLitres: number) =>
    planned(
      request(single, { singlesApart: true, cart: { ...cart, totes }, toteLitres }),
    ).tours.map((tour) => tour.orders.length)
  expect(ofOne(1, 0)).toEqual([9])
  expect(ofOne(1, 40).toSorted()).toEqual([1, 4, 4])
  expect(ofOne(3, 30)).toEqual([9])
})

test('urgent orders are walked for first, then what is due first; who is late all the same is named', () => {
  const orders = [
    order('late', 'C1-1', { dueAt: inMinutes(1) }),
    order('soon', 'A1-1', { dueAt: inMinutes(20) }),
    order('urgent', 'B1-1', { dueAt: inMinutes(90), isUrgent: true }),
  ]
  const plan = planned(request(orders, { cart: { orders: 1, totes: 9, grams: 9e9, litres: 9e9 } }))
  expect(plan.tours.map((tour) => tour.orders[0])).toEqual(['urgent', 'late', 'soon'])
  expect(plan.tours.map((tour) => tour.atRisk)).toEqual([[], ['late'], []])
  expect(plan.atRisk).toBe(1)
})

test('an order that a long tour would make late is walked for before', () => {
  const slow = Array.from({ length: 5 }, (_, at) => order(`slow${at}`, `A1-${at}`, { pieces: 20 }))
  const soon = order('soon', 'A1-9', { dueAt: inMinutes(5) })
  const cart = { orders: 6, totes: 9, grams: 9e9, litres: 9e9 }
  const plan = planned(request([...slow, soon], { cart }))
  expect(plan.atRisk).toBe(0)
  expect(plan.tours[0]?.orders).toEqual(['soon'])
})

test('two pickers walk at the same time', () => {
  const orders = [order('1', 'A1-1'), order('2', 'B1-1')]
  const cart = { orders: 1, totes: 9, grams: 9e9, litres: 9e9 }
  const plan = planned(request(orders, { cart, pickers: 2 }))
  expect(plan.tours.map((tour) => tour.startsIn)).toEqual([0, 0])
})

const floor: WarehousePlan = {
  aisles: ['A', 'B', 'C', 'D'].map((code, at) => ({ code, xMm: at * 3_000, direction: 'both' })),
  crossAisles: [0, 20_000].map((yMm, at) => ({ code: `X${at}`, yMm, direction: 'both' })),
  points: [{ code: 'DESK', xMm: 0, yMm: 0, use: 'both' }],
  bins: ['A', 'B', 'C', 'D'].flatMap((aisle) =>
    [1, 2, 3, 4].map((bay) => ({
      code: `${aisle}-${bay}`,
      aisle,
      yMm: bay * 4_000,
      level: 1,
      side: null,
      zone: '',
      kind: 'pick' as const,
    })),
  ),
}

test('on a map a tour says its metres, against order by order and against an S-shape', () => {
  const orders = [
    order('1', 'A-1 D-4'),
    order('2', 'A-2 D-3'),
    order('3', 'B-1'),
    order('4', 'C-4'),
  ]
  for (const map of [
    floor,
    {
      ...floor,
      aisles: floor.aisles.map((one) => ({
        ...one,
        direction: one.code === 'B' ? 'away' : one.direction,
      })),
    } as const,
  ]) {
    const plan = planned(
      request(orders, { map, cart: { orders: 2, totes: 9, grams: 9e9, litres: 9e9 } }),
    )
    const pair = plan.tours.find((tour) => tour.orders.includes('1'))
    expect(pair?.orders).toEqual(['1', '2'])
    // Up A, along, down D, back: 20 + 9 + 20 + 9.
    expect(pair?.metres).toBe(58)
    expect(pair?.metresAlone).toBe(116)
    if (map === floor) expect(pair?.metresSShape).toBe(58)
  }
})

test.each([
  ['bad_size', request([order('1', 'A1-1', { grams: -1 })])],
  ['bad_size', request([order('1', 'A1-1', { litres: Number.NaN })])],
  ['larger_than_cart', request([order('1', 'A1-1', { grams: 10_001 })])],
  ['named_twice', request([order('1', 'A1-1'), order('1', 'A1-1')])],
  ['unreachable', request([order('1', 'A-1 Q-9')], { map: floor })],
  ['bad_limits', request([], { pickers: 0 })],
  ['bad_limits', request([], { cart: { orders: 0, totes: 1, grams: 1, litres: 1 } })],
  ['too_many_lines', request([order('1', Array(50_000).fill('A1-1').join(' '))])],
  ['too_many_orders', request(Array.from({ length: 2_000 }, (_, at) => order(`${at}`, 'A1-1')))],
] as const)('%s: refused by name, at once', (kind, asked) => {
  const answer = planTours(asked, looks(10))
  const faults = !answer.ok && answer.refusal.kind === 'bad_request' ? answer.refusal.faults : []
  expect(faults.map((fault) => fault.kind)).toEqual([kind])
  for (const fault of faults) expect(tourFaultWords(fault)).not.toBe('')
})

test('a map that is wrong is refused in words', () => {
  const map = { ...floor, points: [] }
  expect(planTours(request([order('1', 'A-1')], { map }), looks(10))).toEqual({
    ok: false,
    refusal: { kind: 'bad_map', faults: ['The map has no start', 'The map has no drop point'] },
  })
})

test('nothing ready is no tour; what is found by hand needs no way', () => {
  expect(planned(request([])).tours).toEqual([])
  expect(planned(request([order('1', '')])).tours).toMatchObject([{ stops: 0, aisles: 0 }])
  const many = Array.from({ length: 20 }, (_, at) => order(`${at}`, ''))
  expect(planned(request(many)).tours.length).toBeGreaterThan(0)
})
