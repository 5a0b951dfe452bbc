import type { LinkDeps } from '../../journey/customer-link.server.ts'
import type { Db } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'

export interface ReturnsDeps extends LinkDeps {
  readonly db: Db
  readonly vaults: Vaults
  readonly shop: ShopProvider
}
