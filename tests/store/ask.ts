/** Asking a running stand-in store what an app would ask it, for tests. */
import { BadRequest } from './http.ts'
import type { StandInStore } from './store.ts'

export interface Asked {
  readonly status: number
  readonly headers: Headers
  /** The parsed body. */
  readonly body: unknown
}

/** What stands at a path: `at(body, 'data.orders.nodes.0.id')`; undefined when nothing does. */
export function at(value: unknown, path: string): unknown {
  let here = value
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined
    here = Reflect.get(here, key)
  }
  return here
}

/** The text at a path. @throws when there is none, with what there is instead. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path)
  if (typeof found !== 'string') throw new Error(`no text at ${path}: ${JSON.stringify(value)}`)
  return found
}

/** POST to the GraphQL door of the store's first shop (or another), with a token of its own. */
export async function ask(
  store: StandInStore,
  query: string,
  variables: object = {},
  how: { readonly token?: string; readonly shop?: string; readonly version?: string } = {},
): Promise<Asked> {
  const shop = how.shop ?? store.shop
  const response = await fetch(
    `${store.baseUrl}/admin/api/${how.version ?? '2026-07'}/graphql.json`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-stand-in-shop': shop,
        'x-shopify-access-token': how.token ?? tokenOf(store, shop),
      },
      body: JSON.stringify({ query, variables }),
    },
  )
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const tokens = new WeakMap<StandInStore, Map<string, string>>()

function tokenOf(store: StandInStore, shop: string): string {
  const known = tokens.get(store) ?? new Map<string, string>()
  tokens.set(store, known)
  const token = known.get(shop) ?? store.token(shop)
  known.set(shop, token)
  return token
}

/** A control call; an answer that is no 2xx is thrown. */
export async function control(store: StandInStore, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${store.baseUrl}/control/${store.shop}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new BadRequest(String(at(answer, 'errors')), response.status)
  return answer
}
