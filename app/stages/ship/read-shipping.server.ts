import { type Buyer, buyerShape } from '../../journey/buyer.ts'
import type { DifferenceField } from '../../journey/difference.ts'
import { openReason, reasonToKeep } from '../../journey/holds/hold-reason.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { readUndecided } from '../../journey/undecided.server.ts'
import { beforeTheCarrier } from '../../journey/with-carrier.ts'
import { type OrderId, orderId, type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import type { Prisma, ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { LabelFacts } from './decide-label.ts'
import { readTogether, type Together } from './together.server.ts'

/** A parcel without its label's bytes. */
type ParcelRow = Prisma.ParcelGetPayload<{ omit: { labelPdf: true; labelZpl: true } }>

export interface ParcelFacts extends ParcelRow {
  /** A purchase that was booked and not recorded. */
  readonly purchase: {
    readonly callId: string
    readonly key: string
    readonly error: string | null
  } | null
  readonly scanned: boolean
}

/** Everything the room decides on, read in one transaction. */
export interface ShippingFacts {
  readonly id: ShipmentId
  readonly orderId: OrderId
  readonly number: string
  readonly kind: string
  readonly state: ShipmentState
  readonly verified: boolean
  readonly overridden: boolean
  /** Why it may get no label, in words that may be kept. */
  readonly holds: readonly string[]
  /** The same as it was written, for pages. */
  readonly heldBecause: readonly string[]
  readonly undecided: readonly DifferenceField[]
  readonly together: Together
  readonly fulfillmentGid: string | null
  /** Fulfilments of the order's other shipments, however alike they look. */
  readonly othersFulfilments: ReadonlySet<string | null>
  readonly leaveBy: Date | null
  readonly location: {
    readonly gid: string
    readonly name: string
    readonly address: unknown
    readonly country: string
  }
  readonly order: {
    readonly name: string
    readonly gid: string
    readonly currency: string
    readonly country: string
    readonly promisedAt: Date | null
    readonly cancelledAt: Date | null
    readonly shippingTitle: string | null
    readonly buyer: Buyer | null
  }
  readonly lines: readonly {
    readonly orderLineGid: string
    readonly title: string
    readonly sku: string | null
    readonly quantity: number
    readonly grams: number
  }[]
  readonly parcels: readonly ParcelFacts[]
}

/**
 * Holds the shipment's order, so that whatever moves one of its shipments comes one after the other.
 * Whoever writes here starts with it.
 */
export async function holdOrderOf(tx: ShopTx, id: ShipmentId): Promise<void> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id =
    (select order_id from shipment where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid) for update`
}

/** null when the shop has no such shipment. */
export async function readShipping(
  tx: ShopTx,
  vault: ShopVault,
  id: ShipmentId,
): Promise<ShippingFacts | null> {
  const shipment = await tx.shipment.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: {
      lines: { orderBy: { id: 'asc' } },
      parcels: { orderBy: { position: 'asc' }, omit: { labelPdf: true, labelZpl: true } },
      order: {
        include: {
          lines: true,
          holds: { where: { releasedAt: null } },
          shipments: { where: { id: { not: id } }, select: { fulfillmentGid: true } },
        },
      },
    },
  })
  if (!shipment) return null
  const { order } = shipment
  const location = await tx.location.findFirst({
    where: { shopId: tx.shopId, shopifyGid: shipment.locationGid },
  })
  const ordered = new Map(order.lines.map((line) => [line.id, line]))
  return {
    id: shipmentId(shipment.id),
    orderId: orderId(shipment.orderId),
    number: shipment.number,
    kind: shipment.kind,
    state: readShipmentState(shipment.state),
    verified: shipment.verifiedAt !== null,
    overridden: shipment.overrideBy !== null,
    holds: order.holds.map(reasonToKeep),
    heldBecause: order.holds.map((hold) => openReason(vault, hold)),
    undecided: (await readUndecided(tx, [shipment.id])).get(shipment.id) ?? [],
    together: await readTogether(tx, { ...shipment, shipsWithId: order.shipsWithId }),
    fulfillmentGid: shipment.fulfillmentGid,
    othersFulfilments: new Set(order.shipments.map((other) => other.fulfillmentGid)),
    leaveBy: shipment.leaveBy,
    location: {
      gid: shipment.locationGid,
      name: location?.name ?? '',
      address: location?.address ?? null,
      country: location?.country ?? '',
    },
    order: {
      name: order.name,
      gid: order.shopifyId,
      currency: order.currency,
      country: order.country,
      promisedAt: order.promisedAt,
      cancelledAt: order.cancelledAt,
      shippingTitle: order.shippingTitle,
      buyer: order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null,
    },
    lines: shipment.lines.map((line) => {
      const of = ordered.get(line.orderLineId)
      return {
        orderLineGid: of?.shopifyId ?? '',
        title: [of?.title, of?.variantTitle].filter(Boolean).join(', '),
        sku: of?.sku ?? null,
        quantity: line.quantity,
        grams: of?.grams ?? 0,
      }
    }),
    parcels: await readParcels(tx, shipment.parcels),
  }
}

async function readParcels(tx: ShopTx, rows: readonly ParcelRow[]): Promise<ParcelFacts[]> {
  if (rows.length === 0) return []
  const calls = await tx.outsideCall.findMany({
    where: {
      shopId: tx.shopId,
      state: 'booked',
      OR: rows.map((row) => ({ key: { startsWith: `buy_label:${row.id}:` } })),
    },
    select: { id: true, key: true, error: true },
  })
  const scans = await tx.parcelEvent.findMany({
    where: {
      shopId: tx.shopId,
      parcelId: { in: rows.map((row) => row.id) },
      status: { notIn: beforeTheCarrier },
    },
    select: { parcelId: true },
    distinct: ['parcelId'],
  })
  return rows.map((row) => {
    const call = calls.find((one) => one.key.startsWith(`buy_label:${row.id}:`))
    return {
      ...row,
      purchase: call ? { callId: call.id, key: call.key, error: call.error } : null,
      scanned: scans.some((scan) => scan.parcelId === row.id),
    }
  })
}

/** What the pure decisions want to know of one parcel of a shipment. */
export const labelFacts = (facts: ShippingFacts, parcel: ParcelFacts | null): LabelFacts => ({
  kind: facts.kind,
  state: facts.state,
  verified: facts.verified,
  overridden: facts.overridden,
  holds: facts.holds,
  undecided: facts.undecided,
  together: facts.together,
  parcel: parcel && {
    trackingNumber: parcel.trackingNumber,
    grams: parcel.grams,
    openPurchase: parcel.purchase
      ? (parcel.carrierName ?? parcel.carrierKey ?? 'the carrier')
      : null,
    scanned: parcel.scanned,
  },
})

/** The shipper's reference on the label, unique a parcel: `#1001-1`, the second parcel `#1001-1/2`. */
export const parcelReference = (number: string, position: number): string =>
  position === 1 ? number : `${number}/${position}`
