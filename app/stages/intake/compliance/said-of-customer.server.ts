import { openCarrierWords } from '../../../journey/carrier-words.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'

/** What others said of a customer's orders in their own words: carriers of the parcels, oldest first. */
export async function saidOfCustomer(tx: ShopTx, vault: ShopVault, ids: readonly string[]) {
  const parcels = await tx.parcel.findMany({
    where: { shopId: tx.shopId, orderId: { in: [...ids] } },
    select: { id: true, trackingNumber: true },
  })
  const events = await tx.parcelEvent.findMany({
    where: { shopId: tx.shopId, parcelId: { in: parcels.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  })
  return {
    parcels: events.map((event) => ({
      number: parcels.find(({ id }) => id === event.parcelId)?.trackingNumber,
      ...{ at: event.at ?? event.heardAt, status: event.status },
      ...openCarrierWords(vault, event),
    })),
  }
}
