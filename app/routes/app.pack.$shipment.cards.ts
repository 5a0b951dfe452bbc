import type { LoaderFunctionArgs } from '@remix-run/node'
import { noteFilesSeen } from '../journey/audit/data-seen.server.ts'
import { isUuid } from '../kernel/ids.ts'
import { giftCards } from '../stages/pack/index.server.ts'
import { pdfAnswer } from '../wiring/pdf-answer.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** The cards of a gift, as PDF. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'pack.see')
  const id = params['shipment'] ?? ''
  const cards = isUuid(id) ? await giftCards(services(), shop, id) : null
  if (!cards) throw new Response('no such card', { status: 404 })
  await noteFilesSeen(services().db, shop, { shipments: [id] })
  return pdfAnswer(cards.pdf, `cards-${cards.number}`)
}
