import { daysAfter } from '../../journey/due.ts'
import { rollUpOrder } from '../../journey/roll-up.server.ts'
import { nextShipmentNumber } from '../../journey/shipment-number.ts'
import { type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { HeldRequest } from './answer.server.ts'
import type { ShippedLine } from './decide-shipped.ts'

/**
 * Makes what a partner still has to send a shipment and an accepted request of its own.
 * The caller holds the order. @returns the new shipment, which is the new request's name.
 */
export async function splitOff(
  tx: ShopTx,
  { shipment }: HeldRequest,
  remaining: readonly ShippedLine[],
): Promise<ShipmentId> {
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    select: { name: true, shipments: { select: { number: true } } },
  })
  const number = nextShipmentNumber(
    order.name,
    order.shipments.map((one) => one.number),
  )
  const {
    id: _id,
    lines,
    ...same
  } = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.id } },
    include: { lines: true },
  })
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  const rest = await tx.shipment.create({
    data: {
      shopId: tx.shopId,
      orderId: shipment.orderId,
      number,
      kind: same.kind,
      state: 'accepted',
      locationId: same.locationId,
      locationGid: same.locationGid,
      partnerId: same.partnerId,
      leaveBy: same.leaveBy,
      owner: 'partner',
      nextStep: 'ship_by_partner',
      dueAt: same.leaveBy ?? daysAfter(new Date(), 2),
    },
    select: { id: true },
  })
  for (const { lineId, quantity } of remaining) {
    const line = lineOf.get(lineId)
    if (!line) throw new Error(`line ${lineId} is not of this shipment`)
    await tx.shipmentLine.create({
      data: {
        shopId: tx.shopId,
        shipmentId: rest.id,
        orderLineId: line.orderLineId,
        itemId: line.itemId,
        quantity,
      },
    })
    const where = { shopId_id: { shopId: tx.shopId, id: lineId } }
    if (line.quantity === quantity) await tx.shipmentLine.delete({ where })
    else await tx.shipmentLine.update({ where, data: { quantity: line.quantity - quantity } })
  }
  await tx.partnerRequest.create({
    data: {
      shopId: tx.shopId,
      shipmentId: rest.id,
      orderId: shipment.orderId,
      partnerId: same.partnerId ?? '',
      key: `remaining:${shipment.id}`,
      state: 'accepted',
      sentAt: new Date(),
      answeredAt: new Date(),
    },
  })
  await rollUpOrder(tx, shipment.orderId)
  return shipmentId(rest.id)
}
