import type { LoaderFunctionArgs } from '@remix-run/node'
import { isUuid, shipmentId } from '../kernel/ids.ts'
import { labelAnswer } from '../wiring/label-answer.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** The labels of one shipment as a file. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'ship.see')
  const raw = params['shipment'] ?? ''
  if (!isUuid(raw)) throw new Response(null, { status: 404 })
  return labelAnswer(services(), shop, [shipmentId(raw)], new URL(request.url).searchParams)
}
