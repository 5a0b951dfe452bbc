import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { readCollected } from '../stages/intake/index.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** What was collected for a customer who asked for it, as JSON; null when it was sent on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'deliveries.see')
  const collected = await readCollected(services(), shop, params['id'] ?? '')
  return collected.ok
    ? { collected: collected.value }
    : data({ collected: null }, { status: 404, headers: { 'cache-control': 'no-store' } })
}
