import type { ActionFunctionArgs } from '@remix-run/node'
import { receiveAction } from '../wiring/receive-page.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** What somebody at the door scanned since the app was last heard. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.book')
  const at = { shop, receiptId: params['id'] ?? '', by: person.handle }
  const { status, body } = await receiveAction(request, at)
  return Response.json(body, { status })
}
