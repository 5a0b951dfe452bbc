import type { Config } from '../../platform/config.server.ts'
import type { Db } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { PartnerRegistry } from '../../providers/partner/registry.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'
import type { TrackingRegistry } from '../../providers/tracking/registry.ts'

/** What the room works with; the process's services fit it. */
export interface HandoffDeps {
  readonly db: Db
  readonly vaults: Vaults
  readonly shop: ShopProvider
  readonly partners: PartnerRegistry
  readonly trackers: TrackingRegistry
  readonly config: Pick<Config, 'SHOPIFY_APP_URL' | 'ALLOW_PRIVATE_PARTNER_ADDRESSES'>
}
