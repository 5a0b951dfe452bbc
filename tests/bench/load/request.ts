import { createHmac } from 'node:crypto'

export interface Aim {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly secret: string
}

/** A delivery ready to be sent: all but its event's id, which is different at every sending. */
export interface Prepared {
  readonly head: string
  readonly body: Buffer
}

/** @param shop the domain that it comes from. */
export function prepare(aim: Aim, shop: string, body: Buffer): Prepared {
  const signature = createHmac('sha256', aim.secret).update(body).digest('base64')
  const head = [
    `POST ${aim.path} HTTP/1.1`,
    `host: ${aim.host}:${aim.port}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    'x-shopify-topic: orders/create',
    `x-shopify-shop-domain: ${shop}`,
    'x-shopify-api-version: 2026-07',
    `x-shopify-hmac-sha256: ${signature}`,
    `x-shopify-triggered-at: ${new Date().toISOString()}`,
    'x-shopify-event-id: ',
  ].join('\r\n')
  return { head, body }
}

const end = '\r\n\r\n'

/** Writes one sending into `out`, and answers its length. The webhook's own id is the event's. */
export function writeInto(out: Buffer, { head, body }: Prepared, event: string): number {
  const begun = out.write(`${head}${event}\r\nx-shopify-webhook-id: ${event}${end}`, 'latin1')
  if (begun + body.length > out.length)
    throw new Error(`a body of ${body.length} bytes is too large`)
  return begun + body.copy(out, begun)
}
