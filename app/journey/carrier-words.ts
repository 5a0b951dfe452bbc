import { z } from 'zod'
import type { ShopVault } from '../platform/vault.server.ts'

/** What a carrier said of a parcel in its own words; empty where it said nothing. They may name who signed. */
export interface CarrierWords {
  readonly message: string
  readonly place: string
}

const carrierWords = z.object({ message: z.string(), place: z.string() })

/** Cut to 300 and 200 letters; null: there is nothing to seal. */
export function sealCarrierWords(
  vault: Pick<ShopVault, 'seal'>,
  { message, place }: CarrierWords,
): Uint8Array<ArrayBuffer> | null {
  const words = { message: message.slice(0, 300), place: place.slice(0, 200) }
  return words.message === '' && words.place === '' ? null : vault.seal(words)
}

/** As sealed, or as a version before left them open. @throws SealBroken */
export const openCarrierWords = (
  vault: Pick<ShopVault, 'open'>,
  { sealed, message, place }: CarrierWords & { readonly sealed: Uint8Array | null },
): CarrierWords => (sealed === null ? { message, place } : carrierWords.parse(vault.open(sealed)))
