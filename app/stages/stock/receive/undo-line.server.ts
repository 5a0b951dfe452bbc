import type { Place } from '../../../journey/goods.ts'
import { moveGoods } from '../../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { tellStore } from '../book.server.ts'

export type UndoRefusal = { readonly kind: 'no_such_line' } | { readonly kind: 'gone_already' }

/**
 * Takes back what was booked by one scan, while its receipt is open: entries that say the opposite, nothing is
 * removed. Refused once the pieces were put away. Sent again by who took it back, it is answered as it was, also
 * after the delivery was closed: the answer may have been lost on the way.
 */
export function undoLine(
  deps: { readonly db: Db },
  shop: ShopId,
  what: { readonly lineId: string; readonly receiptId: string; readonly by: string },
): Promise<Outcome<'undone', UndoRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const [receipt] = await tx.$queryRaw<{ state: string }[]>`
      select state from receipt where shop_id = ${shop}::uuid and id = ${what.receiptId}::uuid for update`
    const line = await tx.receiptLine.findFirst({
      where: { shopId: shop, id: what.lineId, receiptId: what.receiptId },
    })
    if (line?.undoneBy === what.by) return accept('undone')
    if (receipt?.state !== 'open' || !line || line.undoneBy !== null)
      return refuse({ kind: 'no_such_line' })
    for (const key of [line.key, `${line.key}:over`])
      if (!(await reverse(tx, key, what.by))) return refuse({ kind: 'gone_already' })
    await tx.receiptLine.update({
      where: { shopId_id: { shopId: shop, id: line.id } },
      data: { undoneBy: what.by },
    })
    await tx.stockTask.updateMany({
      where: {
        ...{ shopId: shop, state: 'open' },
        key: { in: [`inspect:${line.id}`, `unknown:${line.key}`] },
      },
      data: { state: 'cancelled', doneBy: what.by, doneAt: new Date() },
    })
    return accept('undone')
  })
}

/** Books the opposite of a command. @returns false when what it brought is not there any more. */
async function reverse(tx: ShopTx, key: string, by: string): Promise<boolean> {
  const entries = await tx.stockEntry.findMany({ where: { shopId: tx.shopId, key } })
  const [first] = entries
  if (!first) return true
  const moved = await moveGoods(tx, {
    ...{ key: `undo:${key}`, by, cause: 'undone' },
    ...(first.document ? { document: first.document } : {}),
    moves: entries.map(({ binId, itemId, lotId, serial, state, delta }) => {
      const place: Place = { binId, state: readState(state) }
      const goods = { itemId, lotId, serial, quantity: Math.abs(delta) }
      return delta > 0 ? { ...goods, from: place, to: null } : { ...goods, from: null, to: place }
    }),
  })
  if (!moved.ok) return false
  const wasTold = await tx.outsideCall.count({
    where: { shopId: tx.shopId, key: `adjust_stock:${key}` },
  })
  if (wasTold > 0) await tellStore(tx, `undo:${key}`)
  return true
}

function readState(stored: string) {
  if (
    stored === 'on_hand' ||
    stored === 'quarantine' ||
    stored === 'damaged' ||
    stored === 'in_transit'
  )
    return stored
  throw new Error(`a receipt booked goods as ${stored}`)
}
