import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import type { OrderState } from '../../journey/order.ts'
import { readOrderState } from '../../journey/read-state.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ConfirmDeps } from './deps.server.ts'
import { type OrderWords, orderWords } from './order-words.ts'
import { readOrder } from './read-order.server.ts'

export interface ConfirmationPage {
  readonly order: OrderWords
  readonly state: OrderState
  readonly cancelled: boolean
}

/** One order as its confirmation page shows it; null when there is no such order. */
export async function readConfirmation(
  deps: Pick<ConfirmDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: OrderId,
): Promise<ConfirmationPage | null> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const order = await readOrder(tx, vault, id)
    if (!order) return null
    const { timeZone } = await readLetterShop(tx)
    const state = readOrderState(order.row.state)
    return {
      order: orderWords(order.row, order.buyer, timeZone),
      state,
      cancelled: state === 'cancelled' || order.row.cancelledAt !== null,
    }
  })
}
