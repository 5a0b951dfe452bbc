import type { ActionFunctionArgs } from '@remix-run/node'
import { tourScreen } from '../ui/pick/tour-screen.ts'
import { onFloor } from '../wiring/floor/door.server.ts'
import { tourScans } from '../wiring/tour-page.server.ts'

/** What a picker did since their device was last heard. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, device, person } = await onFloor(request, 'pick.do', { json: true })
  const tourId = params['tour'] ?? ''
  const at = { shop, by: person.handle, tourId, device, place: '/floor' } as const
  return tourScans(request, at, tourScreen)
}
