import { readShipmentState } from '../../../journey/read-state.ts'
import { isWithCarrier } from '../../../journey/with-carrier.ts'
import { type OrderId, requestKey } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { StandingShipment } from './edits.ts'

/** Shipments that are not over, with how far they are in others' hands. */
export async function readEditedShipments(
  tx: ShopTx,
  ids: readonly OrderId[],
): Promise<readonly (StandingShipment & { readonly orderId: string })[]> {
  const { shopId } = tx
  const rows = await tx.shipment.findMany({
    where: { shopId, orderId: { in: [...ids] }, state: { notIn: ['cancelled', 'came_back'] } },
    select: {
      ...{ id: true, orderId: true, number: true, kind: true, state: true },
      parcels: { select: { status: true, trackingNumber: true } },
    },
    orderBy: { number: 'asc' },
  })
  const keys = rows
    .filter(({ kind }) => kind === 'partner')
    .map(({ id }) => requestKey('partner_request', id))
  const tried =
    keys.length === 0
      ? []
      : await tx.outsideCall.findMany({
          where: { shopId, key: { in: keys }, attempts: { gt: 0 }, state: { not: 'refused' } },
          select: { key: true },
        })
  const asked = new Set(tried.map(({ key }) => key))
  return rows.map(({ parcels, ...row }) => ({
    ...row,
    state: readShipmentState(row.state),
    asked: asked.has(requestKey('partner_request', row.id)),
    labelled: parcels.some(({ trackingNumber }) => trackingNumber !== null),
    scanned: parcels.some(({ status }) => isWithCarrier(status)),
  }))
}
