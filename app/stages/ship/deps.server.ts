import type { Db } from '../../platform/db.server.ts'
import type { Log } from '../../platform/log.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { CarrierRegistry } from '../../providers/carrier/registry.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'
import type { TrackingRegistry } from '../../providers/tracking/registry.ts'

/** What the room works with; the process's services fit it. */
export interface ShipDeps {
  readonly db: Db
  readonly log: Log
  readonly vaults: Vaults
  readonly shop: ShopProvider
  readonly carriers: CarrierRegistry
  readonly trackers: TrackingRegistry
}
