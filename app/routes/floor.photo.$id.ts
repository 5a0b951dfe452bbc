import type { LoaderFunctionArgs } from '@remix-run/node'
import { onFloor } from '../wiring/floor/door.server.ts'
import { goodsPhoto } from '../wiring/goods-files.server.ts'

/** A photo of goods as they came. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await onFloor(request, 'stock.see')
  return goodsPhoto(shop, params['id'] ?? '')
}
