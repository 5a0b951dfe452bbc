import { type Buyer, buyerShape } from '../../../journey/buyer.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import type { OrderState } from '../../../journey/order.ts'
import { readOrderState } from '../../../journey/read-state.ts'
import { type OrderId, orderId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { KnownVersion } from './decide-order.ts'
import type { StandingShipment } from './edits.ts'
import { readEditedShipments } from './read-shipments.server.ts'
import type { Compared } from './what-changed.ts'

/** An order that we have, its row locked. */
export interface KnownOrder extends KnownVersion {
  readonly id: OrderId
  readonly shopifyId: string
  readonly name: string
  readonly state: OrderState
  readonly nextStep: string | null
  readonly cancelled: boolean
  readonly deliveryKind: string
  readonly financialStatus: string
  readonly shippingTitle: string | null
  readonly tags: readonly string[]
  /** null: erased at the customer's wish. */
  readonly sealed: Uint8Array | null
  /** Of the buyer as the store told of it last; null: nobody noted it. */
  readonly buyerDigest: Uint8Array | null
}

interface OrderFields {
  readonly id: string
  readonly shopify_id: string
  readonly name: string
  readonly state: string
  readonly next_step: string | null
  readonly source_updated_at: Date
  readonly source_digest: Uint8Array | null
  readonly cancelled_at: Date | null
  readonly delivery_kind: string
  readonly financial_status: string
  readonly shipping_title: string | null
  readonly tags: readonly string[]
  readonly sealed: Uint8Array | null
  readonly source_buyer: Uint8Array | null
}

/** Orders by the store's id, locked until the transaction ends; in one order, so that nobody waits crosswise. */
export async function lockKnown(
  tx: ShopTx,
  gids: readonly string[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  const rows = await tx.$queryRaw<OrderFields[]>`
    select id, shopify_id, name, state, next_step, source_updated_at, source_digest, cancelled_at, delivery_kind,
      financial_status, shipping_title, tags, sealed, source_buyer
    from sales_order where shop_id = ${tx.shopId}::uuid and shopify_id = any(${gids})
    order by shopify_id for update`
  return new Map(
    rows.map((row) => [
      row.shopify_id,
      {
        id: orderId(row.id),
        shopifyId: row.shopify_id,
        name: row.name,
        state: readOrderState(row.state),
        nextStep: row.next_step,
        updatedAt: row.source_updated_at,
        digest: row.source_digest,
        cancelled: row.cancelled_at !== null,
        deliveryKind: row.delivery_kind,
        financialStatus: row.financial_status,
        shippingTitle: row.shipping_title,
        tags: row.tags,
        sealed: row.sealed,
        buyerDigest: row.source_buyer,
      },
    ]),
  )
}

/** Which of these orders the store deleted. */
export async function readDeleted(
  tx: ShopTx,
  gids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ readonly shopify_id: string }[]>`
    select shopify_id from deleted_order where shop_id = ${tx.shopId}::uuid and shopify_id = any(${[...gids]})`
  return new Set(rows.map((row) => row.shopify_id))
}

export interface KnownParts {
  readonly lines: Compared['lines']
  readonly shipments: readonly StandingShipment[]
  /**
   * A customer's correction is on its way to the store, or got there at this moment: what the store says
   * of the buyer is old up to then. Null: nothing was corrected.
   */
  readonly correctedUntil: Date | 'not_there_yet' | null
  /** The store did not take the newest correction: it stands until the store tells of another buyer than before. */
  readonly refused: boolean
}

/** What is compared of orders that changed, by our id. */
export async function readParts(
  tx: ShopTx,
  vault: ShopVault,
  ids: readonly OrderId[],
): Promise<ReadonlyMap<string, KnownParts>> {
  if (ids.length === 0) return new Map()
  const where = { shopId: tx.shopId, orderId: { in: [...ids] } }
  const lines = await tx.orderLine.findMany({
    where,
    select: { orderId: true, shopifyId: true, quantity: true, sealed: true, properties: true },
  })
  const shipments = await readEditedShipments(tx, ids)
  const corrections = await tx.outsideCall.findMany({
    where: { ...where, kind: 'correct_order', state: { in: ['booked', 'done', 'refused'] } },
    select: { orderId: true, state: true, doneAt: true },
    orderBy: { id: 'asc' },
  })
  const linesOf = Map.groupBy(lines, (line) => line.orderId)
  const shipmentsOf = Map.groupBy(shipments, (shipment) => shipment.orderId)
  const until = new Map(
    corrections
      .filter(({ state }) => state !== 'refused')
      .map(
        (call) => [call.orderId, call.state === 'done' ? call.doneAt : 'not_there_yet'] as const,
      ),
  )
  const newest = new Map(corrections.map(({ orderId: id, state }) => [id, state]))
  return new Map(
    ids.map((id) => [
      id,
      {
        lines: (linesOf.get(id) ?? []).map((line) => ({
          shopify_id: line.shopifyId,
          quantity: line.quantity,
          properties: openProperties(vault, line),
        })),
        shipments: shipmentsOf.get(id) ?? [],
        correctedUntil: until.get(id) ?? null,
        refused: newest.get(id) === 'refused',
      },
    ]),
  )
}

/** A state of the store: its `updated_at` (whole seconds of the store's clock), and when we asked for it. */
export interface Told {
  readonly updatedAt: Date
  /** By our own clock; null: nobody asked, a delivery brought it. */
  readonly askedAt: Date | null
}

/**
 * Whether a state of the store may be from before a correction of ours was in it. What was asked for after
 * the correction was there has it for certain; a delivery is believed only from the next second on.
 */
export function isUncorrected(until: KnownParts['correctedUntil'], told: Told): boolean {
  if (until === 'not_there_yet') return true
  return until !== null && (told.askedAt === null ? told.updatedAt <= until : told.askedAt < until)
}

/** The buyer as we have it; null once erased. @throws SealBroken; ZodError when it is of another shape. */
export const openBuyer = (vault: ShopVault, sealed: Uint8Array | null): Buyer | null =>
  sealed === null ? null : buyerShape.parse(vault.open(sealed))
