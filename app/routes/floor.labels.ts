import type { LoaderFunctionArgs } from '@remix-run/node'
import { onFloor } from '../wiring/floor/door.server.ts'
import { goodsLabels } from '../wiring/goods-files.server.ts'

/** Labels of bins and of goods, as a file. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await onFloor(request, 'stock.see')
  return goodsLabels(request, shop)
}
