import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { MadeShipment } from './made-shipment.ts'
import type { OrderToDistribute } from './read-order.server.ts'

/** What a department is asked to do for a shipment, by when it must leave. Files need nobody. */
export async function askDepartment(
  tx: ShopTx,
  order: OrderToDistribute,
  shipment: MadeShipment,
): Promise<void> {
  if (shipment.kind === 'digital') return
  const byPartner = shipment.kind === 'partner'
  const kind = byPartner ? 'ship_by_partner' : 'pick_and_pack'
  await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: order.id,
        shipmentId: shipment.id,
        department: byPartner ? 'partner' : 'warehouse',
        kind,
        title: byPartner
          ? `Ship ${shipment.number} and report the tracking number`
          : `Pick and pack ${shipment.number}`,
        dueAt: shipment.leaveBy,
        key: `${kind}:${shipment.id}`,
      },
    ],
    skipDuplicates: true,
  })
}

const unpaid = ['pending', 'authorized', 'partially_paid', 'expired']
/** Finance looks this long before the goods leave. */
const financeHours = 4

/** An order that is not paid is released all the same, and finance is asked to look before it leaves. */
export async function askFinance(tx: ShopTx, order: OrderToDistribute): Promise<void> {
  if (!unpaid.includes(order.financialStatus.toLowerCase())) return
  const { count } = await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: order.id,
        department: 'finance',
        kind: 'check_payment',
        title: `Check the payment of ${order.name} (${order.financialStatus.toLowerCase().replaceAll('_', ' ')})`,
        dueAt: hoursAfter(new Date(), financeHours),
        key: `check_payment:${order.id}`,
      },
    ],
    skipDuplicates: true,
  })
  if (count > 0)
    await note(tx, order.id, {
      room: 'distribute',
      kind: 'unpaid',
      by: 'system',
      text: `Not paid yet (${order.financialStatus.toLowerCase()}): finance is asked to check`,
    })
}
