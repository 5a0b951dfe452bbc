import type { LoaderFunctionArgs } from '@remix-run/node'
import { goodsLabels } from '../wiring/goods-files.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** Labels of bins and of goods, as a file. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'stock.see')
  return goodsLabels(request, shop)
}
