import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { benchPhoto, takePhoto } from '../wiring/bench-photo.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** A photo of a shipment at the bench. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'pack.see')
  return benchPhoto(request, { shop, shipmentId: params['shipment'] ?? '' })
}

/** The body is the photo itself. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.do')
  return takePhoto(request, { shop, shipmentId: params['shipment'] ?? '', by: person.handle })
}
