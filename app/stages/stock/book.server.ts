import type { GoodsMove } from '../../journey/goods.ts'
import {
  type GoodsCause,
  moveGoods,
  type NotEnoughRefusal,
} from '../../journey/goods-ledger.server.ts'
import { allocateStock, mirrorStock } from '../../journey/jobs.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { decideCount, type LessThanReserved } from './decide-count.ts'
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

type Booked = Promise<Outcome<'moved' | 'seen' | 'nothing', BookRefusal>>

/** Pieces came in: they lie in the item's own bin from now on, and the store is told. */
export function receiveGoods(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & {
    readonly locationId: string
    readonly itemId: string
    readonly quantity: number
  },
): Booked {
  return withShop(deps.db, shop, async (tx) => {
    const { locationId, itemId, quantity } = what
    const place = await tx.location.findFirst({
      where: { shopId: shop, id: locationId, kind: { in: ['own', 'counter'] } },
    })
    if (!place) return refuse({ kind: 'unknown_place' })
    const item = await tx.item.findFirst({ where: { shopId: shop, id: itemId, tracked: true } })
    if (!item) return refuse({ kind: 'unknown_item' })
    const binId = await homeBin(tx, locationId, itemId)
    return book(tx, what, 'received', [
      { itemId, quantity, from: null, to: { binId, state: 'on_hand' } },
    ])
  })
}

/** What a person says of pieces in a bin: found more, lost some, or damaged. */
export type Adjustment = 'found' | 'lost' | 'damaged'

export function adjustGoods(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & {
    readonly binId: string
    readonly itemId: string
    readonly quantity: number
    readonly kind: Adjustment
  },
): Booked {
  const { binId, itemId, quantity } = what
  const shelf = { binId, state: 'on_hand' } as const
  const move: Record<Adjustment, GoodsMove> = {
    found: { itemId, quantity, from: null, to: shelf },
    lost: { itemId, quantity, from: shelf, to: null },
    damaged: { itemId, quantity, from: shelf, to: { binId, state: 'damaged' } },
  }
  return withShop(deps.db, shop, async (tx) => {
    if (!(await isBinOf(tx, binId))) return refuse({ kind: 'unknown_place' })
    return book(tx, what, 'adjusted', [move[what.kind]])
  })
}

/** Makes the ledger say what a person counted in a bin, apart from damaged pieces. */
export function countBin(
  deps: BookDeps,
  shop: ShopId,
  what: ByHand & { readonly binId: string; readonly itemId: string; readonly found: number },
): Booked {
  return withShop(deps.db, shop, async (tx) => {
    const { binId, itemId, found } = what
    if (!(await isBinOf(tx, binId))) return refuse({ kind: 'unknown_place' })
    const levels = await tx.stockLevel.findMany({ where: { shopId: shop, binId, itemId } })
    const of = (state: string) => levels.find((level) => level.state === state)?.quantity ?? 0
    const answer = decideCount({
      binId,
      itemId,
      found,
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
  what: ByHand & {
    readonly binId: string
    readonly toCode: string
    readonly itemId: string
    readonly quantity: number
  },
): Booked {
  const { binId, itemId, quantity } = what
  return withShop(deps.db, shop, async (tx) => {
    const from = await tx.bin.findFirst({ where: { shopId: shop, id: binId, active: true } })
    const to =
      from &&
      (await tx.bin.findFirst({
        where: {
          shopId: shop,
          locationId: from.locationId,
          code: { equals: what.toCode.trim(), mode: 'insensitive' },
          active: true,
        },
      }))
    if (!to) return refuse({ kind: 'unknown_place' })
    return book(tx, what, 'moved', [
      {
        itemId,
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
  if (cause !== 'moved') {
    await tx.outsideCall.createMany({
      data: [{ shopId: tx.shopId, kind: 'adjust_stock', key: `adjust_stock:${what.key}` }],
      skipDuplicates: true,
    })
    await enqueue(tx, mirrorStock, { shopId: tx.shopId }, { key: `stock.mirror:${tx.shopId}` })
  }
  await enqueue(tx, allocateStock, { shopId: tx.shopId }, { key: `stock.allocate:${tx.shopId}` })
  return accept(answer.value)
}
