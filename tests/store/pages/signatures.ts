import { createHash, createHmac, randomUUID } from 'node:crypto'

const hex = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex')

const byteOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The app proxy's signature: `key=value` of every parameter (repeated ones joined by a comma),
 * sorted, put together without a mark between, signed with the app's secret.
 */
export function proxySignature(params: URLSearchParams, secret: string): string {
  const parts = [...new Set(params.keys())]
    .filter((key) => key !== 'signature')
    .map((key) => `${key}=${params.getAll(key).join(',')}`)
  return hex(secret, parts.sort(byteOrder).join(''))
}

/** The `hmac` of the query with which the admin opens the app: all other parameters, sorted. */
export function adminHmac(params: URLSearchParams, secret: string): string {
  const sorted = [...params].filter(([key]) => key !== 'hmac').sort(([a], [b]) => byteOrder(a, b))
  // Shopify signs a space as %20, although it may be sent as +.
  return hex(secret, new URLSearchParams(sorted).toString().replaceAll('+', '%20'))
}

/** The `session` parameter: a name for this person's stay in this shop's admin. */
export const adminSession = (shop: string, user: number): string =>
  createHash('sha256').update(`${shop} ${user}`).digest('hex')

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

interface CustomerToken {
  /** "<handle>.myshopify.com" */
  readonly shop: string
  /** "gid://shopify/Customer/1"; null: a guest. */
  readonly customer: string | null
  readonly apiKey: string
  readonly secret: string
}

/**
 * The session token a customer-account extension gets: HS256, five minutes, `dest` without
 * "https://", `sub` only for a customer who is known.
 */
export function customerToken({ shop, customer, apiKey, secret }: CustomerToken): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    dest: shop,
    aud: apiKey,
    exp: now + 300,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    ...(customer !== null && { sub: customer }),
  }
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
