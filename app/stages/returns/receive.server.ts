import { howMany } from '../../kernel/how-many.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import { type Outcome, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ReturnsDeps } from './deps.server.ts'
import type { HeldReturn } from './held-return.server.ts'
import { bookRestock } from './inspect.server.ts'
import { done, move, type NotThere, onReturn } from './move.server.ts'
import { bookSettling } from './settle.server.ts'

export type ReceiveRefusal =
  | NotThere
  | { readonly kind: 'wrong_count'; readonly lineId: string; readonly most: number }
  | { readonly kind: 'nothing_counted' }

/**
 * The parcel is there: how many pieces of each line came.
 * @param counted pieces by line of the return; a line that is left out did not come.
 */
export const receiveReturn = (
  deps: Pick<ReturnsDeps, 'db'>,
  shop: ShopId,
  id: ReturnId,
  { counted, by }: { readonly counted: ReadonlyMap<string, number>; readonly by: string },
): Promise<Outcome<'done', ReceiveRefusal>> =>
  onReturn<'done', ReceiveRefusal>(deps, shop, { id, state: 'approved' }, async (tx, returned) => {
    for (const line of returned.lines) {
      const count = counted.get(line.id) ?? 0
      if (!Number.isSafeInteger(count) || count < 0 || count > line.quantity)
        return refuse({ kind: 'wrong_count', lineId: line.id, most: line.quantity })
    }
    const pieces = returned.lines.reduce((sum, line) => sum + (counted.get(line.id) ?? 0), 0)
    if (pieces === 0) return refuse({ kind: 'nothing_counted' })
    for (const line of returned.lines)
      await tx.returnLine.update({
        where: { shopId_id: { shopId: shop, id: line.id } },
        data: { received: counted.get(line.id) ?? 0 },
      })
    await receive(tx, returned, {
      reason: `${howMany(pieces, 'piece')} of ${returned.number} came`,
      by,
    })
    return done
  })

async function receive(
  tx: ShopTx,
  returned: HeldReturn,
  how: { readonly reason: string; readonly by: string },
): Promise<HeldReturn> {
  await tx.return.update({
    where: { shopId_id: { shopId: tx.shopId, id: returned.id } },
    data: { receivedAt: new Date() },
  })
  return move(tx, returned, { to: 'received', ...how })
}

/** Nothing came, and nobody waits any longer: all pieces are missing, no money goes back. */
export const closeUnsent = (
  deps: Pick<ReturnsDeps, 'db'>,
  shop: ShopId,
  id: ReturnId,
  by: string,
): Promise<Outcome<'done', NotThere>> =>
  onReturn<'done', never>(deps, shop, { id, state: 'approved' }, async (tx, returned) => {
    const received = await receive(tx, returned, {
      reason: `nothing of ${returned.number} came`,
      by,
    })
    await tx.returnLine.updateMany({
      where: { shopId: shop, returnId: id },
      data: { disposition: 'missing', received: 0 },
    })
    const reason = 'all of it is missing'
    const inspected = await move(tx, received, { to: 'inspected', reason, by })
    await bookRestock(tx, id)
    await bookSettling(tx, inspected, { refundMinor: 0n, by })
    return done
  })
