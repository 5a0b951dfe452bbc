import type { LinkDeps } from '../../journey/customer-link.server.ts'
import type { Db } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'

export interface FeedbackDeps extends LinkDeps {
  readonly db: Db
  readonly vaults: Vaults
}
