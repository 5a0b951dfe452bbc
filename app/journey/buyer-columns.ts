import { base64 } from '../kernel/json-rows.ts'
import type { ShopVault } from '../platform/vault.server.ts'
import { type Buyer, findAgain } from './buyer.ts'

/** A buyer as an order's row holds it: sealed, and what the order is found by as keyed hashes. Bytes in base64. */
export interface BuyerColumns {
  readonly sealed: string
  readonly email_hash: string | null
  readonly phone_hash: string | null
  readonly address_hash: string | null
  /** Where it goes: ISO 3166-1 alpha-2, `''` when unknown. */
  readonly country: string
}

export function buyerColumns(vault: Pick<ShopVault, 'seal' | 'hash'>, buyer: Buyer): BuyerColumns {
  const { email, phone, address } = findAgain(buyer, (text) => base64(vault.hash(text)))
  return {
    sealed: base64(vault.seal(buyer)),
    ...{ email_hash: email, phone_hash: phone, address_hash: address },
    country: buyer.shipTo?.countryCode ?? '',
  }
}
