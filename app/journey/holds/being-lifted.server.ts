import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'

/**
 * Whether a hold that is released here may still be on the order in the store, because the store is being told at this
 * moment. Whoever asks the store for something it refuses of held orders looks again a little later; not for longer
 * than ten minutes: then the store's own refusal says what is wrong.
 */
export async function isBeingLifted(tx: ShopTx, order: OrderId): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ lifting: boolean }[]>`
    select exists (
      select from hold h where h.shop_id = ${tx.shopId}::uuid and h.order_id = ${order}::uuid
        and h.released_at > now() - interval '10 minutes'
        and (h.mirror = 'held' or h.mirror = 'none' and exists (
          select from outside_call c where c.shop_id = h.shop_id and c.key = 'hold:' || h.id and c.state = 'booked'))
        and not exists (select from outside_call c
          where c.shop_id = h.shop_id and c.key = 'release_hold:' || h.id and c.state = 'refused')) as lifting`
  return row?.lifting === true
}
