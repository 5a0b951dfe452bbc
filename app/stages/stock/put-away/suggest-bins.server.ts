import { noLot } from '../../../journey/goods-ledger.server.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { classesOf } from '../counts/plan-counts.server.ts'
import { rulesOf } from '../stock-rules.server.ts'
import { type BinAsItIs, decidePutAway, type PutAwaySuggestion } from './decide-put-away.ts'

/** Bins for goods at a place, best first, each with why; by the shop's rules and what lies where now. */
export async function suggestBins(
  tx: ShopTx,
  goods: {
    readonly locationId: string
    readonly itemId: string
    readonly lotId: string | null
    readonly quantity: number
  },
): Promise<readonly PutAwaySuggestion[]> {
  const rules = await rulesOf(tx)
  const item = await tx.item.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: goods.itemId } },
  })
  const { lengthMm, widthMm, heightMm } = item
  const pieceMl =
    lengthMm && widthMm && heightMm
      ? Math.max(1, Math.ceil((lengthMm * widthMm * heightMm) / 1_000))
      : null
  const classes = await classesOf(tx, rules)
  return decidePutAway(
    {
      ...{ itemId: item.id, lotId: goods.lotId, quantity: goods.quantity, pieceMl },
      ...{ productType: item.productType, vendor: item.vendor, tags: item.tags, grams: item.grams },
      salesClass: classes.get(item.id) ?? 'C',
    },
    await readBins(tx, goods),
    rules.putAway,
  )
}

/** Bins of the place for picking and behind them. What nobody measured takes no room that is counted in millilitres. */
const readBins = (
  tx: ShopTx,
  at: { readonly locationId: string; readonly itemId: string; readonly lotId: string | null },
) => tx.$queryRaw<BinAsItIs[]>`
  select b.id as "binId", b.code, b.zone, b.kind, b.walk, b.max_pieces as "maxPieces", b.max_ml as "maxMl",
    coalesce(sum(l.quantity), 0)::int as pieces,
    coalesce(sum(l.quantity::bigint * i.length_mm * i.width_mm * i.height_mm / 1000), 0)::int as ml,
    coalesce(sum(l.quantity) filter (where l.item_id = ${at.itemId}::uuid), 0)::int as "ofItem",
    coalesce(sum(l.quantity) filter (where l.item_id = ${at.itemId}::uuid
      and l.lot_id = coalesce(${at.lotId}::uuid, ${noLot}::uuid)), 0)::int as "ofLot",
    coalesce(bool_or(l.item_id = ${at.itemId}::uuid), false) as "wasHome"
  from bin b
  left join stock_level l on l.shop_id = b.shop_id and l.bin_id = b.id
    and l.state in ('on_hand', 'reserved', 'quarantine', 'damaged')
  left join item i on i.shop_id = l.shop_id and i.id = l.item_id
  where b.shop_id = ${tx.shopId}::uuid and b.location_id = ${at.locationId}::uuid and b.active and b.kind in ('pick', 'reserve')
  group by b.id, b.code, b.zone, b.kind, b.walk, b.max_pieces, b.max_ml`
