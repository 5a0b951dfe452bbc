import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { soldPieces } from '../counts/sold-pieces.server.ts'
import { nextNumber } from '../receive/keep-inbound.server.ts'
import { rulesOf } from '../stock-rules.server.ts'
import { type Advice, decideReorder, type Orderable } from './decide-reorder.ts'

export interface AdviceRow extends Advice {
  readonly title: string
  readonly sku: string | null
  /** Whom it is ordered from: what the item says, else its vendor. */
  readonly supplier: string
  readonly costMinor: string | null
}

/** Articles that should be ordered now, by supplier, those that are gone first before the rest. */
export function readReorder(
  deps: { readonly db: Db },
  shop: ShopId,
): Promise<readonly AdviceRow[]> {
  return withShop(deps.db, shop, adviceOf)
}

type Row = Omit<Orderable, 'sold'> & Pick<AdviceRow, 'title' | 'sku' | 'supplier' | 'costMinor'>

async function adviceOf(tx: ShopTx): Promise<readonly AdviceRow[]> {
  const rules = await rulesOf(tx)
  const sold = await soldPieces(tx, rules.lookBackDays)
  const rows = await tx.$queryRaw<Row[]>`
    with free as (
      select l.item_id, sum(l.quantity)::int as pieces from stock_level l
      where l.shop_id = ${tx.shopId}::uuid and l.state = 'on_hand' group by 1),
    coming as (
      select l.item_id, sum(l.quantity)::int as pieces from inbound_line l
      join inbound i on i.shop_id = l.shop_id and i.id = l.inbound_id and i.state in ('open', 'draft')
      where l.shop_id = ${tx.shopId}::uuid and i.of_id is null group by 1),
    came as (
      select l.item_id, sum(l.quantity)::int as pieces from receipt_line l
      join receipt r on r.shop_id = l.shop_id and r.id = l.receipt_id
      join inbound i on i.shop_id = r.shop_id and i.id = r.inbound_id
      left join inbound o on o.shop_id = i.shop_id and o.id = i.of_id
      where l.shop_id = ${tx.shopId}::uuid and l.undone_by is null and coalesce(o.state, i.state) in ('open', 'draft') group by 1),
    wanted as (
      select l.item_id, sum(l.quantity - l.picked)::int as pieces from shipment_line l
      join shipment s on s.shop_id = l.shop_id and s.id = l.shipment_id
      where l.shop_id = ${tx.shopId}::uuid and s.state = 'waiting_stock' group by 1)
    select i.id as "itemId", concat_ws(', ', i.title, i.variant_title) as title, i.sku,
      coalesce(nullif(i.supplier, ''), i.vendor, '') as supplier, i.cost_minor::text as "costMinor",
      coalesce(free.pieces, 0) as free, greatest(0, coalesce(coming.pieces, 0) - coalesce(came.pieces, 0)) as "onTheWay",
      coalesce(wanted.pieces, 0) as wanted, i.lead_days as "leadDays", i.pack_pieces as "packPieces"
    from item i left join free on free.item_id = i.id left join coming on coming.item_id = i.id
    left join came on came.item_id = i.id left join wanted on wanted.item_id = i.id
    where i.shop_id = ${tx.shopId}::uuid and i.tracked
      -- What lies at partners only is theirs to order.
      and exists (select from stock_level l where l.shop_id = i.shop_id and l.item_id = i.id)
    order by 4, 2`
  const advice = rows.flatMap(({ title, sku, supplier, costMinor, ...item }) => {
    const said = decideReorder({ ...item, sold: sold.get(item.itemId) ?? 0 }, rules)
    return said ? [{ ...said, title, sku, supplier, costMinor }] : []
  })
  return advice.toSorted(
    (a, b) =>
      (a.supplier < b.supplier ? -1 : a.supplier > b.supplier ? 1 : 0) ||
      (a.lastsDays ?? 0) - (b.lastsDays ?? 0),
  )
}

/**
 * Makes draft purchase orders of what a person chose, one a supplier, to be looked at, changed and sent.
 * @param chosen pieces by item, as the person wants them.
 * @returns the drafts' ids.
 */
export function draftOrders(
  deps: { readonly db: Db },
  shop: ShopId,
  what: {
    readonly by: string
    readonly locationId: string
    readonly chosen: ReadonlyMap<string, number>
  },
): Promise<readonly string[]> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const place = await tx.location.count({
      where: { shopId: shop, id: what.locationId, kind: { in: ['own', 'counter'] } },
    })
    const items = await tx.item.findMany({
      where: { shopId: shop, id: { in: [...what.chosen.keys()] }, tracked: true },
      orderBy: [{ title: 'asc' }, { id: 'asc' }],
    })
    if (place === 0) return []
    const suppliers = Map.groupBy(items, (item) => item.supplier || item.vendor || '')
    const made: string[] = []
    for (const [vendor, ordered] of suppliers) {
      const { id } = await tx.inbound.create({
        data: {
          ...{ shopId: shop, kind: 'order', state: 'draft', vendor, createdBy: what.by },
          ...{ number: await nextNumber(tx, 'PO'), locationId: what.locationId },
        },
        select: { id: true },
      })
      await tx.inboundLine.createMany({
        data: ordered.map((item, position) => ({
          ...{ shopId: shop, inboundId: id, itemId: item.id, position },
          ...{ quantity: what.chosen.get(item.id) ?? 1, costMinor: item.costMinor },
        })),
      })
      made.push(id)
    }
    return made
  })
}
