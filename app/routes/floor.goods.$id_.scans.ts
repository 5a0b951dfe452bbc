import type { ActionFunctionArgs } from '@remix-run/node'
import { onFloor } from '../wiring/floor/door.server.ts'
import { receiveAction } from '../wiring/receive-page.server.ts'

/** What somebody at the door scanned since their device was last heard. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await onFloor(request, 'stock.book', { json: true })
  const at = { shop, receiptId: params['id'] ?? '', by: person.handle }
  const { status, body } = await receiveAction(request, at)
  return Response.json(body, { status })
}
