import { z } from 'zod'
import type { ShopTx } from '../platform/db.server.ts'
import type { ShopVault } from '../platform/vault.server.ts'

const facts = z
  .array(
    z.object({
      text: z.string(),
      speaks: z.enum(['for', 'against', 'neither']),
      from: z.string().nullable(),
    }),
  )
  .readonly()
export type ShownRiskFact = z.infer<typeof facts>[number]

/** What the store makes of an order's risk of fraud, with its grounds, those against it first. */
export interface OrderRisk {
  /** none, pending, low, medium, high, unknown */
  readonly level: string
  /** The store's own advice: none, accept, investigate, cancel; `unknown` when it was not asked yet. */
  readonly advice: string
  /** Empty when the store gave none, or they were erased. */
  readonly facts: readonly ShownRiskFact[]
}

/** Null while the store has said nothing of it. */
export async function readOrderRisk(
  tx: ShopTx,
  vault: ShopVault,
  shopifyId: string,
): Promise<OrderRisk | null> {
  const row = await tx.orderRisk.findUnique({
    where: { shopId_shopifyId: { shopId: tx.shopId, shopifyId } },
  })
  return (
    row && {
      level: row.level,
      advice: row.recommendation,
      facts: row.sealed ? facts.parse(vault.open(row.sealed)) : [],
    }
  )
}
