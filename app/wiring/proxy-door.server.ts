import { createHmac } from 'node:crypto'
import { readSettings } from '../journey/settings.ts'
import { type Gid, gid, type ShopId, shopId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Config } from '../platform/config.server.ts'
import type { Db } from '../platform/db.server.ts'
import { sameText } from '../platform/signed-token.server.ts'
import { plainPath } from './front-door/plain-path.ts'
import { openRateLimit } from './front-door/rate-limit.ts'
import { visitorAddress } from './front-door/visitor-address.ts'

/** Parameters that Shopify sets itself, once each; a visitor who adds another is turned away. */
const single = ['shop', 'timestamp', 'signature', 'path_prefix', 'logged_in_customer_id']

/**
 * Counted once the signature is right, so that nobody uses up what is another's: one visitor of a shop, all its
 * shoppers together, and whoever opens one link (a path with something secret in it).
 */
const limits = {
  shop: openRateLimit({ perMinute: 3_000, burst: 1_000 }),
  visitor: openRateLimit({ perMinute: 300, burst: 150 }),
  link: openRateLimit({ perMinute: 120, burst: 60 }),
}

/** How old a signed request may be, and how far ahead our clocks may differ. */
const toleranceSeconds = 180

/**
 * Checks Shopify's signature of an app proxy request: `key=value` of every parameter but the
 * signature, repeated ones joined by commas, sorted, with nothing between, HMAC-SHA256 in hex.
 * @param secrets the app's, and the former one while it is being changed.
 * @returns the shop's domain as signed.
 */
export function readProxyQuery(
  query: URLSearchParams,
  secrets: readonly string[],
  now: Date,
): Outcome<string, 'unsigned' | 'wrong_signature' | 'too_old'> {
  const signature = query.get('signature') ?? ''
  const domain = query.get('shop') ?? ''
  if (!signature || !domain || single.some((name) => query.getAll(name).length > 1))
    return refuse('unsigned')
  const text = [...new Set(query.keys())]
    .filter((name) => name !== 'signature')
    .map((name) => `${name}=${query.getAll(name).join(',')}`)
    .sort()
    .join('')
  const right = secrets.some((secret) =>
    sameText(createHmac('sha256', secret).update(text).digest('hex'), signature),
  )
  if (!right) return refuse('wrong_signature')
  const ageSeconds = now.getTime() / 1_000 - Number(query.get('timestamp') ?? Number.NaN)
  return Math.abs(ageSeconds) <= toleranceSeconds ? accept(domain) : refuse('too_old')
}

export interface ProxyVisit {
  readonly shop: ShopId
  readonly domain: string
  /** The shop as the page shows it. */
  readonly face: {
    readonly name: string
    readonly contact: { readonly name: string; readonly email: string; readonly phone: string }
  }
  /** The customer account that is signed in at the store; null for a guest. */
  readonly customerGid: Gid | null
  /** What the visitor's own query said, without what Shopify added. */
  readonly query: URLSearchParams
}

export interface ProxyDoorDeps {
  readonly db: Db
  readonly config: Pick<Config, 'SHOPIFY_API_SECRET' | 'SHOPIFY_OLD_API_SECRET'>
}

/**
 * Who comes in through a store's app proxy: the first line of every `proxy.*` loader and action.
 * @throws Response a page without detail: 400 unsigned, 401 wrongly signed or too old, 404 no such shop, 429 too often.
 */
export async function openProxyRequest(
  { db, config }: ProxyDoorDeps,
  request: Request,
): Promise<ProxyVisit> {
  const query = new URL(request.url).searchParams
  const secrets = [config.SHOPIFY_API_SECRET, config.SHOPIFY_OLD_API_SECRET].filter(
    (secret) => secret !== undefined,
  )
  const signed = readProxyQuery(query, secrets, new Date())
  if (!signed.ok) throw turnedAway(signed.refusal === 'unsigned' ? 400 : 401)
  const path = plainPath(new URL(request.url).pathname)
  const visitor = request.headers.get(visitorAddress) ?? ''
  const wait =
    limits.visitor.take(`${signed.value} ${visitor}`, Date.now()) ??
    limits.shop.take(signed.value, Date.now()) ??
    (path.split('/').length > 3 ? limits.link.take(path, Date.now()) : null)
  if (wait !== null) throw tooOften(wait)
  const row = await db.shop.findUnique({ where: { domain: signed.value } })
  if (!row?.installedAt || row.uninstalledAt || !row.wrappedKey) throw turnedAway(404)
  const settings = readSettings(row.settings)
  const customer = query.get('logged_in_customer_id') ?? ''
  for (const name of single) query.delete(name)
  return {
    shop: shopId(row.id),
    domain: row.domain,
    face: {
      name: row.name || row.domain,
      contact: {
        name: settings.contactName,
        email: settings.contactEmail || row.email,
        phone: settings.contactPhone,
      },
    },
    customerGid: /^\d+$/.test(customer) ? gid(`gid://shopify/Customer/${customer}`) : null,
    query,
  }
}

/** @param seconds after which it may be asked again. */
export const tooOften = (seconds: number): Response =>
  new Response('Too often. Please wait a moment and load the page again.', {
    status: 429,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': String(seconds),
    },
  })

const turnedAway = (status: number): Response =>
  new Response(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not here</title></head><body><h1>This page cannot be opened like this</h1><p>Please use the link from the mail, or your order page in the shop.</p></body></html>',
    {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    },
  )
