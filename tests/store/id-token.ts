/** Session tokens as App Bridge hands them to the app (JWT, HS256, signed with the app's secret). */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IdTokenFor } from './http.ts'

export interface AppKeys {
  readonly apiKey: string
  readonly apiSecret: string
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const mac = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url')

export function signIdToken(of: IdTokenFor, { apiKey, apiSecret }: AppKeys): string {
  const now = Math.floor(Date.now() / 1000)
  const head = part({ alg: 'HS256', typ: 'JWT' })
  const body = part({
    iss: `https://${of.shop}/admin`,
    dest: `https://${of.shop}`,
    aud: apiKey,
    sub: String(of.user ?? 1),
    exp: now + (of.ttlSeconds ?? 60),
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  })
  return `${head}.${body}.${mac(`${head}.${body}`, apiSecret)}`
}

export type IdTokenRead =
  | { readonly ok: true; readonly user: number }
  | { readonly ok: false; readonly why: string }

/** Checks signature, audience, shop and time, as the token exchange does. */
export function readIdToken(token: string, shop: string, keys: AppKeys): IdTokenRead {
  const [head = '', body = '', signature = ''] = token.split('.')
  const expected = Buffer.from(mac(`${head}.${body}`, keys.apiSecret))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    return { ok: false, why: 'signature verification failed' }
  }
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  const claim = (name: string): unknown =>
    typeof claims === 'object' && claims !== null ? Reflect.get(claims, name) : undefined
  if (claim('aud') !== keys.apiKey) return { ok: false, why: 'the token is for another app' }
  if (claim('dest') !== `https://${shop}`)
    return { ok: false, why: 'the token is for another shop' }
  const exp = claim('exp')
  if (typeof exp !== 'number' || exp * 1000 < Date.now())
    return { ok: false, why: 'the token has expired' }
  return { ok: true, user: Number(claim('sub')) }
}
