import type { Answer, Route, RouteContext } from '../http.ts'
import type { World } from '../world.ts'
import { frontPage } from './layout.ts'
import { html, trusted } from './markup.ts'
import { pathAfter, worldOf } from './shop-names.ts'
import { proxySignature } from './signatures.ts'

/** Parameters that only the store may set. */
const reserved = ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature', 'hmac']
const pathPrefix = '/apps/orderwright'

/** Headers that end at the proxy, on the way in and on the way out; cookies among them. */
const notPassed = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Where at the app a request to `/store/:shop/apps/orderwright/*` goes, signed as Shopify signs it. */
function proxiedUrl({ store, request }: RouteContext, world: World): URL {
  const url = new URL(store.appUrl)
  const rest = pathAfter(request.url.pathname, pathPrefix)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/proxy${rest}`
  const query = new URLSearchParams(request.url.search)
  for (const name of reserved) query.delete(name)
  query.set('shop', world.shop.domain)
  query.set('logged_in_customer_id', '')
  query.set('path_prefix', pathPrefix)
  query.set('timestamp', String(Math.floor(Date.now() / 1000)))
  query.set('signature', proxySignature(query, store.apiSecret))
  url.search = query.toString()
  return url
}

function passedIn({ request, store }: RouteContext, world: World): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !notPassed.has(name)) headers.set(name, String(value))
  }
  headers.set('x-forwarded-host', new URL(store.baseUrl).host)
  headers.set('x-shopify-shop-domain', world.shop.domain)
  return headers
}

const liquidTag = /\{%-?\s*layout\s+none\s*-?%\}/

/** A page in Liquid stands inside the shop's theme, unless it says `{% layout none %}`. */
function themed(world: World, body: string, status: number): Answer {
  if (liquidTag.test(body)) {
    const page = body.replace(liquidTag, '')
    return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page }
  }
  return frontPage({ world, title: 'Your order', lang: 'en', status, body: trusted(body) })
}

function passedOut(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers].filter(([name]) => !notPassed.has(name)))
}

/** Passes a shopper's request to the app and the app's answer back. */
async function appProxy(context: RouteContext): Promise<Answer> {
  const { request } = context
  const world = worldOf(context)
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  let response: Response
  try {
    response = await fetch(proxiedUrl(context, world), {
      method: request.method,
      headers: passedIn(context, world),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      ...(hasBody && { body: new Uint8Array(request.body) }),
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return frontPage({
      world,
      title: 'Not there',
      lang: 'en',
      status: 502,
      body: html`<section class="card stack"><h1>This page is not there right now</h1>
<p class="quiet">The app behind it did not answer (${why}).</p></section>`,
    })
  }
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('application/liquid')) {
    return themed(world, await response.text(), response.status)
  }
  const body = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: passedOut(response), body }
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const

export const proxyRoutes: readonly Route[] = methods.flatMap((method) =>
  ['/store/:shop/apps/orderwright', '/store/:shop/apps/orderwright/*rest'].map((pattern) => ({
    method,
    pattern,
    handle: appProxy,
  })),
)
