import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { benchPhoto, takePhoto } from '../wiring/bench-photo.server.ts'
import { onFloor } from '../wiring/floor/door.server.ts'

/** A photo of a shipment at the bench. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await onFloor(request, 'pack.see')
  return benchPhoto(request, { shop, shipmentId: params['shipment'] ?? '' })
}

/** The body is the photo itself. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await onFloor(request, 'pack.do', { json: true })
  return takePhoto(request, { shop, shipmentId: params['shipment'] ?? '', by: person.handle })
}
