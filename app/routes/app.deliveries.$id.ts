import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { showDeadLetter } from '../stages/intake/index.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** What a delivery that could not be worked through says, everything personal blurred; null when it is gone. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'deliveries.see')
  const shown = await showDeadLetter(services(), shop, params['id'] ?? '')
  return shown.ok ? { body: shown.value } : data({ body: null }, { status: 404 })
}
