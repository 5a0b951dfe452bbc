import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { judgeProgress, type Verdict } from './decide-receipt.ts'
import { namesOf, type ReceiptRow } from './read-inbound.server.ts'
import { progressOf } from './receipt.server.ts'

export interface ReceivedLine {
  readonly id: string
  /** Null: nobody knows it. */
  readonly title: string | null
  readonly sku: string | null
  readonly itemId: string | null
  readonly code: string
  readonly condition: 'good' | 'damaged' | 'unknown'
  readonly quantity: number
  readonly lot: string | null
  readonly expiresOn: string | null
  readonly serial: string | null
  readonly inspection: string | null
  readonly by: string
  readonly at: Date
}

export interface ReceiptView {
  readonly id: string
  readonly number: string
  readonly state: 'open' | 'done'
  readonly blind: boolean
  readonly note: string
  readonly place: string
  readonly inbound: { readonly id: string; readonly number: string; readonly vendor: string } | null
  readonly openedBy: string
  readonly closedBy: string | null
  /** Newest first. */
  readonly lines: readonly ReceivedLine[]
  readonly pieces: number
  /** What is said of each article; null while it is counted blind. */
  readonly verdicts:
    | readonly (Verdict & { readonly title: string; readonly sku: string | null })[]
    | null
  readonly photos: readonly { readonly id: string; readonly at: Date }[]
}

const mostShown = 200

/** A delivery at the door. While it is counted blind nothing says how many should come, whoever looks. */
export function readReceipt(
  deps: { readonly db: Db },
  shop: ShopId,
  id: string,
): Promise<ReceiptView | null> {
  return withShop(deps.db, shop, async (tx) => {
    const receipt = await tx.receipt.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!receipt) return null
    const inbound = receipt.inboundId
      ? await tx.inbound.findUnique({
          where: { shopId_id: { shopId: shop, id: receipt.inboundId } },
          select: { id: true, number: true, vendor: true },
        })
      : null
    const place = await tx.location.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: receipt.locationId } },
      select: { name: true },
    })
    const [sum] = await tx.$queryRaw<{ pieces: number }[]>`
      select coalesce(sum(quantity), 0)::int as pieces from receipt_line
      where shop_id = ${shop}::uuid and receipt_id = ${id}::uuid and undone_by is null`
    const isHidden = receipt.blind && receipt.state === 'open'
    return {
      ...{ id, number: receipt.number, blind: receipt.blind, note: receipt.note },
      state: receipt.state === 'done' ? 'done' : 'open',
      ...{ place: place.name, inbound, openedBy: receipt.openedBy, closedBy: receipt.closedBy },
      lines: await linesOf(tx, id),
      pieces: sum?.pieces ?? 0,
      verdicts: isHidden || !inbound ? null : await verdictsOf(tx, inbound.id),
      photos: await tx.goodsPhoto.findMany({
        where: { shopId: shop, receiptId: id, sealed: { not: null } },
        orderBy: { id: 'desc' },
        select: { id: true, at: true },
      }),
    }
  })
}

async function verdictsOf(tx: ShopTx, inboundId: string) {
  const verdicts = judgeProgress(await progressOf(tx, inboundId))
  const names = await namesOf(
    tx,
    verdicts.map((one) => one.itemId),
  )
  return verdicts.map((one) => ({
    ...one,
    ...(names.get(one.itemId) ?? { title: 'An article', sku: null }),
  }))
}

const linesOf = (tx: ShopTx, id: string) => tx.$queryRaw<ReceivedLine[]>`
  select l.id, l.item_id as "itemId", nullif(concat_ws(', ', i.title, i.variant_title), '') as title, i.sku, l.code, l.condition,
    l.quantity, lot.code as lot, to_char(lot.expires_on, 'YYYY-MM-DD') as "expiresOn", l.serial, l.inspection, l.by, l.at
  from receipt_line l
  left join item i on i.shop_id = l.shop_id and i.id = l.item_id
  left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
  where l.shop_id = ${tx.shopId}::uuid and l.receipt_id = ${id}::uuid and l.undone_by is null
  order by l.id desc limit ${mostShown}`

/** Deliveries that are being counted now, newest first. */
export const openReceipts = (deps: { readonly db: Db }, shop: ShopId) =>
  withShop(
    deps.db,
    shop,
    (tx) => tx.$queryRaw<
      (ReceiptRow & { readonly inbound: string | null; readonly place: string })[]
    >`
      select r.id, r.number, r.state, r.opened_at as "openedAt", r.opened_by as "openedBy", i.number as inbound, p.name as place,
        (select coalesce(sum(l.quantity), 0)::int from receipt_line l
          where l.shop_id = r.shop_id and l.receipt_id = r.id and l.undone_by is null) as pieces
      from receipt r join location p on p.shop_id = r.shop_id and p.id = r.location_id
      left join inbound i on i.shop_id = r.shop_id and i.id = r.inbound_id
      where r.shop_id = ${shop}::uuid and r.state = 'open' order by r.opened_at desc limit 50`,
  )
