import { makeCustomerLink, reuseCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ReturnsDeps } from './deps.server.ts'

/** How long a customer can look at a return; long enough for every turn of it. */
const linkDays = 120

/**
 * The address of an order's return page. One that nobody has used yet is given again, so that
 * asking for it often leaves one link.
 */
export async function makeReturnLink(
  tx: ShopTx,
  deps: Pick<ReturnsDeps, 'linkKey' | 'storefrontUrl'>,
  orderId: OrderId,
): Promise<string> {
  const wish = { orderId, purpose: 'return' } as const
  const fresh = { ...wish, expiresAt: daysAfter(new Date(), linkDays) }
  return (await reuseCustomerLink(tx, deps, wish)) ?? (await makeCustomerLink(tx, deps, fresh))
}
