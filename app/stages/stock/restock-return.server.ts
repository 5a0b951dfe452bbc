import type { GoodsMove, Place } from '../../journey/goods.ts'
import { moveGoods } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { note } from '../../journey/timeline.server.ts'
import { orderId, type ReturnId, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { homeBin, putBackBin } from './shelves.server.ts'

/**
 * Books the goods of an inspected return: restockable ones to the shelf where the item lives, damaged
 * ones as damaged to the returns bin, missing ones nowhere. Lines without a disposition wait; lines of
 * things that are not counted are left out. Running twice books once.
 */
export function restockReturn(
  deps: { readonly db: Db },
  shop: ShopId,
  id: ReturnId,
): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    const returned = await tx.return.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: { lines: true },
    })
    if (!returned) return
    const place = await returnPlace(tx, returned.orderId)
    if (!place) return
    const moves = await movesFor(tx, place, returned.lines)
    if (moves.length === 0) return
    const order = orderId(returned.orderId)
    const answer = await moveGoods(tx, {
      key: `return:${id}`,
      cause: 'returned',
      by: 'system',
      orderId: order,
      moves,
    })
    if (!answer.ok || answer.value !== 'moved') return
    await note(tx, order, {
      room: 'stock',
      kind: 'restocked',
      by: 'system',
      text: `Return ${returned.number} is booked into stock`,
      detail: { returnId: id, pieces: moves.reduce((sum, move) => sum + move.quantity, 0) },
    })
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
  })
}

interface InspectedLine {
  readonly orderLineId: string
  readonly received: number
  readonly disposition: string | null
}

async function movesFor(
  tx: ShopTx,
  place: string,
  lines: readonly InspectedLine[],
): Promise<readonly GoodsMove[]> {
  const items = await itemsOf(
    tx,
    lines.map((line) => line.orderLineId),
  )
  const moves: GoodsMove[] = []
  for (const { orderLineId, received, disposition } of lines) {
    const itemId = items.get(orderLineId)
    if (!itemId || received === 0) continue
    const to = await placeFor(tx, place, itemId, disposition)
    if (to) moves.push({ itemId, quantity: received, from: null, to })
  }
  return moves
}

async function placeFor(
  tx: ShopTx,
  place: string,
  itemId: string,
  disposition: string | null,
): Promise<Place | null> {
  if (disposition === 'restock')
    return { binId: await homeBin(tx, place, itemId), state: 'on_hand' }
  if (disposition === 'damaged') return { binId: await putBackBin(tx, place), state: 'damaged' }
  return null
}

/** Where returned goods of an order are put: where they left from, else the shop's first own place. */
async function returnPlace(tx: ShopTx, order: string): Promise<string | null> {
  const [place] = await tx.$queryRaw<{ id: string }[]>`
    select l.id from location l
    left join shipment s on s.shop_id = l.shop_id and s.location_id = l.id and s.order_id = ${order}::uuid
    where l.shop_id = ${tx.shopId}::uuid and l.kind in ('own', 'counter') and l.active
    order by (s.id is not null) desc, (l.kind = 'own') desc, l.name limit 1`
  return place?.id ?? null
}

/** Counted items by order line. */
async function itemsOf(tx: ShopTx, orderLines: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ line: string; item: string }[]>`
    select o.id as line, i.id as item from order_line o
    join item i on i.shop_id = o.shop_id and i.variant_gid = o.variant_gid and i.tracked
    where o.shop_id = ${tx.shopId}::uuid and o.id = any(${[...orderLines]}::uuid[])`
  return new Map(rows.map((row) => [row.line, row.item]))
}
