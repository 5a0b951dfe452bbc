import type { Buyer } from '../../../journey/buyer.ts'
import { openDifference } from '../../../journey/differences.server.ts'
import type { OrderId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { Difference } from './edits.ts'

interface Side {
  readonly buyer: Buyer | null
  readonly shippingTitle: string | null
}

export interface DifferingOrder {
  readonly differences: readonly Difference[]
  readonly before: Side
  readonly after: Side
}

/** Writes down what goods under way carry and what the store wants now, shipment by shipment. */
export async function tellDifferences(
  tx: ShopTx,
  vault: ShopVault,
  { id: orderId }: { readonly id: OrderId },
  { differences, before, after }: DifferingOrder,
): Promise<void> {
  for (const { field, shipment, plan } of differences) {
    const about = { orderId, shipment, plan }
    if (field === 'address') {
      const sides = { before: before.buyer?.shipTo ?? null, after: after.buyer?.shipTo ?? null }
      await openDifference(tx, vault, { ...about, field, sides })
    } else if (field === 'note') {
      const sides = { before: before.buyer?.note ?? null, after: after.buyer?.note ?? null }
      await openDifference(tx, vault, { ...about, field, sides })
    } else if (field === 'delivery') {
      const sides = { before: before.shippingTitle, after: after.shippingTitle }
      await openDifference(tx, vault, { ...about, field, sides })
    }
  }
}
