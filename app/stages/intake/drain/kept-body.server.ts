import type { ShopVault } from '../../../platform/vault.server.ts'
import { packBody, unpackBody, unpackBundle } from '../pack-body.server.ts'

/** Bodies that came in one commit, packed and sealed together. */
export interface Bundle {
  readonly sealed: Uint8Array
  /** Once somebody opened it: it is opened once for all of its deliveries. */
  opened: Buffer | null
}

/** Where a body is kept: by itself, or among others. */
export type KeptBody =
  | { readonly sealed: Uint8Array }
  | { readonly bundle: Bundle; readonly at: number; readonly bytes: number }

/** @throws SealBroken when the vault's key did not seal it. */
export function openBody(vault: ShopVault, kept: KeptBody): Buffer {
  if ('sealed' in kept) return unpackBody(vault.openBytes(kept.sealed))
  kept.bundle.opened ??= unpackBundle(vault.openBytes(kept.bundle.sealed))
  return kept.bundle.opened.subarray(kept.at, kept.at + kept.bytes)
}

/**
 * The body as it is stored by itself: of a delivery that stays longer than those it came with.
 * @throws SealBroken as above.
 */
export const sealApart = (vault: ShopVault, kept: KeptBody): Uint8Array<ArrayBuffer> =>
  'sealed' in kept ? new Uint8Array(kept.sealed) : vault.sealBytes(packBody(openBody(vault, kept)))
