import type { LoaderFunctionArgs } from '@remix-run/node'
import { isUuid } from '../kernel/ids.ts'
import { orderCsv, orderPdf, readOrderPaper } from '../stages/stock/index.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** A purchase order as its supplier gets it: `?as=pdf` or `?as=csv`. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'stock.see')
  const id = params['id'] ?? ''
  const paper = isUuid(id) ? await readOrderPaper(services(), shop, id) : null
  if (!paper) throw new Response(null, { status: 404 })
  const isPdf = new URL(request.url).searchParams.get('as') === 'pdf'
  const body = isPdf ? await orderPdf(paper) : orderCsv(paper)
  const name = encodeURIComponent(`${paper.number}.${isPdf ? 'pdf' : 'csv'}`)
  return new Response(body, {
    headers: {
      'content-type': isPdf ? 'application/pdf' : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'cache-control': 'no-store',
    },
  })
}
