import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { endFloorSession, mustBeOurForm } from '../wiring/floor/door.server.ts'

export const loader = () => redirect('/floor/sign-in')

/** Ends the session on the server: a cookie that was copied opens nothing after. */
export async function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  return redirect('/floor/sign-in', { headers: { 'set-cookie': await endFloorSession(request) } })
}
