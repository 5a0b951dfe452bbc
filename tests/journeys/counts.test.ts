import { expect } from 'vitest'
import type { ShopId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import {
  adjustGoods,
  allocateWaiting,
  blockLot,
  bookCount,
  changeItemRules,
  changeStockRules,
  decideAboutCount,
  ledgerEqualsLevels,
  listTasks,
  planCounts,
  readTask,
  receiveGoods,
  releaseQuestion,
  submitCount,
} from '../../app/stages/stock/index.server.ts'
import { type TestDatabase, test } from '../database.ts'
import { buildHouse, orderFrom, piecesOf } from '../floor/house.ts'

const [ana, ben, cai] = ['shopify:1', 'shopify:2', 'shopify:3'] as const
type Counted = Awaited<ReturnType<typeof submitCount>>

/** A house with two bins of cups at 5.00 a piece, and its people. */
async function floor({ db, owner }: TestDatabase, shop: ShopId) {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 10 },
    { sku: 'POT', bin: 'A-01-02', pieces: 4 },
  ])
  await owner.query(`update item set cost_minor = 500 where shop_id = $1`, [shop])
  const open = async () =>
    (await listTasks({ db }, shop, { kind: 'count', state: 'open', page: 1 })).rows
  let occasion = 0
  const wanted = (code: string, key = `short:${++occasion}`) =>
    withShop(db, shop, (tx) =>
      bookCount(tx, {
        ...{ binId: house.bins[code] ?? '', key, by: ana, reason: 'Fewer than 3 × CUP were found' },
      }),
    )
  const count = async (
    by: string,
    ...found: readonly (readonly [string, number, string?])[]
  ): Promise<Counted> => {
    const [task] = await open()
    return submitCount({ db }, shop, {
      ...{ taskId: task?.id ?? '', by },
      found: found.map(([code, quantity, lot = '']) => ({ code, quantity, lot, serial: '' })),
    })
  }
  const cups = () => piecesOf(db, shop, house.items['CUP'] ?? '')
  return { house, open, wanted, count, cups }
}

test('a short pick has the bin counted once; who counts is not told what should be there', async ({
  database,
  shop,
}) => {
  const { db } = database
  const { open, wanted, count } = await floor(database, shop)
  expect(await wanted('A-01-01', 'short:a')).toBe(true)
  expect(await wanted('A-01-01', 'short:a'), 'the same occasion').toBe(false)
  expect(await wanted('A-01-01', 'short:b'), 'it waits to be counted already').toBe(false)
  const [task] = await open()
  expect(task).toMatchObject({ bin: 'A-01-01', reason: 'Fewer than 3 × CUP were found' })
  const view = await readTask({ db }, shop, task?.id ?? '')
  expect(view).toMatchObject({ counts: [], task: { quantity: null, title: null } })
  expect(await count(ana, ['NOPE', 1])).toEqual({
    ...{ ok: false, refusal: { kind: 'unknown_code', code: 'NOPE' } },
  })
  expect(await count(ana, ['50CUP', 6], ['CUP', 4])).toEqual({ ok: true, value: 'agrees' })
  expect(await open()).toEqual([])
  expect(await wanted('A-01-01', 'short:c'), 'another occasion counts again').toBe(true)
})

test('small differences are booked at once and told to the store; larger ones need somebody else', async ({
  database,
  shop,
}) => {
  const { db } = database
  const { open, wanted, count, cups } = await floor(database, shop)
  await wanted('A-01-01')
  expect(await count(ana, ['CUP', 9])).toEqual({ ok: true, value: 'book' })
  expect(await cups()).toEqual({ on_hand: 9 })
  const entries = await withShop(db, shop, (tx) =>
    tx.stockEntry.findMany({ where: { shopId: shop, cause: 'counted' } }),
  )
  expect(entries).toMatchObject([
    { delta: -1, by: ana, document: expect.stringMatching(/^count:/) },
  ])
  expect(await database.jobs()).toContainEqual({
    ...{ task: 'stock.mirror', key: `stock.mirror:${shop}` },
  })
  await wanted('A-01-01')
  expect(await count(ana, ['CUP', 6])).toEqual({ ok: true, value: 'recount' })
  expect(await count(ana, ['CUP', 4], ['50CUP', 2]), 'the same count, sent again').toEqual({
    ...{ ok: true, value: 'recount' },
  })
  expect(await count(ana, ['CUP', 5])).toEqual({ ok: false, refusal: { kind: 'counted_by_you' } })
  expect(await readTask({ db }, shop, (await open())[0]?.id ?? '')).toMatchObject({
    ...{ countedBy: [ana], counts: [] },
  })
  // One is sold between the two counts: both found three too few.
  await adjustGoods({ db }, shop, {
    ...{
      key: 'by_hand:1',
      by: ana,
      itemId: entries[0]?.itemId ?? '',
      binId: entries[0]?.binId ?? '',
    },
    ...{ quantity: 1, kind: 'lost' },
  })
  expect(await count(ben, ['CUP', 5])).toEqual({ ok: true, value: 'book' })
  expect(await cups()).toEqual({ on_hand: 5 })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})

test('three who differ, or a great value, wait for a decision within a role’s limit; it is booked once', async ({
  database,
  shop,
}) => {
  const { db } = database
  const { open, wanted, count, cups } = await floor(database, shop)
  await changeStockRules({ db }, shop, { floorUpToMinor: 100, officeUpToMinor: 2_000 })
  await wanted('A-01-01')
  const [task] = await open()
  for (const [by, found] of [
    [ana, 1],
    [ben, 2],
  ] as const)
    expect(await count(by, ['CUP', found])).toEqual({ ok: true, value: 'recount' })
  expect(await count(cai, ['CUP', 5])).toEqual({ ok: true, value: 'approval' })
  const view = await readTask({ db }, shop, task?.id ?? '')
  expect(
    view?.counts.map(({ by, valueMinor, lines }) => [by, valueMinor, lines[0]?.found]),
  ).toEqual([
    [ana, '4500', 1],
    [ben, '4000', 2],
    [cai, '2500', 5],
  ])
  const decide = (role: 'picker' | 'office' | 'owner', choice: 'book' | 'keep') =>
    decideAboutCount({ db }, shop, { taskId: task?.id ?? '', by: cai, role, choice })
  expect(await decide('picker', 'book')).toMatchObject({ refusal: { kind: 'no_such_count' } })
  expect(await decide('office', 'book')).toMatchObject({
    refusal: { kind: 'above_limit', limitMinor: 2_000n, valueMinor: 2_500n },
  })
  expect(await decide('owner', 'book')).toEqual({ ok: true, value: 'booked' })
  expect(await decide('owner', 'book')).toMatchObject({ refusal: { kind: 'no_such_count' } })
  expect(await cups()).toEqual({ on_hand: 5 })
})

test('what is promised to orders is not counted away: a person decides, and may keep the ledger', async ({
  database,
  shop,
}) => {
  const { db } = database
  const { house, open, wanted, count, cups } = await floor(database, shop)
  await changeStockRules({ db }, shop, { recountFromPieces: 100, floorUpToMinor: 100_000 })
  await orderFrom(db, shop, house, [['CUP', 8]])
  await allocateWaiting({ db }, shop)
  await wanted('A-01-01')
  const [task] = await open()
  expect(await count(ana, ['CUP', 7])).toEqual({ ok: true, value: 'approval' })
  const what = { taskId: task?.id ?? '', by: ben, role: 'owner' } as const
  expect(await decideAboutCount({ db }, shop, { ...what, choice: 'book' })).toEqual({
    ...{ ok: false, refusal: { kind: 'less_than_promised' } },
  })
  expect(await decideAboutCount({ db }, shop, { ...what, choice: 'keep' })).toEqual({
    ...{ ok: true, value: 'kept' },
  })
  expect(await cups()).toEqual({ on_hand: 2, reserved: 8 })
})

test('each lot is counted for itself, and a lot nobody knows is refused', async ({
  database,
  shop,
}) => {
  const { db } = database
  const { house, wanted, count } = await floor(database, shop)
  const base = { by: ana, locationId: house.place, itemId: house.items['CUP'] ?? '' }
  for (const [key, code, quantity] of [
    ['l:1', 'L1', 3],
    ['l:2', 'L2', 4],
  ] as const)
    await receiveGoods({ db }, shop, { ...base, key, quantity, lot: { code, expiresOn: null } })
  await changeStockRules({ db }, shop, { recountFromPieces: 100, floorUpToMinor: 100_000 })
  await wanted('A-01-01')
  expect(await count(ana, ['CUP', 10], ['CUP', 3, 'L9'])).toMatchObject({
    refusal: { kind: 'unknown_lot', lot: 'L9' },
  })
  expect(await count(ana, ['CUP', 10], ['CUP', 2, 'L1'], ['CUP', 5, 'l2'])).toEqual({
    ...{ ok: true, value: 'book' },
  })
  const { rows } = await database.owner.query(
    `select lot.code, l.quantity from stock_level l join lot on lot.id = l.lot_id where l.shop_id = $1 and l.quantity > 0 order by 1`,
    [shop],
  )
  expect(rows).toEqual([
    { code: 'L1', quantity: 2 },
    { code: 'L2', quantity: 5 },
  ])
})

test('bins are counted in turn, no more at once than wanted, and one that was emptied is looked into', async ({
  database,
  shop,
}) => {
  const { db, owner } = database
  const { house, open, count } = await floor(database, shop)
  await changeStockRules({ db }, shop, { countsAtOnce: 1 })
  expect(await planCounts({ db }, shop)).toBe(1)
  expect(await planCounts({ db }, shop), 'one is open').toBe(0)
  expect((await open())[0]).toMatchObject({ bin: 'A-01-01', reason: 'Its turn: class C' })
  expect(await count(ana, ['CUP', 10])).toEqual({ ok: true, value: 'agrees' })
  expect(await planCounts({ db }, shop)).toBe(1)
  expect((await open())[0]).toMatchObject({ bin: 'A-01-02' })
  await count(ana, ['POT', 4])
  expect(await planCounts({ db }, shop), 'nothing is due').toBe(0)
  const at = [shop, house.bins['A-01-02'], house.items['POT']]
  await owner.query(
    `insert into stock_entry (shop_id, bin_id, item_id, state, delta, cause, key, part, by)
     values ($1, $2, $3, 'on_hand', -4, 'picked', 'pick:last', 0, 'shopify:1')`,
    at,
  )
  expect(await planCounts({ db }, shop)).toBe(1)
  expect(await planCounts({ db }, shop)).toBe(0)
  expect((await open())[0]).toMatchObject({
    bin: 'A-01-02',
    reason: 'Nothing should be left in it',
  })
  expect(await count(ben)).toEqual({ ok: true, value: 'agrees' })
  expect(await planCounts({ db }, shop), 'it was looked into').toBe(0)
})

test('what was in question is free again once somebody found it, but not of a blocked lot', async ({
  database,
  shop,
}) => {
  const { db, owner } = database
  const { house, cups } = await floor(database, shop)
  const at = { by: ana, binId: house.bins['A-01-01'] ?? '', itemId: house.items['CUP'] ?? '' }
  await owner.query(
    `insert into stock_entry (shop_id, bin_id, item_id, state, delta, cause, key, part, by)
     values ($1, $2, $3, 'on_hand', -3, 'short', 'short:1', 0, 'shopify:1'),
            ($1, $2, $3, 'quarantine', 3, 'short', 'short:1', 1, 'shopify:1')`,
    [shop, at.binId, at.itemId],
  )
  expect(await cups()).toEqual({ on_hand: 7, quarantine: 3 })
  const release = (key: string, lotId: string | null = null) =>
    releaseQuestion({ db }, shop, { ...at, key, lotId })
  expect(await release('by_hand:a')).toEqual({ ok: true, value: 3 })
  expect(await release('by_hand:b')).toEqual({ ok: true, value: 0 })
  expect(await cups()).toEqual({ on_hand: 10 })
  await receiveGoods({ db }, shop, {
    ...{ key: 'l:1', by: ana, locationId: house.place, itemId: at.itemId, quantity: 2 },
    lot: { code: 'L1', expiresOn: null },
  })
  const { rows } = await owner.query<{ id: string }>('select id from lot where shop_id = $1', [
    shop,
  ])
  const lotId = rows[0]?.id ?? ''
  expect(await blockLot({ db }, shop, { lotId, key: 'by_hand:c', by: ana })).toBe(2)
  expect(await release('by_hand:d', lotId)).toEqual({
    ...{ ok: false, refusal: { kind: 'lot_is_blocked' } },
  })
})

test('rules of an article are kept whole, or not at all and why', async ({ database, shop }) => {
  const { db } = database
  const { house } = await floor(database, shop)
  const rules = { supplier: 'Little', leadDays: 3, packPieces: 6, faceMin: 5, faceMax: 20 }
  const keep = (change: Partial<typeof rules>) =>
    changeItemRules({ db }, shop, house.items['CUP'] ?? '', {
      ...{ ...rules, lots: false, serials: false, ...change },
    })
  expect(await keep({})).toEqual({ ok: true, value: 'saved' })
  expect(await keep({ faceMax: 4 })).toMatchObject({ ok: false })
  expect(await keep({ packPieces: 0 })).toMatchObject({ ok: false })
  const item = await withShop(db, shop, (tx) =>
    tx.item.findFirstOrThrow({ where: { shopId: shop, sku: 'CUP' } }),
  )
  expect(item).toMatchObject(rules)
})
