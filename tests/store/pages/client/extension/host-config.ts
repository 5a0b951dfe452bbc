import type { Translations } from './i18n.ts'

/** What the server writes into an extension's page. */
export interface HostConfig {
  readonly surface: 'admin' | 'customer-account'
  readonly target: string
  /** Path of the extension's ES module. */
  readonly bundle: string
  readonly appUrl: string
  /** "/store/orderwright-demo/admin" */
  readonly admin: string
  /** "http://127.0.0.1:4001/store/orderwright-demo": the shop's own address. */
  readonly storefront: string
  /** POST here answers `{ idToken }`. */
  readonly tokenPath: string
  readonly locale: string
  readonly translations: Translations
  readonly selected: readonly { readonly id: string }[]
  /** Signals of a customer-account target by name: order, lines, settings, … */
  readonly values: Readonly<Record<string, unknown>>
}

const isConfig = (value: unknown): value is HostConfig =>
  typeof value === 'object' && value !== null && 'surface' in value && 'bundle' in value

export function readConfig(): HostConfig {
  const value: unknown = JSON.parse(document.getElementById('host-config')?.textContent ?? 'null')
  if (!isConfig(value)) throw new Error('the extension page came without its configuration')
  return value
}
