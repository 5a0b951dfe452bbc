import { type OrderId, requestKey } from '../kernel/ids.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import type { ShopVault } from '../platform/vault.server.ts'
import { writeCorrection } from './jobs.ts'

/** Kind of the outside call that brings a correction into the store; check makes it (`check.write_back`). */
export const correctionCall = 'correct_order'

/**
 * Books what the store is to be told of an order, once a key; sealed until it is there. Until then it
 * counts as said, whatever the store says meanwhile.
 * @param correction as check's `correctionShape` reads it.
 */
export async function bookCorrection(
  tx: ShopTx,
  vault: ShopVault,
  id: OrderId,
  { correction, key }: { readonly correction: object; readonly key: string },
): Promise<void> {
  const booked = await tx.outsideCall.createMany({
    data: {
      ...{ shopId: tx.shopId, orderId: id, kind: correctionCall },
      key: requestKey(correctionCall, id, key),
      sealed: vault.seal(correction),
    },
    skipDuplicates: true,
  })
  if (booked.count === 0) return
  await enqueue(
    tx,
    writeCorrection,
    { shopId: tx.shopId, orderId: id },
    { key: `check.write_back:${id}` },
  )
}
