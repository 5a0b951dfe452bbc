import type { ShopId } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/db.server.ts'
import type { Log } from '../../../platform/log.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import type { ShopProvider, Store } from '../../../providers/shop/contract.ts'

export interface StoreDeps {
  readonly db: Db
  readonly vaults: Vaults
  readonly shop: ShopProvider
  readonly log: Log
}

/** A shop that has the app now, or null: then nothing is asked of its store. */
export async function openStore(
  deps: { readonly db: Db },
  shop: ShopId,
): Promise<{
  readonly store: Store
  readonly sweptUntil: Date | null
  readonly sweptAt: Date | null
} | null> {
  const row = await deps.db.shop.findUnique({
    where: { id: shop },
    select: {
      domain: true,
      installedAt: true,
      uninstalledAt: true,
      sweptUntil: true,
      sweptAt: true,
    },
  })
  if (!row?.installedAt || row.uninstalledAt) return null
  return {
    store: { domain: row.domain, urgency: 'bulk' },
    sweptUntil: row.sweptUntil,
    sweptAt: row.sweptAt,
  }
}
