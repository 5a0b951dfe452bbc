/** An address of a web page that somebody gave us and others will open: https, and nothing that hides where it leads. */
export function isSafeToOpen(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return protocol === 'https:' && username === '' && password === ''
}

/**
 * Where an address leads, to be shown beside it: the host as the browser takes it, other scripts' letters in their
 * `xn--` form. Null: no address of a web page.
 */
export function hostOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, host } = new URL(address)
  return /^https?:$/.test(protocol) ? host : null
}
