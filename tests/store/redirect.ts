/**
 * Sends what the app says to https://<shop>.myshopify.com to the stand-in store instead. The
 * app's own code does not know: Shopify's library asks its replaceable fetch.
 */
import '@shopify/shopify-api/adapters/node'
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime'

const shopHost = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i

/**
 * A fetch that reaches the stand-in for every shop, and the real thing for everything else.
 * @param baseUrl where the store listens: "http://127.0.0.1:4001".
 */
export function redirectingFetch(baseUrl: string): typeof fetch {
  return (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input)
    if (!shopHost.test(asked.hostname)) return fetch(input, init)
    const there = new URL(`${asked.pathname}${asked.search}`, baseUrl)
    const headers = new Headers(input instanceof Request ? input.headers : undefined)
    for (const [name, value] of new Headers(init?.headers)) headers.set(name, value)
    headers.set('x-stand-in-shop', asked.hostname)
    const request = input instanceof Request ? new Request(there, input) : there
    return fetch(request, { ...init, headers })
  }
}

/** Call it once, before the first call to a shop. The node adapter is loaded first, so that it cannot undo this. */
export function redirectShopTraffic(baseUrl: string): void {
  setAbstractFetchFunc(redirectingFetch(baseUrl))
}
