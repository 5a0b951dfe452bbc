/**
 * The store's own small HTTP layer: a route is a method, a pattern and a function that answers.
 * Patterns: "/admin/:shop/orders/:id"; a last part "*rest" takes whatever is left.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { World } from './world.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** The line is cut instead of answered, after so many milliseconds. */
  readonly cutAfterMs?: number
}

/** Who looks at the admin page: what an id token says of a person. */
export interface IdTokenFor {
  /** "<handle>.myshopify.com" */
  readonly shop: string
  /** The staff member's number; default 1. */
  readonly user?: number
  /** Seconds it is good for; default 60, as at Shopify. */
  readonly ttlSeconds?: number
}

/** What every route can use. */
export interface StoreContext {
  /** Where the store itself listens: "http://127.0.0.1:4001". */
  readonly baseUrl: string
  readonly appUrl: string
  readonly apiKey: string
  /** The app's secret: signs the app proxy's and the admin's queries. */
  readonly apiSecret: string
  readonly worlds: ReadonlyMap<string, World>
  /** @throws UnknownShop when no such shop is in this store. */
  world(shop: string): World
  /** A signed session token (JWT, HS256) as App Bridge gives it. */
  idToken(of: IdTokenFor): string
}

export interface RouteRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  /** The whole body; at most 20 MB. */
  readonly body: Buffer
}

export interface RouteContext {
  readonly store: StoreContext
  readonly request: RouteRequest
  readonly params: Readonly<Record<string, string>>
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly pattern: string
  handle(context: RouteContext): Answer | Promise<Answer>
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
})

export const redirect = (location: string, status: 302 | 303 | 307 = 302): Answer => ({
  status,
  headers: { location },
})

/** Something is wrong with what was asked; `message` says what. */
export class BadRequest extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

export class UnknownShop extends BadRequest {
  constructor(shop: string, known: Iterable<string>) {
    super(`no shop "${shop}" in this store; it has: ${[...known].join(', ')}`, 404)
  }
}

interface Matcher {
  readonly route: Route
  readonly parts: readonly string[]
}

/** Finds the route for a method and a path; literal parts win over named ones. */
export function makeRouter(routes: readonly Route[]) {
  const byMethod = new Map<string, Matcher[]>()
  for (const route of routes) {
    const list = byMethod.get(route.method) ?? []
    list.push({ route, parts: route.pattern.split('/').slice(1) })
    byMethod.set(route.method, list)
  }
  for (const list of byMethod.values()) list.sort((a, b) => weight(a.parts) - weight(b.parts))
  return (method: string, path: string) => {
    const parts = path.split('/').slice(1)
    for (const { route, parts: pattern } of byMethod.get(method) ?? []) {
      const params = match(pattern, parts)
      if (params !== null) return { route, params }
    }
    return null
  }
}

const weight = (parts: readonly string[]): number =>
  parts.reduce((all, part) => all + (part.startsWith('*') ? 100 : part.startsWith(':') ? 1 : 0), 0)

function match(pattern: readonly string[], parts: readonly string[]) {
  const params: Record<string, string> = {}
  for (const [at, expected] of pattern.entries()) {
    if (expected.startsWith('*')) {
      params[expected.slice(1)] = decodeURIComponent(parts.slice(at).join('/'))
      return params
    }
    const given = parts[at]
    if (given === undefined) return null
    if (expected.startsWith(':')) params[expected.slice(1)] = decodeURIComponent(given)
    else if (expected !== given) return null
  }
  return pattern.length === parts.length ? params : null
}

const largestBody = 20 * 1024 * 1024

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new BadRequest('the body is larger than 20 MB', 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The request listener of the whole store. */
export function listener(routes: readonly Route[], store: StoreContext) {
  const find = makeRouter(routes)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    send(response, await answer(request))
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    try {
      const url = new URL(request.url ?? '/', store.baseUrl)
      const method = request.method ?? 'GET'
      const found = find(method === 'HEAD' ? 'GET' : method, url.pathname)
      if (found === null) return json({ errors: 'Not Found' }, 404)
      const body = await readBody(request)
      return await found.route.handle({
        store,
        request: { method, url, headers: request.headers, body },
        params: found.params,
      })
    } catch (error) {
      if (error instanceof BadRequest) return json({ errors: error.message }, error.status)
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.stderr.write(`stand-in store: ${request.method} ${request.url}: ${told}\n`)
      return json({ errors: `stand-in store broke: ${told.split('\n')[0]}` }, 500)
    }
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.cutAfterMs !== undefined) {
    setTimeout(() => response.destroy(), answer.cutAfterMs).unref()
    return
  }
  response.writeHead(answer.status, answer.headers)
  response.end(answer.body)
}
