import type { LinkDeps } from '../../journey/customer-link.server.ts'
import type { Db } from '../../platform/db.server.ts'
import type { Log } from '../../platform/log.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'

/** What the check room works with. */
export interface CheckDeps extends LinkDeps {
  readonly db: Db
  readonly vaults: Vaults
  readonly log: Log
  readonly shop: Pick<
    ShopProvider,
    | 'fulfillmentOrders'
    | 'hold'
    | 'releaseHold'
    | 'releaseStoreHold'
    | 'correctOrder'
    | 'orderMetafields'
    | 'order'
    | 'cancelOrder'
  >
}
