import type { LoaderFunctionArgs } from '@remix-run/node'
import { isUuid } from '../kernel/ids.ts'
import { readGoodsPhoto } from '../stages/stock/index.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** A photo of goods as they came, to be shown and never to be run. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'stock.see')
  const id = params['id'] ?? ''
  const photo = isUuid(id) ? await readGoodsPhoto(services(), shop, id) : null
  if (!photo) throw new Response(null, { status: 404 })
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'content-type': photo.mime,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'private, max-age=3600',
    },
  })
}
