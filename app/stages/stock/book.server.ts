import type { GoodsMove } from '../../journey/goods.ts'
import {
  type GoodsCause,
  lockBin,
  moveGoods,
  type NotEnoughRefusal,
} from '../../journey/goods-ledger.server.ts'
import { allocateStock, mirrorStock } from '../../journey/jobs.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { decideCount, type LessThanReserved } from './decide-count.ts'
import { isBlocked, lotOf } from './lots.server.ts'
import { homeBin } from './shelves.server.ts'

export interface BookDeps {
  readonly db: Db
}

/** Who does it, under a key of the form it came from: the same form sent twice is booked once. */
export interface ByHand {
  readonly key: string
  readonly by: string
}

export type BookRefusal =
  | NotEnoughRefusal
  | LessThanReserved
  | { readonly kind: 'unknown_item' }
  | { readonly kind: 'unknown_place' }
  /** The lot is known, with another day. */
  | { readonly kind: 'other_expiry'; readonly code: string; readonly expiresOn: string | null }

type Booked = Promise<Outcome<'moved' | 'seen' | 'nothing', BookRefusal>>

/** A lot as it is printed on goods that came in. */
interface LotOnGoods {
  readonly code: string
  /** The last day on which they may be sent, `2026-11-30`; null: they do not expire. */
  readonly expiresOn: string | null
}

/** Pieces came in: they lie in the item's own bin from now on, and the store is told. */
export function receiveGoods(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & {
    readonly locationId: string
    readonly itemId: string
    readonly quantity: number
    readonly lot?: LotOnGoods | null
  },
): Booked {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const { locationId, itemId, quantity } = what
    const [known] = await tx.$queryRaw<{ place: boolean; item: boolean }[]>`
      select
        exists (select from location where shop_id = ${shop}::uuid and id = ${locationId}::uuid
          and kind in ('own', 'counter')) as place,
        exists (select from item where shop_id = ${shop}::uuid and id = ${itemId}::uuid and tracked) as item`
    if (!known?.place) return refuse({ kind: 'unknown_place' })
    if (!known.item) return refuse({ kind: 'unknown_item' })
    const lot = what.lot ? await lotOf(tx, itemId, what.lot) : null
    if (lot && lot.expiresOn !== (what.lot?.expiresOn ?? null))
      return refuse({ kind: 'other_expiry', code: lot.code, expiresOn: lot.expiresOn })
    const binId = await homeBin(tx, locationId, itemId)
    const state = lot?.state === 'quarantine' ? 'quarantine' : 'on_hand'
    return book(tx, what, 'received', [
      { itemId, lotId: lot?.id ?? null, quantity, from: null, to: { binId, state } },
    ])
  })
}

/** Pieces of one kind in a bin. */
interface InBin {
  readonly binId: string
  readonly itemId: string
  /** Null or left out: those without a lot. */
  readonly lotId?: string | null
}

/** What a person says of pieces in a bin: found more, lost some, or damaged. */
export type Adjustment = 'found' | 'lost' | 'damaged'

export function adjustGoods(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & InBin & { readonly quantity: number; readonly kind: Adjustment },
): Booked {
  const { binId, itemId, lotId = null, quantity } = what
  const goods = { itemId, lotId, quantity }
  const shelf = { binId, state: 'on_hand' } as const
  const move: Record<Adjustment, GoodsMove> = {
    found: { ...goods, from: null, to: shelf },
    lost: { ...goods, from: shelf, to: null },
    damaged: { ...goods, from: shelf, to: { binId, state: 'damaged' } },
  }
  return withShopInTurn(deps.db, shop, async (tx) => {
    if (!(await isBinOf(tx, binId))) return refuse({ kind: 'unknown_place' })
    return book(tx, what, 'adjusted', [move[what.kind]])
  })
}

/** Makes the ledger say what a person counted in a bin, apart from damaged pieces. */
export function countBin(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & InBin & { readonly found: number },
): Booked {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const { binId, itemId, lotId = null, found } = what
    if (!(await isBinOf(tx, binId))) return refuse({ kind: 'unknown_place' })
    const at = { binId, itemId, lotId, serial: null }
    const of = await lockBin(tx, at, 'on_hand', 'quarantine', 'reserved')
    const answer = decideCount({
      ...{ binId, itemId, lotId, found, isBlocked: await isBlocked(tx, lotId) },
      free: of('on_hand'),
      reserved: of('reserved'),
      quarantine: of('quarantine'),
    })
    return answer.ok ? book(tx, what, 'counted', answer.value) : answer
  })
}

/** Puts free pieces into another bin of the same place, by its code: back on the shelf, or elsewhere. */
export function rebinGoods(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & InBin & { readonly toCode: string; readonly quantity: number },
): Booked {
  const { binId, itemId, lotId = null, quantity } = what
  return withShopInTurn(deps.db, shop, async (tx) => {
    const [to] = await tx.$queryRaw<{ id: string }[]>`
      select t.id from bin f join bin t on t.shop_id = f.shop_id and t.location_id = f.location_id
      where f.shop_id = ${shop}::uuid and f.id = ${binId}::uuid and f.active
        and lower(t.code) = lower(${what.toCode.trim()}) and t.active`
    if (!to) return refuse({ kind: 'unknown_place' })
    return book(tx, what, 'moved', [
      {
        itemId,
        lotId,
        quantity,
        from: { binId, state: 'on_hand' },
        to: { binId: to.id, state: 'on_hand' },
      },
    ])
  })
}

const isBinOf = async (tx: ShopTx, binId: string) =>
  (await tx.bin.count({ where: { shopId: tx.shopId, id: binId, active: true } })) > 0

async function book(tx: ShopTx, what: ByHand, cause: GoodsCause, moves: readonly GoodsMove[]) {
  const answer = await moveGoods(tx, { key: what.key, cause, by: what.by, moves })
  if (!answer.ok || answer.value !== 'moved') return answer
  if (cause !== 'moved') await tellStore(tx, what.key)
  const shop = { shopId: tx.shopId }
  await enqueue(tx, allocateStock, shop, { key: `stock.allocate:${tx.shopId}` })
  return accept(answer.value)
}

/**
 * Books that the store is told what a command changed, in the caller's transaction.
 * @param key the command's.
 */
export async function tellStore(tx: ShopTx, key: string): Promise<void> {
  await tx.$executeRaw`
    insert into outside_call (shop_id, kind, key) values (${tx.shopId}::uuid, 'adjust_stock', ${`adjust_stock:${key}`})
    on conflict do nothing`
  await enqueue(tx, mirrorStock, { shopId: tx.shopId }, { key: `stock.mirror:${tx.shopId}` })
}
