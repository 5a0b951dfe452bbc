import { type CarrierWords, openCarrierWords } from '../../journey/carrier-words.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import {
  type OrderId,
  orderId,
  type ParcelId,
  parcelId,
  type ShipmentId,
  shipmentId,
} from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { type ParcelStatus, parcelStatuses } from '../../providers/tracking/contract.ts'
import type { SeenEvent } from './merge-events.ts'

/** A parcel that is with a carrier, and the shipment it belongs to. */
export interface TrackedParcel {
  readonly id: ParcelId
  readonly number: string
  readonly carrierKey: string | null
  readonly carrierName: string | null
  readonly status: string
  readonly statusAt: Date | null
  readonly originalEta: Date | null
  readonly eta: Date | null
  readonly lastHeardAt: Date | null
  readonly nextPollAt: Date | null
  readonly leftAt: Date
  readonly shipment: {
    readonly id: ShipmentId
    readonly orderId: OrderId
    readonly number: string
    readonly kind: string
    readonly state: ShipmentState
    readonly fulfillmentGid: string | null
  }
}

/** Holds the parcel's order, so that news of one order's parcels come one after the other; then reads the parcel. */
export async function holdParcel(tx: ShopTx, id: ParcelId): Promise<TrackedParcel | null> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id =
    (select order_id from parcel where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid) for update`
  return readParcel(tx, id)
}

/** null for a parcel that is not there or has no label. */
export async function readParcel(tx: ShopTx, id: ParcelId): Promise<TrackedParcel | null> {
  const row = await tx.parcel.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    omit: { labelPdf: true, labelZpl: true },
    include: { shipment: true },
  })
  if (!row?.trackingNumber) return null
  const { shipment } = row
  return {
    id: parcelId(row.id),
    number: row.trackingNumber,
    carrierKey: row.carrierKey,
    carrierName: row.carrierName,
    status: row.status,
    statusAt: row.statusAt,
    originalEta: row.originalEta,
    eta: row.eta,
    lastHeardAt: row.lastHeardAt,
    nextPollAt: row.nextPollAt,
    leftAt: shipment.handedOverAt ?? row.boughtAt ?? shipment.createdAt,
    shipment: {
      id: shipmentId(shipment.id),
      orderId: orderId(shipment.orderId),
      number: shipment.number,
      kind: shipment.kind,
      state: readShipmentState(shipment.state),
      fulfillmentGid: shipment.fulfillmentGid,
    },
  }
}

/** A status as stored, as one of ours. */
function readParcelStatus(stored: string): ParcelStatus {
  const found = parcelStatuses.find((status) => status === stored)
  if (!found) throw new Error(`unknown parcel status in the database: ${stored}`)
  return found
}

const rowsOf = (tx: ShopTx, id: ParcelId) =>
  tx.parcelEvent.findMany({
    where: { shopId: tx.shopId, parcelId: id },
    orderBy: [{ at: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  })

const seenEvent = (row: Awaited<ReturnType<typeof rowsOf>>[number]): SeenEvent => ({
  ...{ key: row.key, status: readParcelStatus(row.status), rawCode: row.rawCode, at: row.at },
})

/** Everything that was heard of a parcel, oldest first. */
export const readEvents = async (tx: ShopTx, id: ParcelId): Promise<readonly SeenEvent[]> =>
  (await rowsOf(tx, id)).map(seenEvent)

/** The same with the carrier's own words. */
export async function readToldEvents(tx: ShopTx, vault: ShopVault, id: ParcelId) {
  const rows = await rowsOf(tx, id)
  return rows.map((row): SeenEvent & CarrierWords & { id: string; heardAt: Date } => ({
    ...{ ...seenEvent(row), id: row.id, heardAt: row.heardAt },
    ...openCarrierWords(vault, row),
  }))
}
