/** `POST /admin/api/<version>/graphql.json` */
import { randomUUID } from 'node:crypto'
import { type Answer, json, type Route, type RouteContext } from '../http.ts'
import { shopOf } from '../shop-of.ts'
import { strikes } from '../strikes.ts'
import { mayCall } from '../tokens.ts'
import type { World } from '../world.ts'
import type { Bucket } from './bucket.ts'
import { answer, type GraphqlRequest } from './execute.ts'
import { knownVersions } from './schema.ts'

/** The version that really answers; null for a word that is no version at all. */
function servedVersion(asked: string): string | null {
  if (knownVersions.includes(asked)) return asked
  // Versions that are no longer kept are answered by the oldest one that is.
  const [oldest = ''] = knownVersions
  return /^20\d\d-(01|04|07|10)$/.test(asked) && asked < oldest ? oldest : null
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @returns null when the body is no GraphQL request. */
function requestFrom({ request }: RouteContext): GraphqlRequest | null {
  const text = request.body.toString('utf8')
  if (request.headers['content-type']?.startsWith('application/graphql')) {
    return { query: text, variables: {}, operationName: null }
  }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  if (!isObject(body) || typeof body['query'] !== 'string') return null
  return {
    query: body['query'],
    variables: isObject(body['variables']) ? body['variables'] : {},
    operationName: typeof body['operationName'] === 'string' ? body['operationName'] : null,
  }
}

/** What goes wrong before the work, on demand. */
function faulty(world: World): Answer | null {
  if (strikes(world, 'error429')) {
    return {
      ...json({ errors: 'Exceeded 40 calls per second for api client.' }, 429),
      headers: { 'content-type': 'application/json; charset=utf-8', 'retry-after': '1.0' },
    }
  }
  if (strikes(world, 'error5xx')) {
    return {
      status: 502,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>',
    }
  }
  return null
}

/** @param bucketOf the bucket of a shop's app. */
export function graphqlRoutes(bucketOf: (world: World) => Bucket): readonly Route[] {
  const handle = (context: RouteContext): Answer => {
    const { store, request, params } = context
    const version = servedVersion(params['version'] ?? '')
    if (version === null) return json({ errors: 'Not Found' }, 404)
    const world = store.world(shopOf(request.headers))
    const token = request.headers['x-shopify-access-token']
    if (!mayCall(world, Array.isArray(token) ? token[0] : token)) {
      return json(
        { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
        401,
      )
    }
    const broken = faulty(world)
    if (broken !== null) return broken
    const asked = requestFrom(context)
    if (asked === null)
      return json({ errors: { query: 'Required parameter missing or invalid' } }, 400)
    const throttled = strikes(world, 'throttled')
    const ctx = { world, store, bulk: false }
    const given = answer(asked, ctx, bucketOf(world), throttled)
    if (strikes(world, 'timeoutAfterWork')) {
      return { status: 0, cutAfterMs: world.cells.faults.api.hangMs }
    }
    return {
      status: 200,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-shopify-api-version': version,
        'x-request-id': randomUUID(),
      },
      body: JSON.stringify(given),
    }
  }
  return [{ method: 'POST', pattern: '/admin/api/:version/graphql.json', handle }]
}
