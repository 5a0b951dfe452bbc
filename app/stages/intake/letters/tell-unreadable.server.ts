import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { UnreadableOrder } from '../../../providers/shop/contract.ts'
import { packBody } from '../pack-body.server.ts'

/**
 * Puts orders that the store showed and nobody could read on the list of dead letters, each once in each
 * of its states. "Try again" there reads the order from the store anew; one that a person discarded does
 * not come back until it changes.
 */
export async function tellUnreadable(
  tx: ShopTx,
  vault: ShopVault,
  orders: readonly UnreadableOrder[],
): Promise<void> {
  for (const { gid, why, updatedAt } of orders) {
    // The store counts whole seconds.
    const changedAt =
      updatedAt === null ? null : new Date(Math.floor(Date.parse(updatedAt) / 1000) * 1000)
    const body = packBody(Buffer.from(JSON.stringify({ admin_graphql_api_id: gid })))
    const outcome =
      `an order that the store shows cannot be read, and is not here as it stands there: ${why}`.slice(
        0,
        500,
      )
    await tx.$executeRaw`
      insert into delivery (shop_id, topic, event_key, triggered_at, body, state, attempts, outcome, done_at)
      values (${tx.shopId}::uuid, 'orders/updated', ${`read:${gid}:${changedAt?.toISOString() ?? ''}`},
        coalesce(${changedAt}::timestamptz, now()), ${vault.sealBytes(body)}, 'dead', 1, ${outcome}, now())
      on conflict (shop_id, topic, event_key) do update set state = 'dead', body = excluded.body,
        outcome = excluded.outcome, done_at = now(), attempts = delivery.attempts + 1
        where delivery.state = 'done'`
  }
}
