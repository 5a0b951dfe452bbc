import { type OrderId, requestKey } from '../kernel/ids.ts'
import { base64, jsonRows } from '../kernel/json-rows.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import type { ShopVault } from '../platform/vault.server.ts'
import { writeCorrection } from './jobs.ts'

/** Kind of the outside call that brings a correction into the store; check makes it (`check.write_back`). */
export const correctionCall = 'correct_order'

interface BookedCorrection {
  readonly id: OrderId
  /** As check's `correctionShape` reads it. */
  readonly correction: object
  /** Once a key and order. */
  readonly key: string
}

/**
 * Books what the store is to be told of orders; sealed until it is there. Until then it counts as said,
 * whatever the store says meanwhile.
 */
export async function bookCorrections(
  tx: ShopTx,
  vault: ShopVault,
  corrections: readonly BookedCorrection[],
): Promise<void> {
  if (corrections.length === 0) return
  const rows = corrections.map(({ id, correction, key }) => ({
    order_id: id,
    key: requestKey(correctionCall, id, key),
    sealed: base64(vault.seal(correction)),
  }))
  const booked = await tx.$queryRaw<{ order_id: string }[]>`
    insert into outside_call (shop_id, order_id, kind, key, sealed)
    select ${tx.shopId}::uuid, order_id, ${correctionCall}, key, decode(sealed, 'base64')
    from json_to_recordset(${jsonRows(rows)}::json) as r(order_id uuid, key text, sealed text)
    order by key on conflict do nothing returning order_id`
  for (const { order_id: orderId } of booked)
    await enqueue(
      tx,
      writeCorrection,
      { shopId: tx.shopId, orderId },
      { key: `check.write_back:${orderId}` },
    )
}
