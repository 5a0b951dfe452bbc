import { z } from 'zod'
import type { GoodsMove } from '../../journey/goods.ts'
import { moveGoods, noLot } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { gid, requestKey, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { type CompareDeps, compareItems } from './compare-store.server.ts'
import { decideWriteOff, type FreePlace, storeReasons, toSettle } from './decide-reasons.ts'
import { homeBin } from './shelves.server.ts'

export const reasonsShape = z.array(z.object({ kind: z.enum(storeReasons), pieces: z.number() }))

interface Settling {
  /** A key of the form it came from: sent twice it is done once. */
  readonly key: string
  readonly by: string
  readonly itemId: string
  readonly locationId: string
  /** Pieces more (or fewer) in the store that the person saw and wants settled. */
  readonly pieces: number
}

type SettleRefusal =
  | { readonly kind: 'unknown_item' }
  /** The store or the shelves moved on: look at the new figures. */
  | { readonly kind: 'other_by_now'; readonly pieces: number }
  /** The store has fewer, and the ones too many here are promised. */
  | { readonly kind: 'promised'; readonly free: number }

type Settled = Promise<Outcome<'settled' | 'seen', SettleRefusal>>

/**
 * Makes the ledger say what the store says, as a counted adjustment that is not told to the store again.
 * @throws ProviderUnavailable when the store did not answer; nothing was changed.
 */
export async function takeStoreFigure(deps: CompareDeps, shop: ShopId, what: Settling): Settled {
  const spot = await look(deps, shop, what)
  if (!spot.ok) return spot
  return withShopInTurn(deps.db, shop, async (tx): Settled => {
    const moves = await movesFor(tx, what)
    if (!moves.ok) return moves
    const document = `store:${spot.value.location}`
    const { key, by } = what
    const moved = await moveGoods(tx, { key, by, cause: 'counted', document, moves: moves.value })
    if (!moved.ok) throw new MovedMeanwhile('the shelves changed while they were counted')
    if (moved.value === 'seen') return accept('seen')
    await close(tx, spot.value, { ours: what.pieces })
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
    return accept('settled')
  })
}

/**
 * Makes the store offer as many pieces as it would by the ledger.
 * @throws ProviderUnavailable when it is not known whether the store did: the same form again does it once.
 */
export async function pushOurFigure(deps: CompareDeps, shop: ShopId, what: Settling): Settled {
  const key = requestKey('set_stock', what.key)
  const before = await withShop(deps.db, shop, (tx) =>
    tx.outsideCall.findUnique({ where: { shopId_key: { shopId: shop, key } } }),
  )
  if (before?.state === 'done') return accept('seen')
  const spot = await look(deps, shop, what)
  if (!spot.ok) return spot
  const { item, location, available } = spot.value
  await withShop(deps.db, shop, (tx) =>
    tx.outsideCall.createMany({
      data: [
        { shopId: shop, kind: 'set_stock', key, answer: { by: what.by, pieces: what.pieces } },
      ],
      skipDuplicates: true,
    }),
  )
  const domain = await withShop(deps.db, shop, shopDomain)
  const answer = await deps.shop.setStock(
    { domain },
    {
      ...{ inventoryItemGid: gid(item), locationGid: gid(location) },
      ...{ available: available - what.pieces, changeFrom: available },
    },
    requestKey('set_stock', what.key, available),
  )
  await withShop(deps.db, shop, async (tx) => {
    await tx.outsideCall.update({
      where: { shopId_key: { shopId: shop, key } },
      data: {
        ...(answer === 'done' ? { state: 'done', doneAt: new Date() } : {}),
        attempts: { increment: 1 },
      },
    })
    if (answer === 'done') await close(tx, spot.value, { store: -what.pieces })
  })
  return answer === 'done' ? accept('settled') : refuse({ kind: 'other_by_now', pieces: 0 })
}

interface Spot {
  readonly item: string
  readonly location: string
  readonly itemId: string
  readonly available: number
}

/** Reads the store anew, and asks whether there still is to settle what the person saw. */
async function look(
  deps: CompareDeps,
  shop: ShopId,
  { itemId, locationId, pieces, key }: Settling,
): Promise<Outcome<Spot, SettleRefusal>> {
  const known = await withShop(deps.db, shop, async (tx) => ({
    item: await tx.item.findFirst({ where: { shopId: shop, id: itemId, tracked: true } }),
    place: await tx.location.findFirst({ where: { shopId: shop, id: locationId } }),
    isSeen: (await tx.stockEntry.count({ where: { shopId: shop, key }, take: 1 })) > 0,
  }))
  const item = known.item?.inventoryItemGid
  const location = known.place?.shopifyGid
  if (!item || !location) return refuse({ kind: 'unknown_item' })
  await compareItems(deps, shop, [gid(item)])
  const level = await withShop(deps.db, shop, (tx) =>
    tx.storeLevel.findFirst({
      where: { shopId: shop, inventoryItemGid: item, locationGid: location },
    }),
  )
  const open = toSettle(reasonsShape.parse(level?.reasons ?? []))
  if (!known.isSeen && (open !== pieces || pieces === 0))
    return refuse({ kind: 'other_by_now', pieces: open })
  return accept({ item, location, itemId, available: level?.available ?? 0 })
}

async function movesFor(
  tx: ShopTx,
  { itemId, locationId, pieces }: Settling,
): Promise<Outcome<readonly GoodsMove[], SettleRefusal>> {
  if (pieces > 0) {
    const to = { binId: await homeBin(tx, locationId, itemId), state: 'on_hand' } as const
    return accept([{ itemId, quantity: pieces, from: null, to }])
  }
  // Locked in everybody's order (goods.ts).
  const places = await tx.$queryRaw<FreePlace[]>`
    select l.bin_id as "binId", nullif(l.lot_id, ${noLot}::uuid) as "lotId", nullif(l.serial, '') as serial,
      l.quantity as free
    from stock_level l join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    where l.shop_id = ${tx.shopId}::uuid and l.item_id = ${itemId}::uuid and b.location_id = ${locationId}::uuid
      and l.state = 'on_hand' and l.quantity > 0
    order by l.bin_id, l.lot_id, l.serial collate "C" for update of l`
  const off = decideWriteOff(places, -pieces)
  if (!off)
    return refuse({ kind: 'promised', free: places.reduce((sum, { free }) => sum + free, 0) })
  return accept(
    off.map(({ place, quantity }) => ({
      ...{ itemId, lotId: place.lotId, serial: place.serial, quantity },
      from: { binId: place.binId, state: 'on_hand' },
      to: null,
    })),
  )
}

/** The difference is settled: figures follow, and bookings the store refused are not waited for any more. */
async function close(
  tx: ShopTx,
  { item, location, itemId }: Spot,
  { ours = 0, store = 0 }: { readonly ours?: number; readonly store?: number },
): Promise<void> {
  await tx.$executeRaw`
    update store_level set ours = ours + ${ours}::int, good = good + ${store}::int,
      available = available + ${store}::int, difference = difference - ${ours}::int + ${store}::int,
      reasons = (select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(reasons) r
        where r ->> 'kind' not in ('changed_in_store', 'booking_refused'))
    where shop_id = ${tx.shopId}::uuid and inventory_item_gid = ${item} and location_gid = ${location}`
  await tx.$executeRaw`
    update outside_call c set state = 'dead'
    where c.shop_id = ${tx.shopId}::uuid and c.kind = 'adjust_stock' and c.state = 'refused' and exists (
      select 1 from stock_entry e where e.shop_id = c.shop_id and 'adjust_stock:' || e.key = c.key
        and e.item_id = ${itemId}::uuid)`
}
