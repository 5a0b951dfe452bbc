import type { LinkDeps } from '../../journey/customer-link.server.ts'
import type { Config } from '../../platform/config.server.ts'
import type { Db } from '../../platform/db.server.ts'
import type { Log } from '../../platform/log.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'
import type { TrackingRegistry } from '../../providers/tracking/registry.ts'

/** What the room works with; the process's services fit it. */
export interface TrackDeps extends LinkDeps {
  readonly db: Db
  readonly log: Log
  readonly vaults: Vaults
  readonly shop: ShopProvider
  readonly trackers: TrackingRegistry
  readonly config: Pick<Config, 'TRACKING_POLL_SECONDS'>
}
