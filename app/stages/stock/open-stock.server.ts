import { moveGoods } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { planAnew } from '../../journey/plan-anew.server.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ItemFacts, ShopProvider } from '../../providers/shop/contract.ts'
import { planBins, servingBins } from './bins.ts'

export interface OpenStockDeps {
  readonly db: Db
  readonly shop: ShopProvider
}

/** Openings booked in one transaction. */
const batch = 100

/**
 * Gives every counted item a bin at each of the shop's own places and counters that carry it, and
 * books what the store has on hand there. Items that have stock entries at a place already are left
 * alone, so that it may run again when the catalogue grew.
 * @returns how many items were opened.
 */
export async function openStock(deps: OpenStockDeps, shop: ShopId): Promise<number> {
  const domain = await withShop(deps.db, shop, shopDomain)
  const onHand = await readOnHand(deps.shop, domain)
  const places = await withShop(deps.db, shop, (tx) =>
    tx.location.findMany({
      where: { shopId: shop, kind: { in: ['own', 'counter'] }, active: true },
      select: { id: true, shopifyGid: true },
    }),
  )
  let opened = 0
  for (const place of places) {
    const openings = await withShop(deps.db, shop, (tx) =>
      planOpenings(tx, place, onHand.get(place.shopifyGid) ?? new Map()),
    )
    for (let at = 0; at < openings.length; at += batch)
      await withShop(deps.db, shop, (tx) =>
        bookOpenings(tx, place.id, openings.slice(at, at + batch)),
      )
    opened += openings.length
  }
  await withShop(deps.db, shop, async (tx) => {
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
    // What was ready before the app knew the shelves is planned too.
    await planAnew(tx)
  })
  return opened
}

/** Pieces on hand by location gid and variant gid. */
type OnHand = Map<string, Map<string, number>>

async function readOnHand(provider: ShopProvider, domain: string): Promise<OnHand> {
  const found: OnHand = new Map()
  const keep = (item: ItemFacts) => {
    if (!item.tracked) return
    for (const { locationGid, quantity } of item.onHand) {
      const place = found.get(locationGid) ?? new Map<string, number>()
      place.set(item.variantGid, quantity)
      found.set(locationGid, place)
    }
  }
  let after: string | null = null
  do {
    const page = await provider.items({ domain, urgency: 'bulk' }, after)
    page.items.forEach(keep)
    after = page.next
  } while (after !== null)
  return found
}

interface Opening {
  readonly itemId: string
  readonly binId: string
  readonly quantity: number
}

async function planOpenings(
  tx: ShopTx,
  place: { readonly id: string },
  quantities: ReadonlyMap<string, number>,
): Promise<readonly Opening[]> {
  await tx.bin.createMany({
    data: servingBins.map((bin) => ({ shopId: tx.shopId, locationId: place.id, ...bin })),
    skipDuplicates: true,
  })
  const known = await tx.$queryRaw<{ item_id: string }[]>`
    select distinct l.item_id from stock_level l join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    where l.shop_id = ${tx.shopId}::uuid and b.location_id = ${place.id}::uuid`
  const items = await tx.item.findMany({
    where: {
      shopId: tx.shopId,
      variantGid: { in: [...quantities.keys()] },
      tracked: true,
      id: { notIn: known.map((row) => row.item_id) },
    },
    select: { id: true, variantGid: true, productType: true, title: true, variantTitle: true },
  })
  if (items.length === 0) return []
  const bins = await tx.bin.findMany({
    where: { shopId: tx.shopId, locationId: place.id },
    select: { code: true },
  })
  const plan = planBins(items, new Set(bins.map((bin) => bin.code)))
  await tx.bin.createMany({
    data: plan.map(({ bin }) => ({
      shopId: tx.shopId,
      locationId: place.id,
      ...bin,
      kind: 'pick',
      // What the store says is there is taken for a count: nobody has to count everything in a new shop's first hour.
      countedAt: new Date(),
    })),
    skipDuplicates: true,
  })
  const made = await tx.bin.findMany({
    where: {
      shopId: tx.shopId,
      locationId: place.id,
      code: { in: plan.map((one) => one.bin.code) },
    },
    select: { id: true, code: true },
  })
  const binOf = new Map(made.map((bin) => [bin.code, bin.id]))
  return plan.flatMap(({ itemId, bin }) => {
    const item = items.find((one) => one.id === itemId)
    const binId = binOf.get(bin.code)
    return item && binId ? [{ itemId, binId, quantity: quantities.get(item.variantGid) ?? 0 }] : []
  })
}

async function bookOpenings(tx: ShopTx, locationId: string, openings: readonly Opening[]) {
  for (const { itemId, binId, quantity } of openings)
    if (quantity > 0)
      await moveGoods(tx, {
        key: `opening:${locationId}:${itemId}`,
        cause: 'opening',
        by: 'system',
        moves: [{ itemId, quantity, from: null, to: { binId, state: 'on_hand' } }],
      })
    // An empty level keeps the bin as the item's home.
    else
      await tx.stockLevel.createMany({
        data: [{ shopId: tx.shopId, binId, itemId, state: 'on_hand', quantity: 0 }],
        skipDuplicates: true,
      })
}
