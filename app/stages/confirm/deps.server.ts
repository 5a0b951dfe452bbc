import type { LinkDeps } from '../../journey/customer-link.server.ts'
import type { Db } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'

/** What the confirm room works with. */
export interface ConfirmDeps extends LinkDeps {
  readonly db: Db
  readonly vaults: Vaults
}
