import { createHmac, randomUUID } from 'node:crypto'

export interface Staff {
  /** Shopify's user id. */
  readonly id: string
}
export interface AppIdentity {
  readonly apiKey: string
  readonly apiSecret: string
  readonly shop: string
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A session token as App Bridge fetches one from the admin: HS256, one minute, for one person of one shop. */
export function idToken(
  { apiKey, apiSecret, shop }: AppIdentity,
  staff: Staff,
  now = Date.now(),
): string {
  const seconds = Math.floor(now / 1000)
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: staff.id,
    exp: seconds + 60,
    nbf: seconds - 5,
    iat: seconds - 5,
    jti: randomUUID(),
    sid: randomUUID(),
  }
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${body}.${createHmac('sha256', apiSecret).update(body).digest('base64url')}`
}
