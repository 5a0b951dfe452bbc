import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

/**
 * Checks signatures as Shopify makes them: base64 of HMAC-SHA-256 over the raw body with the app's secret.
 * For an hour after the secret was rotated the old one may still sign; both are accepted.
 */
export function openSignatures(secrets: readonly string[]) {
  const keys = secrets.map((secret) => createSecretKey(Buffer.from(secret, 'utf8')))
  return {
    /**
     * The digest that matched, or null when none did. Compared in constant time; which of the
     * secrets matched may show in the time taken, what they are does not.
     */
    check(body: Uint8Array, header: string): Buffer | null {
      const given = Buffer.from(header, 'base64')
      if (given.length !== 32) return null
      for (const key of keys) {
        const right = createHmac('sha256', key).update(body).digest()
        if (timingSafeEqual(given, right)) return right
      }
      return null
    },
  }
}
export type Signatures = ReturnType<typeof openSignatures>

/** The header's value for a body, as the store writes it. */
export const sign = (secret: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(body).digest('base64')
