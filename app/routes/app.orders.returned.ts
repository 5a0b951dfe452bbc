import type { LoaderFunctionArgs } from '@remix-run/node'
import { isUuid } from '../kernel/ids.ts'
import { returnedFile } from '../stages/intake/index.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** The rows of a file of orders that did not come in, each with its reason. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'orders.import')
  const id = new URL(request.url).searchParams.get('id') ?? ''
  const file = isUuid(id) ? await returnedFile(services(), shop, id) : null
  if (!file) throw new Response(null, { status: 404 })
  return new Response(file.text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
    },
  })
}
