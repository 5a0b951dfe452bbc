import { createHmac } from 'node:crypto'

const secretForm = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/

export interface SignedHeaders {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

/**
 * Signs a message after Standard Webhooks: `v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`.
 * @param secret `whsec_` and 24 to 64 bytes in base64.
 * @param at written in whole seconds; the other side accepts five minutes around its own clock.
 * @throws RangeError when the secret has another form. The secret is not named.
 * Source: facts of standardwebhooks.com, specification 1.0; docs/providers/signed-api.md.
 */
export function signMessage(secret: string, id: string, at: Date, body: string): SignedHeaders {
  if (!secretForm.test(secret))
    throw new RangeError('the signing secret is not whsec_ and 24 to 64 bytes in base64')
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const seconds = Math.floor(at.getTime() / 1_000).toString()
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  }
}
