import type { ShopTx } from '../platform/db.server.ts'
import { beforeTheCarrier } from './with-carrier.ts'

/** Whether a carrier has had one of this shipment's parcels in its hands. */
export const hasParcelWithCarrier = async (tx: ShopTx, shipmentId: string): Promise<boolean> =>
  (await tx.parcel.count({
    where: { shopId: tx.shopId, shipmentId, status: { notIn: beforeTheCarrier } },
  })) > 0
