import type { LoaderFunctionArgs } from '@remix-run/node'
import { auditCsv, auditQuery } from '../journey/audit/read-audit.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** The audit as a file, with the same filters as the page; sent a piece at a time. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'audit.see')
  const query = auditQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const pieces = auditCsv(services(), shop, query)
  const text = new TextEncoder()
  const body = new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(text.encode(value))
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    },
  })
}
