import type { GoodsMove } from '../../../journey/goods.ts'
import { lockBin, noLot } from '../../../journey/goods-ledger.server.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { decideCount } from '../decide-count.ts'
import { isBlocked } from '../lots.server.ts'
import type { CountedLine } from './counted-lines.ts'

/** What the ledger has in a bin for a person to find: free, promised and in question; damaged ones stand apart. */
export const levelsInBin = (tx: ShopTx, binId: string) =>
  tx.$queryRaw<Omit<CountedLine, 'found'>[]>`
    select item_id as "itemId", nullif(lot_id, ${noLot}::uuid) as "lotId", nullif(serial, '') as serial,
      sum(quantity)::int as ledger
    from stock_level
    where shop_id = ${tx.shopId}::uuid and bin_id = ${binId}::uuid and state in ('on_hand', 'reserved', 'quarantine')
    group by 1, 2, 3 having sum(quantity) > 0 order by 1, 2, 3`

/**
 * What a piece of each item is worth, in minor units: what it cost when it was ordered last, else what it was sold for
 * last, else nothing.
 */
export async function costsOf(
  tx: ShopTx,
  items: readonly string[],
): Promise<(itemId: string) => bigint> {
  const rows = await tx.$queryRaw<{ id: string; cost: bigint | null }[]>`
    select i.id, coalesce(i.cost_minor, (select l.price_minor from order_line l
      where l.shop_id = i.shop_id and l.variant_gid = i.variant_gid order by l.id desc limit 1)) as cost
    from item i where i.shop_id = ${tx.shopId}::uuid and i.id = any(${[...new Set(items)]}::uuid[])`
  const costs = new Map(rows.map((row) => [row.id, row.cost ?? 0n]))
  return (itemId) => costs.get(itemId) ?? 0n
}

const byLock = (a: CountedLine, b: CountedLine) =>
  compare(a.itemId, b.itemId) ||
  compare(a.lotId ?? '', b.lotId ?? '') ||
  compare(a.serial ?? '', b.serial ?? '')
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The moves that put a bin's differences right, on what lies there now; null when promised pieces would be missing. */
export async function movesOfDifference(
  tx: ShopTx,
  binId: string,
  lines: readonly CountedLine[],
): Promise<readonly GoodsMove[] | null> {
  const moves: GoodsMove[] = []
  for (const { itemId, lotId, serial, found, ledger } of lines.toSorted(byLock)) {
    const of = await lockBin(
      tx,
      { binId, itemId, lotId, serial },
      ...(['on_hand', 'quarantine', 'reserved'] as const),
    )
    const now = of('on_hand') + of('quarantine') + of('reserved')
    const answer = decideCount({
      ...{ binId, itemId, lotId, serial, isBlocked: await isBlocked(tx, lotId) },
      ...{ free: of('on_hand'), reserved: of('reserved'), quarantine: of('quarantine') },
      // Pieces that went since were there to be counted.
      found: Math.max(0, now + found - ledger),
    })
    if (!answer.ok) return null
    moves.push(...answer.value)
  }
  return moves
}
