import { buyerShape } from '../../journey/buyer.ts'
import { openRejection } from '../../journey/own-words.ts'
import { isUuid } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault, Vaults } from '../../platform/vault.server.ts'
import type { LabelAddress } from '../../providers/carrier/contract.ts'
import type { PartnerCaller } from './answer.server.ts'
import { type RequestState, readRequestState } from './decide-answer.ts'
import { shipToOf } from './ship-to.ts'

/** A request in a list: nothing personal in it. */
export interface RequestRow {
  /** The shipment's id, which names the request at all doors. */
  readonly id: string
  readonly number: string
  readonly orderName: string
  readonly partnerId: string
  readonly state: RequestState
  readonly country: string
  readonly pieces: number
  /** When the next answer or the goods are due; null when nothing is. */
  readonly dueAt: Date | null
  readonly shipBy: Date | null
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly answeredAt: Date | null
}

/** One request with everything that is needed to send it. */
export interface RequestSheet extends RequestRow {
  readonly shopName: string
  /** Null once the shop or the customer was redacted. */
  readonly shipTo: LabelAddress | null
  readonly shippingTitle: string | null
  readonly note: string | null
  readonly partnerRef: string | null
  readonly rejectReason: string | null
  readonly shippedAt: Date | null
  readonly lines: readonly {
    readonly lineId: string
    readonly sku: string
    readonly title: string
    readonly barcode: string | null
    readonly quantity: number
  }[]
  readonly parcels: readonly {
    readonly carrier: string
    readonly number: string | null
    readonly url: string | null
  }[]
}

/** Which requests: those that wait for a word, those to be sent, those that are over. */
export const requestGroups = {
  answer: ['booked', 'sent', 'cancel_asked'],
  ship: ['accepted'],
  done: ['shipped', 'rejected', 'cancelled'],
} as const satisfies Record<string, readonly RequestState[]>
export type RequestGroup = keyof typeof requestGroups

/**
 * A partner's requests, the most urgent first; those that are over newest first.
 * @param limit 1 to 200.
 */
export function listRequests(
  { db }: { readonly db: Db },
  caller: PartnerCaller,
  { group, limit = 100 }: { readonly group: RequestGroup; readonly limit?: number },
): Promise<readonly RequestRow[]> {
  return withShop(db, caller.shop, (tx) =>
    readRows(tx, { partnerId: caller.partnerId, group, limit }),
  )
}

export async function readRows(
  tx: ShopTx,
  {
    partnerId,
    group,
    limit,
  }: { readonly partnerId: string; readonly group: RequestGroup; readonly limit: number },
): Promise<readonly RequestRow[]> {
  const rows = await tx.$queryRaw<RawRow[]>`
    select r.shipment_id as id, s.number, o.name as "orderName", r.partner_id as "partnerId", r.state, o.country,
      (select coalesce(sum(l.quantity), 0)::int from shipment_line l where l.shop_id = s.shop_id and l.shipment_id = s.id) as pieces,
      s.due_at as "dueAt", s.leave_by as "shipBy", r.created_at as "createdAt", r.sent_at as "sentAt", r.answered_at as "answeredAt"
    from partner_request r
    join shipment s on s.shop_id = r.shop_id and s.id = r.shipment_id
    join sales_order o on o.shop_id = r.shop_id and o.id = r.order_id
    where r.shop_id = ${tx.shopId}::uuid and r.partner_id = ${partnerId}::uuid and r.state = any(${[...requestGroups[group]]})
    order by case when ${group === 'done'} then -extract(epoch from coalesce(r.answered_at, r.created_at))
      else extract(epoch from coalesce(s.due_at, r.created_at)) end, r.id
    limit ${limit}`
  return rows.map((row) => ({ ...row, state: readRequestState(row.state) }))
}
interface RawRow extends Omit<RequestRow, 'state'> {
  readonly state: string
}

/** How many of a partner's requests stand in each group. */
export function countRequests(
  { db }: { readonly db: Db },
  { shop, partnerId }: Pick<PartnerCaller, 'shop' | 'partnerId'>,
): Promise<Record<RequestGroup, number>> {
  return withShop(db, shop, async (tx) => {
    const states = await tx.partnerRequest.groupBy({
      by: ['state'],
      where: { shopId: shop, partnerId },
      _count: true,
    })
    const count = (group: RequestGroup) =>
      states
        .filter(({ state }) => requestGroups[group].some((one) => one === state))
        .reduce((sum, { _count }) => sum + _count, 0)
    return { answer: count('answer'), ship: count('ship'), done: count('done') }
  })
}

/** One request of this partner; null when it has none of that id, whoever else has. */
export async function readRequest(
  { db, vaults }: { readonly db: Db; readonly vaults: Vaults },
  caller: PartnerCaller,
  id: string,
): Promise<RequestSheet | null> {
  if (!isUuid(id)) return null
  const vault = await vaults.of(caller.shop)
  return withShop(db, caller.shop, (tx) => readSheet(tx, vault, caller.partnerId, id))
}

async function readSheet(
  tx: ShopTx,
  vault: ShopVault,
  partnerId: string,
  id: string,
): Promise<RequestSheet | null> {
  const request = await tx.partnerRequest.findFirst({
    where: { shopId: tx.shopId, shipmentId: id, partnerId },
  })
  if (!request) return null
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: {
      lines: { orderBy: { id: 'asc' } },
      parcels: { orderBy: { position: 'asc' } },
      order: { include: { lines: true } },
    },
  })
  const { order } = shipment
  const items = await tx.item.findMany({
    where: { shopId: tx.shopId, id: { in: shipment.lines.flatMap((line) => line.itemId ?? []) } },
    select: { id: true, barcode: true },
  })
  const barcodeOf = new Map(items.map((item) => [item.id, item.barcode]))
  const orderedOf = new Map(order.lines.map((line) => [line.id, line]))
  const state = readRequestState(request.state)
  const isTheirs = state !== 'rejected' && state !== 'cancelled'
  // Whoever ships nothing of it any more has no business with whom it goes to.
  const buyer = isTheirs && order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const rejection = openRejection(vault, request)
  return {
    id,
    number: shipment.number,
    orderName: order.name,
    partnerId,
    state,
    country: order.country,
    pieces: shipment.lines.reduce((sum, line) => sum + line.quantity, 0),
    dueAt: shipment.dueAt,
    shipBy: shipment.leaveBy,
    createdAt: request.createdAt,
    sentAt: request.sentAt,
    answeredAt: request.answeredAt,
    shippedAt: request.shippedAt,
    shopName: shop.name || shop.domain,
    shipTo: buyer ? shipToOf(buyer) : null,
    shippingTitle: order.shippingTitle,
    note: buyer?.note ?? null,
    partnerRef: request.partnerRef,
    rejectReason: rejection && [rejection.code, rejection.words].filter(Boolean).join(': '),
    lines: shipment.lines.map((line) => {
      const ordered = orderedOf.get(line.orderLineId)
      return {
        lineId: line.id,
        sku: ordered?.sku ?? '',
        title: [ordered?.title, ordered?.variantTitle].filter(Boolean).join(', '),
        barcode: line.itemId ? (barcodeOf.get(line.itemId) ?? null) : null,
        quantity: line.quantity,
      }
    }),
    parcels: shipment.parcels.map((parcel) => ({
      carrier: parcel.carrierName ?? '',
      number: parcel.trackingNumber,
      url: parcel.trackingUrl,
    })),
  }
}
