import { z } from 'zod'
import type { OrderId, ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import type { Vaults } from '../platform/vault.server.ts'
import { addressForPeople, buyerName, buyerShape } from './buyer.ts'
import { openReason } from './holds/hold-reason.ts'
import { openProperties } from './line-properties.ts'
import { readOrderNotes } from './order-notes.server.ts'
import { readOrderRisk } from './order-risk.server.ts'
import { readOrderState, readReturnState, readShipmentState } from './read-state.ts'
import { readSettings } from './settings.ts'
import { stageOf } from './stage.ts'
import { urgencyOf } from './urgent.ts'

/** Everything the page of one order shows; null when this shop has no such order. Times are ISO instants. */
export async function readOrderPage(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  id: OrderId,
) {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: {
        lines: { orderBy: { position: 'asc' } },
        holds: { where: { releasedAt: null }, orderBy: { openedAt: 'asc' } },
        shipments: {
          orderBy: { createdAt: 'asc' },
          include: {
            lines: true,
            parcels: { orderBy: { position: 'asc' }, omit: { labelPdf: true, labelZpl: true } },
          },
        },
      },
    })
    if (!order) return null
    const { settings } = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { settings: true },
    })
    const where = { shopId: shop, orderId: id }
    const timeline = await tx.timeline.findMany({ where, orderBy: { id: 'desc' }, take: 200 })
    const workOrders = await tx.workOrder.findMany({ where, orderBy: { dueAt: 'asc' } })
    const returns = await tx.return.findMany({ where, orderBy: { requestedAt: 'desc' } })
    const survey = await tx.survey.findUnique({ where: { shopId_orderId: where } })
    const people = await tx.person.findMany({ where: { shopId: shop } })
    const names = new Map(
      people.map((person) => [
        person.handle,
        person.sealed
          ? z.object({ name: z.string() }).parse(vault.open(person.sealed)).name
          : person.handle,
      ]),
    )
    const notes = await readOrderNotes(tx, vault, [id])
    const risk = await readOrderRisk(tx, vault, order.shopifyId)
    const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
    const iso = (at: Date | null) => at?.toISOString() ?? null
    return {
      id: order.id,
      shopifyId: order.shopifyId,
      name: order.name,
      urgency: urgencyOf(order, readSettings(settings)),
      isMarkedUrgent: order.urgentAt !== null,
      state: readOrderState(order.state),
      stage: stageOf(
        readOrderState(order.state),
        order.shipments.map((one) => readShipmentState(one.state)),
      ),
      deliveryKind: order.deliveryKind,
      owner: order.owner,
      step: order.nextStep,
      dueAt: iso(order.dueAt),
      placedAt: order.placedAt.toISOString(),
      promisedAt: iso(order.promisedAt),
      endedAt: iso(order.endedAt),
      totalMinor: order.totalMinor.toString(),
      currency: order.currency,
      financialStatus: order.financialStatus,
      channel: order.channel,
      shippingTitle: order.shippingTitle,
      tags: order.tags,
      buyer: buyer && {
        name: buyerName(buyer),
        email: buyer.email,
        phone: buyer.phone,
        shipTo: buyer.shipTo ? addressForPeople(buyer.shipTo) : null,
        note: buyer.note,
      },
      lines: order.lines.map((line) => ({
        id: line.id,
        title: line.title,
        variant: line.variantTitle,
        sku: line.sku,
        quantity: line.quantity,
        priceMinor: line.priceMinor.toString(),
        properties: openProperties(vault, line),
        needsShipping: line.requiresShipping,
      })),
      holds: order.holds.map((hold) => ({
        id: hold.id,
        kind: hold.kind,
        reason: openReason(vault, hold),
        missing: hold.missing,
        owner: hold.owner,
        dueAt: hold.dueAt.toISOString(),
        inStore: hold.mirror === 'held',
        openedAt: hold.openedAt.toISOString(),
        openedBy: names.get(hold.openedBy) ?? hold.openedBy,
        untilAt: iso(hold.untilAt),
      })),
      shipments: order.shipments.map((shipment) => ({
        id: shipment.id,
        number: shipment.number,
        kind: shipment.kind,
        state: readShipmentState(shipment.state),
        owner: shipment.owner,
        step: shipment.nextStep,
        dueAt: iso(shipment.dueAt),
        pieces: shipment.lines.reduce((sum, line) => sum + line.quantity, 0),
        parcels: shipment.parcels.map((parcel) => ({
          id: parcel.id,
          carrier: parcel.carrierName,
          number: parcel.trackingNumber,
          url: parcel.trackingUrl,
          status: parcel.status,
          eta: iso(parcel.eta),
        })),
      })),
      risk,
      notes: notes.map((one) => ({ ...one, by: names.get(one.by) ?? one.by })),
      workOrders: workOrders.map((work) => ({
        id: work.id,
        department: work.department,
        kind: work.kind,
        title: work.title,
        state: work.state,
        dueAt: work.dueAt.toISOString(),
      })),
      returns: returns.map((one) => ({
        id: one.id,
        number: one.number,
        state: readReturnState(one.state),
        dueAt: iso(one.dueAt),
      })),
      survey: survey && { state: survey.state, score: survey.score },
      timeline: timeline.map((entry) => ({
        id: entry.id,
        at: entry.at.toISOString(),
        room: entry.room,
        kind: entry.kind,
        text: entry.text,
        by: names.get(entry.by) ?? entry.by,
      })),
    }
  })
}
export type OrderPage = NonNullable<Awaited<ReturnType<typeof readOrderPage>>>
