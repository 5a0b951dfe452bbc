import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { takeInShop } from '../../../tests/floor/taken-in.ts'
import { oneShop } from '../../../tests/shop.ts'
import { act } from '../../../tests/store/act.ts'
import { littleSeed } from '../../../tests/store/little-seed.ts'
import { shift } from '../../../tests/store/stock/levels.ts'
import { ProviderUnavailable } from '../../kernel/faults.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'
import {
  adjustGoods,
  compareStock,
  ledgerEqualsLevels,
  mirrorBookings,
  openStock,
  pushOurFigure,
  readDifferences,
  receiveGoods,
  takeStoreFigure,
} from './index.server.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })
const deps = () => ({ db: joined().database.db, shop: joined().provider })
const inShop = <T>(work: Parameters<typeof withShop<T>>[2]) =>
  withShop(joined().database.db, joined().shop, work)
const by = 'shopify:1'

beforeAll(async () => {
  await takeInShop(joined().database.db, joined())
  await openStock(deps(), joined().shop)
})
/** Every test starts where store and ledger agree. */
beforeEach(async () => {
  await mirrorBookings(deps(), joined().shop)
  await compareStock(deps(), joined().shop, 'all')
  for (const row of (await differences()).rows)
    await pushOurFigure(deps(), joined().shop, settling(row))
  expect((await differences()).rows).toEqual([])
})

const differences = () => readDifferences(deps(), joined().shop, 1)
type Row = Awaited<ReturnType<typeof differences>>['rows'][number]
const settling = (row: Row) => ({
  ...{ key: `by_hand:${randomUUID()}`, by, itemId: row.itemId, locationId: row.locationId },
  pieces: row.toSettle,
})
const only = async (): Promise<Row> => {
  const { rows } = await differences()
  const [row] = rows
  if (!row || rows.length > 1) throw new Error(`${rows.length} differences`)
  return row
}

/** Mugs at the place where most of them lie, as our shelves have them. */
const mugs = () =>
  inShop(async (tx) => {
    const [shelf] = await tx.$queryRaw<
      { binId: string; itemId: string; locationId: string; pieces: number }[]
    >`
      select l.bin_id as "binId", l.item_id as "itemId", b.location_id as "locationId", l.quantity as pieces
      from stock_level l join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
      join item i on i.shop_id = l.shop_id and i.id = l.item_id
      where l.shop_id = ${joined().shop}::uuid and i.sku = 'MUG' and l.state = 'on_hand' order by l.quantity desc limit 1`
    if (!shelf) throw new Error('no mugs')
    return shelf
  })
/** A clerk changes the store's count there, past the app. */
async function clerk(by: number): Promise<void> {
  const { locationId } = await mugs()
  const place = await inShop((tx) => tx.location.findFirstOrThrow({ where: { id: locationId } }))
  const world = joined().standIn.world()
  const variant = [...world.variants.values()].find((one) => one.sku === 'MUG')
  act(world, (acting) =>
    shift(acting, variant?.id ?? null, Number(place.shopifyGid.split('/').at(-1)), {
      available: by,
    }),
  )
}
const inStore = async () => {
  const { itemId } = await mugs()
  const item = await inShop((tx) => tx.item.findFirstOrThrow({ where: { id: itemId } }))
  const [gid] = (await joined().provider.items(joined().store, null)).items
    .map((one) => one.inventoryItemGid)
    .filter((one) => one === item.inventoryItemGid)
  const levels = gid ? await joined().provider.stockLevels(joined().store, [gid]) : []
  return levels.reduce((sum, level) => sum + level.available, 0)
}
const calls = (kind: string) =>
  inShop((tx) => tx.outsideCall.count({ where: { kind, shopId: joined().shop } }))

test('what a clerk changes in the store shows with its reason; the store’s figure is taken as a count and told to nobody', async () => {
  const before = await mugs()
  const told = await calls('adjust_stock')
  await clerk(-4)
  await compareStock(deps(), joined().shop, 'all')
  const row = await only()
  expect(row).toMatchObject({
    ...{ sku: 'MUG', difference: -4, toSettle: -4 },
    reasons: [{ kind: 'changed_in_store', pieces: -4 }],
  })
  const form = settling(row)
  expect(await takeStoreFigure(deps(), joined().shop, form)).toEqual({ ok: true, value: 'settled' })
  expect(await takeStoreFigure(deps(), joined().shop, form)).toEqual({ ok: true, value: 'seen' })
  expect((await mugs()).pieces).toBe(before.pieces - 4)
  expect((await differences()).rows).toEqual([])
  await compareStock(deps(), joined().shop, 'all')
  expect((await differences()).rows).toEqual([])
  expect(await calls('adjust_stock')).toBe(told)
  const entry = await inShop((tx) => tx.stockEntry.findFirstOrThrow({ where: { key: form.key } }))
  expect(entry).toMatchObject({
    cause: 'counted',
    delta: -4,
    by,
    document: expect.stringContaining('store:'),
  })
  expect(await inShop(ledgerEqualsLevels)).toBe(true)
})

test('more in the store than here come into the item’s own bin', async () => {
  const before = await mugs()
  await clerk(6)
  await compareStock(deps(), joined().shop, 'all')
  await takeStoreFigure(deps(), joined().shop, settling(await only()))
  expect((await mugs()).pieces).toBe(before.pieces + 6)
})

test('our figure is set in the store from what was seen; what comes back of it changes nothing', async () => {
  const was = await inStore()
  await clerk(9)
  await compareStock(deps(), joined().shop, 'all')
  const form = settling(await only())
  expect(await pushOurFigure(deps(), joined().shop, form)).toEqual({ ok: true, value: 'settled' })
  expect(await pushOurFigure(deps(), joined().shop, form)).toEqual({ ok: true, value: 'seen' })
  expect(await inStore()).toBe(was)
  // The store tells of every level it has, ours included, as it does after each change.
  const entries = await inShop((tx) => tx.stockEntry.count())
  await inShop((tx) => tx.$executeRaw`update store_level set told_at = now() + interval '1 second'`)
  await compareStock(deps(), joined().shop, 'told')
  expect((await differences()).rows).toEqual([])
  expect(await inShop((tx) => tx.stockEntry.count())).toBe(entries)
  expect(await inStore()).toBe(was)
})

test('a booking on its way explains a difference, and nobody can settle it', async () => {
  const { itemId, locationId } = await mugs()
  const came = { key: `r:${randomUUID()}`, by, itemId, locationId, quantity: 7 }
  await receiveGoods(deps(), joined().shop, came)
  await compareStock(deps(), joined().shop, 'all')
  const row = await only()
  expect(row).toMatchObject({
    ...{ difference: -7, toSettle: 0 },
    reasons: [{ kind: 'booking_on_its_way', pieces: -7 }],
  })
  expect(await takeStoreFigure(deps(), joined().shop, settling(row))).toEqual({
    ok: false,
    refusal: { kind: 'other_by_now', pieces: 0 },
  })
  await mirrorBookings(deps(), joined().shop)
  await compareStock(deps(), joined().shop, 'all')
  expect((await differences()).rows).toEqual([])
})

test('who saw an older figure is told so, and nothing is changed', async () => {
  const before = { here: (await mugs()).pieces, there: await inStore() }
  await clerk(-3)
  await compareStock(deps(), joined().shop, 'all')
  const seen = settling(await only())
  await clerk(-2)
  for (const settle of [takeStoreFigure, pushOurFigure])
    expect(
      await settle(deps(), joined().shop, { ...seen, key: `by_hand:${randomUUID()}` }),
    ).toEqual({
      ok: false,
      refusal: { kind: 'other_by_now', pieces: -5 },
    })
  expect({ here: (await mugs()).pieces, there: await inStore() }).toEqual({
    here: before.here,
    there: before.there - 5,
  })
})

test('a sale between our look and our booking is noticed by the store, and the booking goes through all the same', async () => {
  const { itemId, binId } = await mugs()
  const was = await inStore()
  await adjustGoods(deps(), joined().shop, {
    ...{ key: `a:${randomUUID()}`, by, itemId, binId, quantity: 2, kind: 'lost' },
  })
  let sales = 1
  const busy: ShopProvider = {
    ...joined().provider,
    adjustStock: async (...asked) => {
      if (sales-- > 0) await clerk(-1)
      return joined().provider.adjustStock(...asked)
    },
  }
  await mirrorBookings({ ...deps(), shop: busy }, joined().shop)
  expect(await inStore()).toBe(was - 3)
})

test('an answer that was lost is asked for again under its key: the store books once', async () => {
  const { itemId, binId } = await mugs()
  const was = await inStore()
  await adjustGoods(deps(), joined().shop, {
    ...{ key: `a:${randomUUID()}`, by, itemId, binId, quantity: 5, kind: 'found' },
  })
  const cut: ShopProvider = {
    ...joined().provider,
    adjustStock: async (...asked) => {
      await joined().provider.adjustStock(...asked)
      throw new ProviderUnavailable('shopify')
    },
  }
  await expect(mirrorBookings({ ...deps(), shop: cut }, joined().shop)).rejects.toThrow(
    'did not answer',
  )
  await mirrorBookings(deps(), joined().shop)
  expect(await inStore()).toBe(was + 5)
})
