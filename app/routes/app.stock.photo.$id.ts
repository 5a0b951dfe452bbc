import type { LoaderFunctionArgs } from '@remix-run/node'
import { goodsPhoto } from '../wiring/goods-files.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** A photo of goods as they came. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'stock.see')
  return goodsPhoto(shop, params['id'] ?? '')
}
