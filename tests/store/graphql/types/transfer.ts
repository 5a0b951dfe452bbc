/** Transfers and their shipments. */
import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { mustHave } from '../../orders/sums.ts'
import type { LocationRecord } from '../../records/catalogue.ts'
import type {
  TransferRecord,
  TransferShipment,
  TransferShipmentLine,
} from '../../records/transfers.ts'
import type { World } from '../../world.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model, unheeded } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { itemSource, variantOfItem } from './inventory.ts'
import { address } from './place.ts'
import { counted, listed } from './values.ts'

const transferSearch: Searchable<TransferRecord> = {
  text: (one) => [one.name],
  fields: {
    id: (one) => one.id,
    status: (one) => one.status.toLowerCase(),
    destination_id: (one) => one.destinationId,
    origin_id: (one) => one.originId,
    created_at: (one) => one.createdAt,
  },
  times: new Set(['created_at']),
}

export const searchTransfers = (ctx: Ctx, query: string | null | undefined): TransferRecord[] =>
  search(ctx.world.transfers.values(), query, transferSearch)

export const shipmentsIn = (world: World): TransferShipment[] =>
  [...world.transfers.values()].flatMap(({ shipments }) => shipments)

const place = (id: number | null, ctx: Ctx, at: string) => {
  if (id === null) return null
  const location = mustHave(ctx.world.locations, id)
  return { location, at }
}

const pieces = (one: TransferRecord) =>
  one.shipments.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.quantity, 0)
const receivedOf = (lines: readonly TransferShipmentLine[]) =>
  lines.reduce((sum, line) => sum + line.accepted + line.rejected, 0)

model<TransferRecord>('InventoryTransfer', {
  id: (one) => gid('InventoryTransfer', one.id),
  name: (one) => one.name,
  status: (one) => one.status,
  referenceName: (one) => one.reference,
  note: (one) => one.note,
  tags: () => [],
  dateCreated: (one) => secondsText(one.createdAt),
  origin: (one, _: never, ctx) => place(one.originId, ctx, one.createdAt),
  destination: (one, _: never, ctx) => place(one.destinationId, ctx, one.createdAt),
  totalQuantity: pieces,
  receivedQuantity: (one) => receivedOf(one.shipments.flatMap(({ lines }) => lines)),
  shipments: (one, args: PageArgs, ctx) => listed(one.shipments, args, ctx),
})

model<{ readonly location: LocationRecord; readonly at: string }>('LocationSnapshot', {
  name: ({ location }) => location.name,
  address: ({ location }) => address(location),
  location: ({ location }) => location,
  snapshottedAt: ({ at }) => secondsText(at),
})

model<TransferShipment>('InventoryShipment', {
  id: (one) => gid('InventoryShipment', one.id),
  name: (one) => one.name,
  status: (one) => one.status,
  barcode: (one) => one.barcode,
  dateCreated: (one) => secondsText(one.createdAt),
  dateShipped: (one) => one.shippedAt && secondsText(one.shippedAt),
  dateReceived: (one) => one.receivedAt && secondsText(one.receivedAt),
  tracking: (one) => (one.trackingNumber === null && one.arrivesAt === null ? null : one),
  lineItemsCount: (one) => counted(one.lines.length, null),
  lineItemTotalQuantity: (one) => one.lines.reduce((sum, line) => sum + line.quantity, 0),
  totalAcceptedQuantity: (one) => one.lines.reduce((sum, line) => sum + line.accepted, 0),
  totalRejectedQuantity: (one) => one.lines.reduce((sum, line) => sum + line.rejected, 0),
  totalReceivedQuantity: (one) => receivedOf(one.lines),
  lineItems: (one, args: PageArgs, ctx) => {
    unheeded(args, ['query'], 'InventoryShipment.lineItems')
    return listed(one.lines, args, ctx)
  },
})

model<TransferShipment>('InventoryShipmentTracking', {
  arrivesAt: (one) => one.arrivesAt && secondsText(one.arrivesAt),
  company: (one) => one.company,
  trackingNumber: (one) => one.trackingNumber,
  trackingUrl: () => null,
})

model<TransferShipmentLine>('InventoryShipmentLineItem', {
  id: (one) => gid('InventoryShipmentLineItem', one.id),
  quantity: (one) => one.quantity,
  acceptedQuantity: (one) => one.accepted,
  rejectedQuantity: (one) => one.rejected,
  unreceivedQuantity: (one) => one.quantity - one.accepted - one.rejected,
  inventoryItem: (one, _: never, ctx) => {
    const variant = variantOfItem(ctx.world, one.itemId)
    return variant === null ? null : itemSource(variant)
  },
})
