import { moveGoods, noLot } from '../../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../../journey/jobs.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { sameCode } from '../../../kernel/same-code.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import { itemByCode } from '../item-by-code.server.ts'
import { donePart, type PiecesTask, takeTask } from '../tasks/work-on-task.server.ts'

/** Goods carried from one bin to another, as they were scanned. */
export interface Carried {
  readonly taskId: string
  /** Of the scan: sent twice it is done once. */
  readonly key: string
  readonly by: string
  /** The bin they were taken from; empty where nobody has to scan it (goods that came in stand in one place). */
  readonly fromCode: string
  /** The article, or the number of one piece. */
  readonly itemCode: string
  readonly toCode: string
  readonly quantity: number
}

export type CarryRefusal =
  | { readonly kind: 'no_such_task' }
  | { readonly kind: 'wrong_item'; readonly wanted: string }
  | { readonly kind: 'wrong_bin'; readonly wanted: string }
  | { readonly kind: 'unknown_bin'; readonly code: string }
  | { readonly kind: 'not_a_shelf'; readonly code: string }
  | { readonly kind: 'too_many'; readonly left: number }
  | { readonly kind: 'scan_the_number' }
  | { readonly kind: 'not_there'; readonly has: number }

/**
 * Puts goods of a task into a bin: the one that was suggested, or any other shelf of the place. Item and bins were
 * scanned and are checked again here; a part may be put now and the rest elsewhere.
 */
export function carryGoods(
  deps: { readonly db: Db },
  shop: ShopId,
  what: Carried,
): Promise<Outcome<'done' | 'more' | 'seen', CarryRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const taken = await takeTask(tx, { ...what, pieces: what.quantity }, 'put_away', 'replenish')
    if (!taken.ok) return taken
    if (taken.value === 'seen') return accept('seen')
    const task = taken.value
    const piece = await goodsMeant(tx, task, what)
    if (!piece.ok) return piece
    const to = await binMeant(tx, task, what)
    if (!to.ok) return to
    const { itemId, lotId, binId } = task
    const state = await standing(tx, lotId)
    const moved = await moveGoods(tx, {
      ...{ key: what.key, by: what.by, cause: 'moved' },
      document: task.document ?? `task:${task.id}`,
      moves: [
        {
          ...{ itemId, lotId, quantity: what.quantity, serial: piece.value },
          from: { binId, state },
          to: { binId: to.value, state },
        },
      ],
    })
    if (!moved.ok) return refuse({ kind: 'not_there', has: moved.refusal.places[0]?.has ?? 0 })
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
    return accept(await donePart(tx, task, what.quantity, what.by))
  })
}

/** Which piece was scanned: null for goods whose pieces are not told apart. */
async function goodsMeant(
  tx: ShopTx,
  task: PiecesTask,
  what: Carried,
): Promise<Outcome<string | null, CarryRefusal>> {
  const numbered = await tx.stockLevel.findMany({
    where: {
      ...{ shopId: tx.shopId, binId: task.binId, itemId: task.itemId, quantity: { gt: 0 } },
      ...{ state: 'on_hand', lotId: task.lotId ?? noLot, serial: { not: '' } },
    },
    select: { serial: true },
  })
  const piece = numbered.find(({ serial }) => sameCode(what.itemCode, serial))
  if (piece)
    return what.quantity === 1 ? accept(piece.serial) : refuse({ kind: 'too_many', left: 1 })
  if ((await itemByCode(tx, what.itemCode))?.id !== task.itemId) {
    const item = await tx.item.findUniqueOrThrow({
      where: { shopId_id: { shopId: tx.shopId, id: task.itemId } },
      select: { title: true, sku: true },
    })
    return refuse({ kind: 'wrong_item', wanted: item.sku ?? item.title })
  }
  return numbered.length > 0 ? refuse({ kind: 'scan_the_number' }) : accept(null)
}

/** The bin they are put into, and that they were taken where they should be. */
async function binMeant(
  tx: ShopTx,
  task: PiecesTask,
  what: Carried,
): Promise<Outcome<string, CarryRefusal>> {
  const bins = await tx.bin.findMany({
    where: {
      ...{ shopId: tx.shopId, locationId: task.locationId, active: true },
      OR: [{ id: task.binId }, { code: { equals: what.toCode.trim(), mode: 'insensitive' } }],
    },
  })
  const from = bins.find(({ id }) => id === task.binId)
  if (task.kind === 'replenish' && !sameCode(what.fromCode, from?.code ?? ''))
    return refuse({ kind: 'wrong_bin', wanted: from?.code ?? '' })
  const to = bins.find(({ code }) => code.toLowerCase() === what.toCode.trim().toLowerCase())
  if (!to) return refuse({ kind: 'unknown_bin', code: what.toCode })
  if (to.id === task.binId || (to.kind !== 'pick' && to.kind !== 'reserve'))
    return refuse({ kind: 'not_a_shelf', code: to.code })
  return accept(to.id)
}

/** Goods of a lot that was blocked meanwhile stay in question wherever they lie. */
async function standing(tx: ShopTx, lotId: string | null): Promise<'on_hand' | 'quarantine'> {
  if (lotId === null) return 'on_hand'
  const lot = await tx.lot.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: lotId } },
    select: { state: true },
  })
  return lot?.state === 'quarantine' ? 'quarantine' : 'on_hand'
}
