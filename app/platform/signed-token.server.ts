import { createHmac, timingSafeEqual } from 'node:crypto'

/** Constant-time comparison of two texts of any length. */
export function sameText(left: string, right: string): boolean {
  const key = 'compare'
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/** What signs links and sessions; while it is rotated, what the one before it signed is still read. */
export type LinkKey = Uint8Array | { readonly now: Uint8Array; readonly before: Uint8Array }

const keysOf = (key: LinkKey): readonly Uint8Array[] =>
  key instanceof Uint8Array ? [key] : [key.now, key.before]

const signatureOf = (key: Uint8Array, purpose: string, body: string): string =>
  createHmac('sha256', key).update(`${purpose}\n${body}`).digest('base64url')

/**
 * Signs a short text for a link: `payload.signature`, both base64url, safe in a path segment.
 * The purpose is part of what is signed, so a token for one purpose is worth nothing for another.
 */
export function signToken(key: LinkKey, purpose: string, payload: string): string {
  const body = Buffer.from(payload).toString('base64url')
  const now = key instanceof Uint8Array ? key : key.now
  return `${body}.${signatureOf(now, purpose, body)}`
}

/** The payload that was signed for this purpose, or null when the token is cut, changed or for another purpose. */
export function readToken(key: LinkKey, purpose: string, token: string): string | null {
  const [body = '', signature = '', ...more] = token.split('.')
  if (!body || !signature || more.length > 0 || token.length > 2_000) return null
  const isOurs = keysOf(key).some((one) => sameText(signature, signatureOf(one, purpose, body)))
  return isOurs ? Buffer.from(body, 'base64url').toString('utf8') : null
}
