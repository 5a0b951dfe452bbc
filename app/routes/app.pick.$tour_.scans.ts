import type { ActionFunctionArgs } from '@remix-run/node'
import { tourScreen } from '../ui/pick/tour-screen.ts'
import { signedIn } from '../wiring/signed-in.server.ts'
import { tourScans } from '../wiring/tour-page.server.ts'

/** What a picker did since their browser was last heard. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pick.do')
  const tourId = params['tour'] ?? ''
  const at = { shop, by: person.handle, tourId, device: null, place: '/app' } as const
  return tourScans(request, at, tourScreen)
}
