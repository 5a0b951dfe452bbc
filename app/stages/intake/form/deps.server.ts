import type { FormVerdict } from '../../../journey/form-verdict.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import type { Db } from '../../../platform/db.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import type { ShopProvider } from '../../../providers/shop/contract.ts'
import type { JudgedOrder } from './judged-order.ts'

/** What other rooms know and the form asks them for; wiring joins them. */
export interface OtherRooms {
  /** Check: the same judge as for every other order, with the shop's contract as it stands. */
  judge(shop: ShopId): Promise<(order: JudgedOrder) => FormVerdict>
  /** Check: the store's code of a region that people write in any way; null for one it does not know. */
  regionCode(country: string, raw: string): string | null
}

export interface FormDeps {
  readonly db: Db
  readonly vaults: Vaults
  readonly shop: ShopProvider
  readonly rooms: OtherRooms
}
