import type { StoreContext } from '../http.ts'
import { embedParams } from './embed-params.ts'
import { shopHandle } from './shop-names.ts'
import { adminHmac, adminSession } from './signatures.ts'

/** What App Bridge calls the host: base64 of "admin.shopify.com/store/NAME". */
const hostOf = (shop: string): string =>
  Buffer.from(`admin.shopify.com/store/${shopHandle(shop)}`)
    .toString('base64')
    .replace(/=+$/, '')

interface Embedding {
  /** "<handle>.myshopify.com" */
  readonly shop: string
  readonly user: number
  /** The app's own path and query: "/app/orders?room=pick". */
  readonly path: string
}

/** The address the admin's iframe opens, with a fresh id token of one minute, signed as Shopify does. */
export function embedUrl(store: StoreContext, { shop, user, path }: Embedding): string {
  const url = new URL(store.appUrl)
  const asked = new URL(path, 'http://app.invalid')
  url.pathname = `${url.pathname.replace(/\/$/, '')}${asked.pathname}`
  for (const name of embedParams) asked.searchParams.delete(name)
  const query = asked.searchParams
  query.set('embedded', '1')
  query.set('host', hostOf(shop))
  query.set('id_token', store.idToken({ shop, user }))
  query.set('locale', 'en')
  query.set('session', adminSession(shop, user))
  query.set('shop', shop)
  query.set('timestamp', String(Math.floor(Date.now() / 1000)))
  query.set('hmac', adminHmac(query, store.apiSecret))
  url.search = query.toString()
  return url.href
}
