import { normalEmail } from '../../../journey/buyer.ts'
import type { Gid } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'

/** Whom a request of the law is about. */
export interface Customer {
  readonly customerGid: Gid | null
  readonly email: string | null
  readonly orderGids: readonly Gid[]
}

/** All orders of a customer: those the store names, and those found by customer id and e-mail address. */
export async function ordersOf(
  tx: ShopTx,
  vault: ShopVault,
  { customerGid, email, orderGids }: Customer,
): Promise<readonly string[]> {
  const orders = await tx.order.findMany({
    where: {
      shopId: tx.shopId,
      OR: [
        { shopifyId: { in: [...orderGids] } },
        ...(customerGid ? [{ customerGid }] : []),
        ...(email ? [{ emailHash: vault.hash(normalEmail(email)) }] : []),
      ],
    },
    select: { id: true },
    orderBy: { placedAt: 'asc' },
  })
  return orders.map((order) => order.id)
}

export const emailHashOf = (vault: ShopVault, email: string | null) =>
  email ? vault.hash(normalEmail(email)) : null
