import { planShipmentNext } from '../../journey/advance.server.ts'
import { hoursAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { holdReasons } from '../../journey/holds/open-holds.server.ts'
import { fulfilShipment } from '../../journey/jobs.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { gid, orderId, requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'
import type { BenchRefusal } from './pack-piece.server.ts'
import { type PackDeps, readShipment } from './shipment-at-bench.server.ts'

/**
 * Tells the store that a pickup order is ready; the store writes to the customer. Once a shipment:
 * running again tells nothing again. What the store refuses ends on the office's list.
 * @throws ProviderUnavailable the job repeats it.
 */
export async function tellReadyForPickup(
  deps: PackDeps & { readonly shop: ShopProvider },
  shop: ShopId,
  id: ShipmentId,
): Promise<void> {
  const key = requestKey('ready_for_pickup', id)
  const call = { shopId_key: { shopId: shop, key } }
  const about = await withShop(deps.db, shop, async (tx) => {
    const shipment = await readShipment(tx, id)
    if (shipment?.state !== 'awaiting_collection') {
      // Fetched, or taken back, before the store could be told: there is nothing to tell any more.
      await tx.outsideCall.updateMany({
        where: { shopId: shop, key, state: 'booked' },
        data: {
          ...{ state: 'done', doneAt: new Date(), error: null },
          answer: { notTold: shipment?.state ?? 'gone' },
        },
      })
      return null
    }
    await tx.outsideCall.createMany({
      data: [{ shopId: shop, orderId: shipment.orderId, kind: 'ready_for_pickup', key }],
      skipDuplicates: true,
    })
    const booked = await tx.outsideCall.findUniqueOrThrow({ where: call })
    if (booked.state !== 'booked') return null
    return { shipment, ...(await storeOf(tx, id)) }
  })
  if (!about) return
  const { shipment, domain, orderGid, locationGid } = about
  try {
    const parts = await deps.shop.fulfillmentOrders({ domain }, gid(orderGid))
    for (const part of parts)
      if (
        part.method === 'PICK_UP' &&
        part.locationGid === locationGid &&
        part.lines.some((line) => line.remaining > 0)
      )
        await deps.shop.readyForPickup({ domain }, part.gid)
    await withShop(deps.db, shop, async (tx) => {
      await tx.outsideCall.update({
        where: call,
        data: { state: 'done', doneAt: new Date(), attempts: { increment: 1 }, error: null },
      })
      await note(tx, shipment.orderId, {
        room: 'pack',
        kind: 'ready_for_pickup',
        by: 'system',
        text: `${shipment.number} is ready to be collected; the store tells the customer`,
        detail: { shipmentId: id },
      })
    })
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.retry === 'later') throw fault
    await withShop(deps.db, shop, async (tx) => {
      await tx.outsideCall.update({
        where: call,
        data: { state: 'refused', doneAt: new Date(), error: fault.message.slice(0, 500) },
      })
      await tx.workOrder.createMany({
        data: [
          {
            shopId: shop,
            orderId: shipment.orderId,
            shipmentId: id,
            department: 'office',
            kind: 'tell_customer',
            title: `Tell the customer that ${shipment.number} is ready: the store did not`,
            dueAt: hoursAfter(new Date(), 4),
            key: `tell_customer:${id}`,
          },
        ],
        skipDuplicates: true,
      })
    })
    throw fault
  }
}

async function storeOf(tx: ShopTx, id: string) {
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { locationGid: true, order: { select: { shopifyId: true } } },
  })
  const domain = await shopDomain(tx)
  return { domain, orderGid: row.order.shopifyId, locationGid: row.locationGid }
}

/**
 * The customer has the goods in hand: the store's fulfilment is booked, and with it the shipment is
 * delivered and its stock goes. Pressed twice is booked once.
 */
export function handOut(
  deps: PackDeps,
  shop: ShopId,
  { shipmentId: id, by }: { readonly shipmentId: string; readonly by: string },
): Promise<Outcome<'handed_out', BenchRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const row = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { orderId: true },
    })
    if (!row) return refuse({ kind: 'no_such_shipment' })
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${row.orderId}::uuid for update`
    const shipment = await readShipment(tx, id)
    if (shipment?.state !== 'awaiting_collection')
      return refuse({ kind: 'not_packing', state: shipment?.state ?? 'unknown' })
    const reasons = await holdReasons(tx, row.orderId)
    if (reasons.length > 0) return refuse({ kind: 'held', reasons })
    const { count } = await tx.outsideCall.createMany({
      data: [
        {
          shopId: shop,
          orderId: shipment.orderId,
          kind: 'fulfil',
          key: requestKey('fulfil', shipment.id),
        },
      ],
      skipDuplicates: true,
    })
    // Said again: what was booked the first time is on its way, and is not made to begin anew.
    if (count === 0) return accept('handed_out')
    await note(tx, orderId(row.orderId), {
      room: 'pack',
      kind: 'handed_out',
      by,
      text: `${shipment.number} was handed to the customer`,
      detail: { shipmentId: id },
    })
    await planShipmentNext(tx, shipment, {
      owner: 'system',
      step: 'book_in_store',
      dueAt: minutesAfter(new Date(), systemStepMinutes),
    })
    await enqueue(
      tx,
      fulfilShipment,
      { shopId: shop, shipmentId: id },
      { key: `ship.fulfil:${id}` },
    )
    return accept('handed_out')
  })
}
