import { type OrderId, orderId, type ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import type { Vaults } from '../platform/vault.server.ts'
import { normalEmail } from './buyer.ts'

/** `1001`, ` #1001 ` and `#1001` are one order to a customer; a shop may write names in its own way. */
const namesTyped = (typed: string): readonly string[] => {
  const plain = typed.trim()
  return plain === '' ? [] : [...new Set([plain, `#${plain}`, plain.replace(/^#/, '')])]
}

/**
 * The order a customer means, by its number and the e-mail address it was placed with.
 * @returns null alike for an order that is not there and for one that is somebody else's.
 */
export async function findCustomerOrder(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  typed: { readonly name: string; readonly email: string },
): Promise<OrderId | null> {
  const names = namesTyped(typed.name)
  const email = normalEmail(typed.email)
  if (names.length === 0 || email === '') return null
  const vault = await deps.vaults.of(shop)
  const found = await withShop(deps.db, shop, (tx) =>
    tx.order.findFirst({
      where: { shopId: shop, name: { in: [...names] }, emailHash: vault.hash(email) },
      orderBy: { placedAt: 'desc' },
      select: { id: true },
    }),
  )
  return found ? orderId(found.id) : null
}
