import type { ActionFunctionArgs } from '@remix-run/node'
import { onFloor } from '../wiring/floor/door.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { refuseUnlessMay } from '../wiring/signed-in.server.ts'
import { taskAction, taskDeed } from '../wiring/task-page.server.ts'

/** What somebody at a task did since their device was last heard. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await onFloor(request, 'stock.see', { json: true })
  const form = await readForm(request)
  refuseUnlessMay(person, taskDeed(form.get('intent')))
  const { status, body } = await taskAction(form, shop, params['id'] ?? '', person)
  return Response.json(body, { status })
}
