/** Files the store serves: pictures of products, results of bulk operations. */
import { bulkPattern, picturePattern } from './addresses.ts'
import { type Answer, BadRequest, type Route, type RouteContext } from './http.ts'

const numberIn = (file: string | undefined): number => Number((file ?? '').split('.')[0])

function picture({ store, params }: RouteContext): Answer {
  const product = store.world(params['shop'] ?? '').products.get(numberIn(params['file']))
  if (product === undefined) throw new BadRequest('no such picture', 404)
  return {
    status: 200,
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=86400',
      'access-control-allow-origin': '*',
    },
    body: product.picture,
  }
}

function bulkResult({ store, params }: RouteContext): Answer {
  const one = store.world(params['shop'] ?? '').bulkOperations.get(numberIn(params['file']))
  if (one?.result == null) throw new BadRequest('no such result', 404)
  return {
    status: 200,
    headers: { 'content-type': 'application/jsonl; charset=utf-8' },
    body: one.result,
  }
}

export const fileRoutes: readonly Route[] = [
  { method: 'GET', pattern: picturePattern, handle: picture },
  { method: 'GET', pattern: bulkPattern, handle: bulkResult },
]
