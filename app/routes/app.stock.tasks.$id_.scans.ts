import type { ActionFunctionArgs } from '@remix-run/node'
import { readForm } from '../wiring/read-form.server.ts'
import { refuseUnlessMay, signedIn } from '../wiring/signed-in.server.ts'
import { taskAction, taskDeed } from '../wiring/task-page.server.ts'

/** What somebody at a task did since the app was last heard. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const form = await readForm(request)
  refuseUnlessMay(person, taskDeed(form.get('intent')))
  const { status, body } = await taskAction(form, shop, params['id'] ?? '', person)
  return Response.json(body, { status })
}
