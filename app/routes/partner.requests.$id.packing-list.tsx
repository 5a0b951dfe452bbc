import type { LoaderFunctionArgs } from '@remix-run/node'
import { noteFilesSeen } from '../journey/audit/data-seen.server.ts'
import { readRequest } from '../stages/handoff/index.server.ts'
import { barcodePicture } from '../ui/partner/barcode.server.ts'
import { PackingList } from '../ui/partner/packing-list.tsx'
import { portalPage } from '../ui/partner/portal-page.server.tsx'
import { portalVisitor } from '../wiring/portal-door.server.ts'
import { shownRequest } from '../wiring/portal-request.server.ts'
import { services } from '../wiring/services.server.ts'

/** A request's packing list, to print. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await portalVisitor(request)
  if ('reload' in visitor)
    return portalPage({ title: 'Packing list', desk: null, refreshTo: visitor.reload }, null)
  const desk = { partner: visitor.name, shop: visitor.shopName }
  const sheet = await readRequest(services(), visitor, params['id'] ?? '')
  if (!sheet)
    return portalPage(
      { title: 'Not found', desk, status: 404 },
      <p className="card empty">There is no request of yours at this address.</p>,
    )
  await noteFilesSeen(services().db, visitor.shop, { shipments: [sheet.id] })
  return portalPage(
    { title: `Packing list ${sheet.number}`, desk, print: true },
    <PackingList
      request={shownRequest(sheet)}
      shop={sheet.shopName}
      barcode={barcodePicture(sheet.number)}
    />,
  )
}
