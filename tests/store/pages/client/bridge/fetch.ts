import type { Link } from './link.ts'
import type { Tokens } from './tokens.ts'

/** Shopify's own API through the admin: `fetch('shopify:admin/api/graphql.json', …)`. */
async function adminApi(link: Link, url: URL, request: Request): Promise<Response> {
  const answer = await link.ask('adminApi', { path: url.pathname, body: await request.text() })
  return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } })
}

/**
 * Replaces `fetch` as App Bridge does: requests to the app's own origin carry the id token, a
 * refused token is renewed once, and an order to sign in anew is followed.
 */
export function patchFetch(link: Link, tokens: Tokens, openTop: (href: string) => void): void {
  const plain = window.fetch.bind(window)

  const send = async (request: Request, fresh: boolean): Promise<Response> => {
    const copy = request.clone()
    copy.headers.set('Authorization', `Bearer ${await tokens.get(fresh)}`)
    copy.headers.set('X-Requested-With', 'XMLHttpRequest')
    return plain(copy)
  }
  const authenticated = async (request: Request): Promise<Response> => {
    let response = await send(request, false)
    const renew = response.headers.has('X-Shopify-Retry-Invalid-Session-Request')
    if (response.status === 401 && renew) response = await send(request, true)
    const reauthorize = response.headers.get('X-Shopify-API-Request-Failure-Reauthorize-Url')
    if (reauthorize !== null) openTop(reauthorize)
    return response
  }

  window.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    const url = new URL(address, document.baseURI)
    if (!link.embedded || (url.protocol !== 'shopify:' && url.origin !== location.origin)) {
      return plain(input, init)
    }
    const request = new Request(input instanceof Request ? input : url, init)
    if (url.protocol === 'shopify:') return adminApi(link, url, request)
    return request.headers.has('Authorization') ? plain(request) : authenticated(request)
  }
}
