/** The parts of a key or code as a partner types it: `owp_` or `owc_`, the shop in hex, the secret. */
const form = /^(owp|owc)_([0-9a-f]{32})_([A-Za-z0-9_-]{27,43})$/

export type CredentialKind = 'owp' | 'owc'

export interface Credential {
  /** A uuid that still has to be looked up: anybody can write one down. */
  readonly shop: string
  readonly secret: string
}

/** Reads a partner's API key (`owp`) or portal code (`owc`); null when it has another form. */
export function readCredential(kind: CredentialKind, raw: string): Credential | null {
  const [, found, hex = '', secret = ''] = form.exec(raw.trim()) ?? []
  if (found !== kind) return null
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return { shop: [...parts, hex.slice(20)].join('-'), secret }
}

export const writeCredential = (kind: CredentialKind, { shop, secret }: Credential): string =>
  `${kind}_${shop.replaceAll('-', '')}_${secret}`
