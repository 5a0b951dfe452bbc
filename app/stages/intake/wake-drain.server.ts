import type { ShopTx } from '../../platform/db.server.ts'

/** Books the drain of a shop's deliveries in the caller's transaction, as the webhook door does. */
export async function wakeDrain(tx: ShopTx): Promise<void> {
  await tx.$executeRaw`select app.wake_drain(${tx.shopId}::uuid, 0)`
}
