import { readSettings } from '../../journey/settings.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { type DeliveredLine, returnablePieces } from './decide-request.ts'

export interface ReturnableGoods {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly imageUrl: string | null
  readonly priceMinor: bigint
  /** Pieces that may come back now; more than none. */
  readonly most: number
}

/** What of an order may come back now, by its own lines. Things that are not shipped never do. */
export async function readReturnable(
  tx: ShopTx,
  id: OrderId,
  now: Date,
): Promise<readonly ReturnableGoods[]> {
  const where = { shopId: tx.shopId, orderId: id }
  const lines = await tx.orderLine.findMany({ where, orderBy: { position: 'asc' } })
  const shipments = await tx.shipment.findMany({
    where: { ...where, state: 'delivered', kind: { not: 'digital' } },
    include: { lines: true },
  })
  const returned = await tx.return.findMany({
    where: { ...where, state: { notIn: ['declined', 'cancelled'] } },
    include: { lines: true },
  })
  const { settings } = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  const items = await tx.item.findMany({
    where: {
      shopId: tx.shopId,
      variantGid: { in: lines.flatMap((line) => line.variantGid ?? []) },
    },
    select: { variantGid: true, imageUrl: true },
  })
  const { returnWindowDays } = readSettings(settings)
  return lines
    .filter((line) => line.requiresShipping && !line.giftCard)
    .map((line) => {
      const facts: DeliveredLine = {
        ...{ id: line.id, ordered: line.quantity },
        deliveries: shipments.flatMap(({ deliveredAt, lines: sent }) =>
          sent
            .filter((one) => deliveredAt !== null && one.orderLineId === line.id)
            .map((one) => ({ quantity: one.quantity, at: deliveredAt ?? now })),
        ),
        inReturns: returned
          .flatMap((one) => one.lines)
          .filter((one) => one.orderLineId === line.id)
          .reduce((sum, one) => sum + one.quantity, 0),
      }
      return {
        ...{ id: line.id, title: line.title, about: line.variantTitle ?? '' },
        imageUrl: items.find((item) => item.variantGid === line.variantGid)?.imageUrl ?? null,
        priceMinor: line.priceMinor,
        most: returnablePieces(facts, now, returnWindowDays),
      }
    })
    .filter((line) => line.most > 0)
}
