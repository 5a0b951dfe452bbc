import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime'

/**
 * Demo and tests only: sends every call to `https://<shop>.myshopify.com/…` to the stand-in store.
 * Shopify's own library makes the calls; nothing else in the app knows.
 */
export function sendShopTrafficTo(standInUrl: string): void {
  setAbstractFetchFunc(async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    if (!url.hostname.endsWith('.myshopify.com')) return fetch(input, init)
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}))
    headers.set('x-stand-in-shop', url.hostname)
    return fetch(new URL(url.pathname + url.search, standInUrl), { ...init, headers })
  })
}
