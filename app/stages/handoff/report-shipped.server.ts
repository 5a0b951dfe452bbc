import { planShipmentNext } from '../../journey/advance.server.ts'
import { hoursAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { accept, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { findCarrier, trackingPageOf } from '../../providers/carrier/known-carriers.ts'
import {
  type AnswerOutcome,
  answered,
  answering,
  type HeldRequest,
  noteAnswer,
  type PartnerCaller,
  recordAnswer,
} from './answer.server.ts'
import { takeOn } from './answer-request.server.ts'
import { decideShipped, type ShippedLine } from './decide-shipped.ts'
import type { HandoffDeps } from './deps.server.ts'
import { splitOff } from './split-off.server.ts'
import { bookStoreCall, isBooked } from './store-calls.server.ts'
import { closePartnerWork, openOfficeWork } from './work-orders.server.ts'

/** What a partner says when goods left. */
export interface Shipped {
  /** As the partner writes it, "DHL" or "Parcelnet". */
  readonly carrier: string
  /** One a parcel; empty when the carrier gives none. */
  readonly tracking: readonly { readonly number: string; readonly url: string | null }[]
  /** Null: everything that was asked. */
  readonly lines: readonly ShippedLine[] | null
}

/**
 * The partner's goods left. The store's fulfilment is booked once; what did not leave becomes a
 * request of its own. A carrier's pick-up that was reported before stands.
 */
export const reportShipped = (
  deps: Pick<HandoffDeps, 'db' | 'trackers'>,
  caller: PartnerCaller,
  id: string,
  shipped: Shipped,
): Promise<AnswerOutcome> =>
  answering(
    deps,
    caller,
    { rawId: id, answer: 'ship' },
    (tx, request) => takeReport(tx, deps, caller, { request, shipped }),
    (tx, request) => sameReport(tx, request, shipped),
  )

async function takeReport(
  tx: ShopTx,
  deps: Pick<HandoffDeps, 'trackers'>,
  caller: PartnerCaller,
  { request, shipped }: { readonly request: HeldRequest; readonly shipped: Shipped },
): Promise<AnswerOutcome> {
  const { shipment } = request
  const split = decideShipped(await askedLines(tx, request), {
    lines: shipped.lines,
    trackingNumbers: shipped.tracking.map(({ number }) => number),
  })
  if (!split.ok) return split
  const late = shipment.state === 'cancelled'
  if (shipment.state === 'requested')
    await takeOn(tx, caller, request, `${caller.name} shipped it without accepting first`)
  const { remaining } = split.value
  const remainingId = late || remaining.length === 0 ? null : await splitOff(tx, request, remaining)
  await recordParcels(tx, deps, request, shipped)
  await recordAnswer(tx, request, { state: 'shipped', shippedAt: new Date() })
  await noteAnswer(tx, caller, request, {
    kind: 'partner_shipped',
    text: `${caller.name} shipped ${shipment.number} with ${shipped.carrier}${remainingId ? ', in part' : ''}`,
  })
  await closePartnerWork(tx, shipment.id, { state: 'done', by: `partner:${caller.partnerId}` })
  if (late) {
    await openOfficeWork(tx, shipment, {
      kind: 'stop_goods',
      title: `${shipment.number} of a cancelled order was shipped by ${caller.name}`,
      dueAt: hoursAfter(new Date(), 4),
    })
    return answered('shipped')
  }
  if (request.state === 'cancel_asked' && (await isBooked(tx, shipment, 'store_cancel_ask')))
    await bookStoreCall(tx, shipment, 'store_cancel_refuse')
  await bookStoreCall(tx, shipment, 'store_fulfil')
  await planShipmentNext(tx, shipment, {
    owner: 'system',
    step: 'book_in_store',
    dueAt: minutesAfter(new Date(), systemStepMinutes),
  })
  return answered('shipped', remainingId)
}

async function askedLines(tx: ShopTx, { shipment }: HeldRequest) {
  const lines = await tx.shipmentLine.findMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id },
    orderBy: { id: 'asc' },
  })
  const ordered = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: shipment.orderId },
    select: { id: true, sku: true },
  })
  const skuOf = new Map(ordered.map(({ id, sku }) => [id, sku ?? '']))
  return lines.map((line) => ({
    id: line.id,
    sku: skuOf.get(line.orderLineId) ?? '',
    quantity: line.quantity,
  }))
}

async function recordParcels(
  tx: ShopTx,
  deps: Pick<HandoffDeps, 'trackers'>,
  { shipment }: HeldRequest,
  shipped: Shipped,
): Promise<void> {
  const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const carrierKey = deps.trackers.keys.find((key) => slug(key) === slug(shipped.carrier)) ?? null
  const carrierName = findCarrier(shipped.carrier)?.name ?? shipped.carrier
  const each = shipped.tracking.length > 0 ? shipped.tracking : [{ number: null, url: null }]
  await tx.parcel.createMany({
    data: each.map(({ number, url }, at) => ({
      shopId: tx.shopId,
      shipmentId: shipment.id,
      orderId: shipment.orderId,
      position: at + 1,
      carrierKey,
      carrierName,
      trackingNumber: number,
      trackingUrl: url ?? (number ? trackingPageOf(carrierName, number) : null),
    })),
  })
}

async function sameReport(
  tx: ShopTx,
  { shipment, state }: HeldRequest,
  shipped: Shipped,
): Promise<AnswerOutcome> {
  const parcels = await tx.parcel.findMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id },
    select: { trackingNumber: true },
  })
  const before = parcels.flatMap((parcel) => parcel.trackingNumber ?? []).sort()
  const now = shipped.tracking.map(({ number }) => number).sort()
  if (before.join('\n') !== now.join('\n'))
    return refuse({ kind: 'shipped_otherwise', trackingNumbers: before })
  const rest = await tx.partnerRequest.findFirst({
    where: { shopId: tx.shopId, key: `remaining:${shipment.id}` },
    select: { shipmentId: true },
  })
  return accept({ state, repeated: true, remainingId: rest?.shipmentId ?? null })
}
