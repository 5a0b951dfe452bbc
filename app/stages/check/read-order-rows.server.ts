import { correctionCall } from '../../journey/store-correction.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'

export interface LineRow {
  readonly id: string
  readonly quantity: number
  readonly title: string
  readonly sku: string | null
  readonly variantGid: string | null
  readonly requiresShipping: boolean
  readonly vendor: string | null
  /** As `StoredProperties`, the sealed bytes in base64. */
  readonly sealed: string | null
  readonly properties: unknown
}

export interface HoldRow {
  readonly id: string
  readonly orderId: string
  readonly kind: string
  readonly reason: string
  readonly missing: readonly string[]
  readonly waived: readonly string[]
  readonly owner: string
  readonly openedBy: string
  readonly dueAt: Date
  readonly openedAt: Date
  readonly releasedAt: Date | null
}

/** An order as it is judged, its lines in their order, its holds from the oldest on. */
export interface OrderRow {
  readonly id: string
  readonly shopifyId: string
  readonly name: string
  readonly state: string
  readonly owner: string | null
  readonly deliveryKind: string
  readonly currency: string
  readonly totalMinor: bigint
  readonly financialStatus: string
  readonly channel: string
  readonly locale: string
  readonly shippingTitle: string | null
  readonly sealed: Uint8Array | null
  readonly emailHash: Uint8Array | null
  readonly phoneHash: Uint8Array | null
  readonly addressHash: Uint8Array | null
  readonly customerGid: string | null
  readonly placedAt: Date
  readonly cancelledAt: Date | null
  readonly dueAt: Date | null
  readonly lines: readonly LineRow[]
  readonly holds: readonly HoldRow[]
}

type Dated = 'dueAt' | 'openedAt' | 'releasedAt'
type HoldAsJson = Omit<HoldRow, Dated> &
  Readonly<Record<'dueAt' | 'openedAt', string>> & { readonly releasedAt: string | null }

/** An order, and its customer's corrections (sealed, in the order they were made) that the store has not got yet. */
type RowWithCorrections = OrderRow & { readonly corrections: readonly Uint8Array[] }

/**
 * Orders by id, each with its lines, its holds and what is on its way to the store, in one statement. By hand: the
 * client's own way asks three times with every id as a parameter of its own, and makes a plan of them each time,
 * which cost more than all of the judging.
 */
export async function readOrderRows(
  tx: ShopTx,
  ids: readonly string[],
): Promise<readonly RowWithCorrections[]> {
  const rows = await tx.$queryRaw<
    (Omit<RowWithCorrections, 'holds' | 'corrections'> & {
      readonly holds: readonly HoldAsJson[]
      readonly corrections: readonly string[]
    })[]
  >`
    select o.id, o.shopify_id as "shopifyId", o.name, o.state, o.owner, o.delivery_kind as "deliveryKind", o.currency,
      o.total_minor as "totalMinor", o.financial_status as "financialStatus", o.channel, o.locale,
      o.shipping_title as "shippingTitle", o.sealed, o.email_hash as "emailHash", o.phone_hash as "phoneHash",
      o.address_hash as "addressHash", o.customer_gid as "customerGid", o.placed_at as "placedAt",
      o.cancelled_at as "cancelledAt", o.due_at as "dueAt",
      (select coalesce(json_agg(json_build_object('id', l.id, 'quantity', l.quantity, 'title', l.title, 'sku', l.sku,
          'variantGid', l.variant_gid, 'requiresShipping', l.requires_shipping, 'vendor', l.vendor,
          'sealed', encode(l.sealed, 'base64'), 'properties', l.properties) order by l.position), '[]')
        from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines,
      (select coalesce(json_agg(json_build_object('id', h.id, 'orderId', h.order_id, 'kind', h.kind, 'reason', h.reason, 'missing', h.missing,
          'waived', h.waived, 'owner', h.owner, 'openedBy', h.opened_by, 'dueAt', h.due_at, 'openedAt', h.opened_at,
          'releasedAt', h.released_at) order by h.opened_at), '[]')
        from hold h where h.shop_id = o.shop_id and h.order_id = o.id) as holds,
      (select coalesce(json_agg(encode(c.sealed, 'base64') order by c.id), '[]')
        from outside_call c where c.shop_id = o.shop_id and c.order_id = o.id and c.kind = ${correctionCall}
          and c.state in ('booked', 'refused') and c.sealed is not null) as corrections
    from sales_order o where o.shop_id = ${tx.shopId}::uuid and o.id = any(${[...ids]}::uuid[])
    order by o.id`
  return rows.map((row) => ({
    ...row,
    holds: row.holds.map(({ dueAt, openedAt, releasedAt, ...hold }) => ({
      ...hold,
      dueAt: new Date(dueAt),
      openedAt: new Date(openedAt),
      releasedAt: releasedAt === null ? null : new Date(releasedAt),
    })),
    corrections: row.corrections.map((sealed) => Buffer.from(sealed, 'base64')),
  }))
}
