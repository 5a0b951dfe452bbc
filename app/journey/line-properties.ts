import { z } from 'zod'
import type { ShopVault } from '../platform/vault.server.ts'
import type { NamedText } from './line-answers.ts'

/** What a customer wrote for an article (an engraving, a gift text), as its line in the database holds it. */
export interface StoredProperties {
  /** Sealed [{name, value}]; null: nothing was written, or it was erased. */
  readonly sealed: Uint8Array | null
  /** The same in clear, as versions before wrote it; what stands here is the newer of the two. */
  readonly properties: unknown
}

const shape = z.array(z.object({ name: z.string(), value: z.string() })).catch([])

/** Empty where nothing was written, or what was has another shape. @throws SealBroken */
export function openProperties(
  vault: Pick<ShopVault, 'open'>,
  { sealed, properties }: StoredProperties,
): readonly NamedText[] {
  const open = shape.parse(properties)
  return open.length > 0 || sealed === null ? open : shape.parse(vault.open(sealed))
}

/** Null: there is nothing to seal. */
export const sealProperties = (
  vault: Pick<ShopVault, 'seal'>,
  properties: readonly NamedText[],
): Uint8Array<ArrayBuffer> | null => (properties.length === 0 ? null : vault.seal(properties))
