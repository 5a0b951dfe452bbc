import type { LoaderFunctionArgs } from '@remix-run/node'
import { signedIn } from '../wiring/signed-in.server.ts'
import { tourOnPaper } from '../wiring/tour-page.server.ts'

/** A tour's pick list, as PDF. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'pick.see')
  return tourOnPaper(shop, params['tour'] ?? '')
}
