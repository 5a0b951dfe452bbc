import type { LoaderFunctionArgs } from '@remix-run/node'
import { noteFilesSeen } from '../journey/audit/data-seen.server.ts'
import { isUuid } from '../kernel/ids.ts'
import { packingSlip } from '../stages/pack/index.server.ts'
import { pdfAnswer } from '../wiring/pdf-answer.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** The packing slip of a shipment, as PDF. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'pack.see')
  const id = params['shipment'] ?? ''
  const slip = isUuid(id) ? await packingSlip(services(), shop, id) : null
  if (!slip) throw new Response('no such shipment', { status: 404 })
  await noteFilesSeen(services().db, shop, { shipments: [id] })
  return pdfAnswer(slip.pdf, `slip-${slip.number}`)
}
