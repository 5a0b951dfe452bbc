import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { isShopDomain } from '../../../kernel/shop-domain.ts'

/** A request's headers, their names in small letters. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What a delivery says about itself beside its body. */
export interface DeliveryHead {
  /** `orders/create` */
  readonly topic: string
  readonly domain: string
  readonly eventKey: string
  /** ISO 8601; null when the sender does not say, or says no date. */
  readonly triggeredAt: string | null
  readonly apiVersion: string
}

const longestId = 200

const one = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value)?.trim() ?? ''

/**
 * Reads a delivery's headers. They are not signed: the body is, and must mean something by itself.
 *
 * The event key says which deliveries are the same one. The store's event id names what a merchant
 * did, and one deed can cause several deliveries of one topic (ten orders fulfilled at once), so the
 * body's own digest is part of the key: a repeat has the same body, another order does not.
 * @param digest of the body: the signature that was checked.
 */
export function readHead(headers: Headers, digest: Uint8Array): Outcome<DeliveryHead, string> {
  const topic = one(headers['x-shopify-topic']).toLowerCase()
  const domain = one(headers['x-shopify-shop-domain']).toLowerCase()
  const id = one(headers['x-shopify-event-id']) || one(headers['x-shopify-webhook-id'])
  if (topic === '') return refuse('the header X-Shopify-Topic is missing')
  if (topic.length > 100) return refuse('the header X-Shopify-Topic is too long')
  if (domain === '') return refuse('the header X-Shopify-Shop-Domain is missing')
  if (!isShopDomain(domain))
    return refuse('the header X-Shopify-Shop-Domain is not of the form name.myshopify.com')
  if (id.length > longestId) return refuse('the event or webhook id is too long')
  return accept({
    topic,
    domain,
    eventKey: eventKey(id, digest),
    triggeredAt: instant(one(headers['x-shopify-triggered-at'])),
    apiVersion: one(headers['x-shopify-api-version']).slice(0, 20),
  })
}

/** Nine bytes tell apart the bodies of one event. Without an id the body's digest is all there is. */
export function eventKey(id: string, digest: Uint8Array): string {
  const bytes = Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength)
  const start = bytes.toString('base64url', 0, 9)
  return id === '' ? `body:${bytes.toString('base64url')}` : `${id}/${start}`
}

function instant(raw: string): string | null {
  if (raw === '') return null
  const at = new Date(raw)
  const year = at.getUTCFullYear()
  return year >= 2000 && year < 10_000 ? at.toISOString() : null
}
