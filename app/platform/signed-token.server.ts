import { createHmac, timingSafeEqual } from 'node:crypto'

/** Constant-time comparison of two texts of any length. */
export function sameText(left: string, right: string): boolean {
  const key = 'compare'
  const digest = (text: string) => createHmac('sha256', key).update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/**
 * Signs a short text for a link: `payload.signature`, both base64url, safe in a path segment.
 * The purpose is part of what is signed, so a token for one purpose is worth nothing for another.
 */
export function signToken(key: Uint8Array, purpose: string, payload: string): string {
  const body = Buffer.from(payload).toString('base64url')
  return `${body}.${createHmac('sha256', key).update(`${purpose}\n${body}`).digest('base64url')}`
}

/** The payload that was signed for this purpose, or null when the token is cut, changed or for another purpose. */
export function readToken(key: Uint8Array, purpose: string, token: string): string | null {
  const [body = '', signature = '', ...more] = token.split('.')
  if (!body || !signature || more.length > 0 || token.length > 2_000) return null
  const right = createHmac('sha256', key).update(`${purpose}\n${body}`).digest('base64url')
  return sameText(signature, right) ? Buffer.from(body, 'base64url').toString('utf8') : null
}
