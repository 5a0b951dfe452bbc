import { decideEdit } from '../../journey/difference.ts'
import { openDifference } from '../../journey/differences.server.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { OrderToDistribute } from './read-order.server.ts'

/** A shipment somebody is working on has more, or goes from elsewhere, than the store wants now. */
export async function tellDifference(
  tx: ShopTx,
  order: OrderToDistribute,
  { id, tooMany }: { readonly id: string; readonly tooMany: ReadonlyMap<string, number> },
): Promise<void> {
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: { orderBy: { id: 'asc' } } },
  })
  const state = readShipmentState(shipment.state)
  const plan = decideEdit('lines', {
    kind: shipment.kind,
    state,
    asked: true,
    labelled: false,
    scanned: false,
  })
  if (plan.kind !== 'differs') return
  const lines = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: order.id },
    select: { id: true, shopifyId: true, title: true, variantTitle: true },
  })
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  const goods = shipment.lines.map(({ orderLineId, quantity }) => {
    const line = lineOf.get(orderLineId)
    const title = [line?.title, line?.variantTitle].filter(Boolean).join(', ')
    return { title, quantity, wanted: quantity - (tooMany.get(line?.shopifyId ?? '') ?? 0) }
  })
  await openDifference(tx, null, {
    field: 'lines',
    orderId: order.id,
    shipment: { id, number: shipment.number, state },
    plan,
    sides: {
      before: goods.map(({ title, quantity }) => ({ title, quantity })),
      after: goods.map(({ title, wanted }) => ({ title, quantity: wanted })),
    },
  })
}
