import { z } from 'zod'
import type { ShopVault } from '../platform/vault.server.ts'

/*
 * What staff and partners write of an order in their own words: it may name its customer, so it is sealed. What
 * versions before left in clear is read all the same; where both stand, the open one is the newer.
 */
type Sealing = Pick<ShopVault, 'seal'>
type Opening = Pick<ShopVault, 'open'>

const one = z.object({ words: z.string() })

/** Null: there is nothing to seal. */
export const sealWords = (vault: Sealing, words: string): Uint8Array<ArrayBuffer> | null =>
  words === '' ? null : vault.seal({ words })

/** Empty where nothing was said, or it was erased. @param open as a version before left it. @throws SealBroken */
export const openWords = (
  vault: Opening,
  sealed: Uint8Array | null,
  open: string | null = null,
): string => open || (sealed === null ? '' : one.parse(vault.open(sealed)).words)

/** Why a packer let a shipment go: unverified, with a weight that is off. Empty: there was no reason to give. */
export interface PackerWords {
  readonly override: string
  readonly weight: string
}
const packer = z.object({ override: z.string(), weight: z.string() })

/** The columns of a shipment that hold them. @param words null: there was nothing to give a reason for. */
export function sealPackerWords(
  vault: Sealing,
  { override, weight }: { readonly [Why in keyof PackerWords]: string | null },
) {
  const words: PackerWords = { override: override ?? '', weight: weight ?? '' }
  return {
    overrideReason: override === null ? null : '',
    weightReason: weight === null ? null : '',
    sealed: words.override === '' && words.weight === '' ? null : vault.seal(words),
  }
}

/** @throws SealBroken */
export function openPackerWords(
  vault: Opening,
  row: {
    readonly sealed: Uint8Array | null
    readonly overrideReason: string | null
    readonly weightReason: string | null
  },
): PackerWords {
  const was = row.sealed === null ? null : packer.parse(vault.open(row.sealed))
  return {
    override: row.overrideReason || (was?.override ?? ''),
    weight: row.weightReason || (was?.weight ?? ''),
  }
}

/** What was said of a return: by its customer, and by whoever did not take it back. */
export interface ReturnWords {
  readonly note: string
  readonly declineNote: string
}
const ofReturn = z.object({ note: z.string().default(''), declineNote: z.string().default('') })

/** @throws SealBroken */
export function openReturnWords(
  vault: Opening,
  row: { readonly sealed: Uint8Array | null; readonly declineNote: string | null },
): ReturnWords {
  const was = ofReturn.parse(row.sealed === null ? {} : vault.open(row.sealed))
  return { note: was.note, declineNote: row.declineNote || was.declineNote }
}

/** Why a partner did not take a request: a word of ours, and the partner's own words; empty for none. */
export interface Rejection {
  readonly code: string
  readonly words: string
}

/** Null: it was not rejected. Versions before kept `code: words` in clear. @throws SealBroken */
export function openRejection(
  vault: Opening,
  row: { readonly rejectReason: string | null; readonly sealed: Uint8Array | null },
): Rejection | null {
  if (row.rejectReason === null) return null
  const [code = '', ...said] = row.rejectReason.split(': ')
  return { code, words: openWords(vault, row.sealed, said.join(': ')) }
}
