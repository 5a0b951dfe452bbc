import { noteFilesSeen } from '../journey/audit/data-seen.server.ts'
import type { ShipmentId, ShopId } from '../kernel/ids.ts'
import { labelsPdf, labelsZpl } from '../stages/ship/index.server.ts'
import type { Services } from './services.server.ts'

/**
 * The labels of shipments as a file: PDF, or ZPL with `?format=zpl`; one parcel's alone with `?parcel=`.
 * Never kept by a browser or anything between: a label carries a name and an address.
 */
export async function labelAnswer(
  services: Services,
  shop: ShopId,
  ids: readonly ShipmentId[],
  search: URLSearchParams,
): Promise<Response> {
  const zpl = search.get('format') === 'zpl'
  const parcel = search.get('parcel')
  const file = zpl
    ? await labelsZpl(services, shop, ids, parcel)
    : await labelsPdf(services, shop, ids, parcel)
  if (file === null) throw new Response(null, { status: 404 })
  await noteFilesSeen(services.db, shop, { shipments: ids })
  const body = typeof file === 'string' ? file : new Uint8Array(file)
  return new Response(body, {
    headers: {
      'content-type': zpl ? 'application/zpl' : 'application/pdf',
      'content-disposition': `inline; filename="labels.${zpl ? 'zpl' : 'pdf'}"`,
      'cache-control': 'no-store',
    },
  })
}
