import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { buildHouse, orderFrom, piecesOf } from '../../../tests/floor/house.ts'
import { advanceShipment } from '../../journey/advance.server.ts'
import type { GoodsMove } from '../../journey/goods.ts'
import { moveGoods } from '../../journey/goods-ledger.server.ts'
import { shipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  adjustGoods,
  allocateWaiting,
  countBin,
  ledgerEqualsLevels,
  readWaiting,
  rebinGoods,
  receiveGoods,
  releaseShipment,
  shipOut,
} from './index.server.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

test('eight workers that reserve at once never promise a piece twice', async ({
  database,
  shop,
}) => {
  const { db } = database
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 7 },
    { sku: 'CUP', bin: 'A-01-02', pieces: 4 },
    { sku: 'POT', bin: 'A-01-03', pieces: 9 },
  ])
  for (let n = 0; n < 12; n++)
    await orderFrom(
      db,
      shop,
      house,
      n % 2
        ? [
            ['CUP', 1],
            ['POT', 1],
          ]
        : [
            ['POT', 1],
            ['CUP', 2],
          ],
    )
  await Promise.all(Array.from({ length: 8 }, () => allocateWaiting({ db }, shop)))
  await allocateWaiting({ db }, shop)
  const cups = await piecesOf(db, shop, house.items['CUP'] ?? '')
  expect((cups['on_hand'] ?? 0) + (cups['reserved'] ?? 0)).toBe(11)
  const [ready, promised] = await withShop(db, shop, async (tx) => [
    await tx.shipment.findMany({
      where: { shopId: shop, state: 'ready' },
      include: { lines: true },
    }),
    await tx.reservation.aggregate({ where: { shopId: shop }, _sum: { quantity: true } }),
  ])
  const pieces = ready.flatMap((one) => one.lines).reduce((sum, line) => sum + line.quantity, 0)
  expect(promised._sum.quantity).toBe(pieces)
  expect(ready.length).toBeGreaterThanOrEqual(7)
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('what leaves first is served first, and a shipment gets all of its pieces or none', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 3 }])
  const later = await orderFrom(db, shop, house, [['CUP', 2]], { leaveBy: inDays(3) })
  const big = await orderFrom(db, shop, house, [['CUP', 5]], { leaveBy: inDays(1) })
  const soon = await orderFrom(db, shop, house, [['CUP', 2]], { leaveBy: inDays(2) })
  expect(await allocateWaiting({ db }, shop)).toEqual({ ready: 1, waiting: 2 })
  const stands = await withShop(db, shop, (tx) =>
    tx.shipment.findMany({
      where: { shopId: shop },
      select: { id: true, state: true, nextStep: true, owner: true },
    }),
  )
  expect(stands).toContainEqual({
    id: soon.shipment,
    state: 'ready',
    nextStep: 'pick',
    owner: 'warehouse',
  })
  for (const one of [later, big])
    expect(stands).toContainEqual({
      id: one.shipment,
      state: 'waiting_stock',
      nextStep: 'restock',
      owner: 'office',
    })
  expect(await readWaiting({ db }, shop)).toMatchObject([
    { id: big.shipment, needs: ['5 × CUP'], notFound: false },
    { id: later.shipment, needs: ['2 × CUP'], notFound: false },
  ])
  await allocateWaiting({ db }, shop)
  const notes = await withShop(db, shop, (tx) =>
    tx.timeline.findMany({
      where: { shopId: shop, orderId: big.order, kind: 'waiting_for_stock' },
    }),
  )
  expect(notes.map((one) => one.text)).toEqual([`${big.number} waits for stock: 2 × CUP`])
})

test('goods that are not counted, and lines no catalogue knows, wait for nobody', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [], ['POSTER'])
  await orderFrom(db, shop, house, [
    ['POSTER', 2],
    ['Wedding engraving', 1],
  ])
  expect(await allocateWaiting({ db }, shop)).toEqual({ ready: 1, waiting: 0 })
  expect(await withShop(db, shop, (tx) => tx.reservation.count())).toBe(0)
})

test('a cancelled shipment gives its pieces back once, and what was in a tote goes to put-back', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 5 }])
  const cup = house.items['CUP'] ?? ''
  const bin = house.bins['A-01-01'] ?? ''
  const { shipment, order } = await orderFrom(db, shop, house, [['CUP', 3]])
  await allocateWaiting({ db }, shop)
  await withShop(db, shop, async (tx) => {
    await moveGoods(tx, {
      key: 'scan:1',
      cause: 'picked',
      by: 'shopify:1',
      shipmentId: shipment,
      moves: [
        {
          itemId: cup,
          quantity: 1,
          from: { binId: bin, state: 'reserved' },
          to: { binId: bin, state: 'picked' },
        },
      ],
    })
    await tx.reservation.updateMany({ where: { shopId: shop }, data: { quantity: 2 } })
  })
  await releaseShipment({ db }, shop, shipment)
  expect(await piecesOf(db, shop, cup)).toEqual({ on_hand: 2, reserved: 2, picked: 1 })
  await withShop(db, shop, (tx) =>
    advanceShipment(
      tx,
      { id: shipment, orderId: order, state: 'ready' },
      {
        to: 'cancelled',
        reason: 'the store cancelled the order',
        room: 'distribute',
        by: 'store',
        next: null,
      },
    ),
  )
  await releaseShipment({ db }, shop, shipment)
  await releaseShipment({ db }, shop, shipment)
  expect(await piecesOf(db, shop, cup)).toEqual({ on_hand: 5 })
  const back = await withShop(db, shop, (tx) =>
    tx.stockLevel.findFirst({ where: { shopId: shop, itemId: cup, binId: { not: bin } } }),
  )
  expect(back).toMatchObject({ state: 'on_hand', quantity: 1 })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('pieces are put into another bin of the same house by its code, and no store is told', async ({
  database,
  shop,
}) => {
  const { db } = database
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 5 },
    { sku: 'POT', bin: 'B-01-01', pieces: 1 },
  ])
  const cup = house.items['CUP'] ?? ''
  const move = { key: 'm', by: 'shopify:1', binId: house.bins['A-01-01'] ?? '', itemId: cup }
  expect(await rebinGoods({ db }, shop, { ...move, toCode: 'b-01-01 ', quantity: 2 })).toEqual({
    ok: true,
    value: 'moved',
  })
  const levels = await withShop(db, shop, (tx) =>
    tx.stockLevel.findMany({ where: { itemId: cup }, orderBy: { quantity: 'asc' } }),
  )
  expect(levels.map((level) => level.quantity)).toEqual([2, 3])
  expect(
    await rebinGoods({ db }, shop, { ...move, key: 'n', toCode: 'Z-99-99', quantity: 1 }),
  ).toMatchObject({ refusal: { kind: 'unknown_place' } })
  expect((await database.jobs()).map((job) => job.task)).not.toContain('stock.mirror')
})

test('a parcel that left takes its pieces out of the stock once', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 5 }])
  const { shipment } = await orderFrom(db, shop, house, [['CUP', 3]])
  await allocateWaiting({ db }, shop)
  await shipOut({ db }, shop, shipment)
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 2, reserved: 3 })
  await withShop(db, shop, (tx) =>
    tx.shipment.updateMany({ where: { id: shipment }, data: { state: 'handed_over' } }),
  )
  await shipOut({ db }, shop, shipment)
  await shipOut({ db }, shop, shipment)
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 2 })
})

test('pieces received wake what waits for them, and the same form sent twice is booked once', async ({
  database,
  shop,
}) => {
  const { db } = database
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 0 }])
  const what = {
    key: 'form-1',
    by: 'shopify:1',
    locationId: house.place,
    itemId: house.items['CUP'] ?? '',
    quantity: 6,
  }
  expect(await receiveGoods({ db }, shop, what)).toEqual({ ok: true, value: 'moved' })
  expect(await receiveGoods({ db }, shop, what)).toEqual({ ok: true, value: 'seen' })
  expect(await piecesOf(db, shop, what.itemId)).toEqual({ on_hand: 6 })
  const jobs = (await database.jobs()).map((job) => job.task)
  expect(jobs).toEqual(expect.arrayContaining(['stock.allocate', 'stock.mirror']))
})

test('nobody can take what is not there, count away what is promised, or reach into another shop', async ({
  database,
  shop,
}) => {
  const { db } = database
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 2 }])
  const at = {
    by: 'shopify:1',
    binId: house.bins['A-01-01'] ?? '',
    itemId: house.items['CUP'] ?? '',
  }
  const lost = await adjustGoods({ db }, shop, { ...at, key: 'a', quantity: 3, kind: 'lost' })
  expect(lost).toMatchObject({
    ok: false,
    refusal: { kind: 'not_enough', places: [{ has: 2, needs: 3 }] },
  })
  await orderFrom(db, shop, house, [['CUP', 2]])
  await allocateWaiting({ db }, shop)
  expect(await countBin({ db }, shop, { ...at, key: 'b', found: 1 })).toEqual({
    ok: false,
    refusal: { kind: 'less_than_reserved', reserved: 2, found: 1 },
  })
  const other = await database.addShop()
  expect(await adjustGoods({ db }, other, { ...at, key: 'c', quantity: 1, kind: 'found' })).toEqual(
    {
      ok: false,
      refusal: { kind: 'unknown_place' },
    },
  )
})

test('a bin that is counted while goods come into it has what was counted, or that and what came', async ({
  database: { db },
  shop,
}) => {
  for (let time = 0; time < 8; time++) {
    const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: `A-01-0${time}`, pieces: 0 }])
    const binId = house.bins[`A-01-0${time}`] ?? ''
    const itemId = house.items['CUP'] ?? ''
    const move = { itemId, quantity: 3, from: null, to: { binId, state: 'on_hand' as const } }
    const came = { key: `came:${time}`, cause: 'received', by: 'system', moves: [move] } as const
    await Promise.all([
      countBin({ db }, shop, { key: `count:${time}`, by: 'shopify:1', binId, itemId, found: 7 }),
      withShop(db, shop, (tx) => moveGoods(tx, came)),
    ])
    expect([7, 10]).toContain((await piecesOf(db, shop, itemId))['on_hand'])
    const last = await withShop(db, shop, (tx) =>
      tx.stockEntry.findMany({ where: { itemId }, orderBy: { id: 'asc' } }),
    )
    // Counted after it came in, the count is four more; before, it is all that was found.
    expect(last.map((entry) => entry.delta)).toEqual(last[0]?.cause === 'counted' ? [7, 3] : [3, 4])
  }
})

test('whatever is moved, by however many at once, levels equal the ledger and never go below none', async ({
  database: { db },
  shop,
}) => {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 5 },
    { sku: 'POT', bin: 'A-01-02', pieces: 5 },
  ])
  const place = fc.record({
    binId: fc.constantFrom(...Object.values(house.bins)),
    state: fc.constantFrom('on_hand', 'reserved', 'picked', 'damaged'),
  })
  const move = fc
    .record({
      itemId: fc.constantFrom(...Object.values(house.items)),
      quantity: fc.integer({ min: 1, max: 4 }),
      from: fc.option(place),
      to: fc.option(place),
    })
    .filter((one) => one.from !== null || one.to !== null)
  const command = fc.array(move, { minLength: 1, maxLength: 4 })
  const whose = randomUUID()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 6 }), async (commands) => {
      run++
      const apply = (moves: readonly GoodsMove[], at: number) =>
        withShop(db, shop, (tx) =>
          moveGoods(tx, {
            ...{ key: `p:${run}:${at}`, cause: 'moved', by: 'system', moves },
            shipmentId: shipmentId(whose),
          }),
        )
      // Each command twice, all at once: the second time must change nothing.
      const answers = await Promise.all(
        [...commands, ...commands].map((moves, at) => apply(moves, at % commands.length)),
      )
      for (const [at] of commands.entries()) {
        const both = [answers[at], answers[at + commands.length]]
        const moved = both.filter((one) => one?.ok && one.value === 'moved')
        expect(moved.length).toBeLessThanOrEqual(1)
      }
      expect(
        await withShop(db, shop, (tx) => tx.stockLevel.count({ where: { quantity: { lt: 0 } } })),
      ).toBe(0)
      const gaps = await withShop(db, shop, async (tx) =>
        (await import('./check-ledger.server.ts')).ledgerGaps(tx),
      )
      // The commands know nothing of lines: only the entries are compared.
      expect(gaps.filter((gap) => gap.of === 'entries')).toEqual([])
    }),
    { numRuns: 25 },
  )
})
