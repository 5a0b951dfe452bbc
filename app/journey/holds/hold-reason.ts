import type { ShopVault } from '../../platform/vault.server.ts'
import { openWords } from '../own-words.ts'

/** Why an order is held, as its row says it: the app's own words in clear, a person's sealed. */
export interface StoredReason {
  readonly reason: string
  readonly sealed: Uint8Array | null
}

/** The same in a list that comes as JSON: the sealed bytes in base64. */
export interface ListedReason {
  readonly reason: string
  readonly sealed: string | null
}

/** For pages: what was written. Empty once it was erased. @throws SealBroken */
export const openReason = (vault: Pick<ShopVault, 'open'>, hold: StoredReason): string =>
  openWords(vault, hold.sealed, hold.reason)

export const openListed = (
  vault: Pick<ShopVault, 'open'>,
  { reason, sealed }: ListedReason,
): string =>
  openReason(vault, { reason, sealed: sealed === null ? null : Buffer.from(sealed, 'base64') })

/** For what is kept: timeline, answers to scans. A person's words may name somebody, and are not repeated. */
export const reasonToKeep = ({ reason, sealed }: StoredReason): string =>
  reason !== '' && sealed === null ? reason : 'a person stopped it, the order says why'
