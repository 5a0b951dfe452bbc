import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { mustBeOurForm, noSessionCookie } from '../wiring/portal-door.server.ts'

export const loader = () => redirect('/partner/sign-in')

export function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  return redirect('/partner/sign-in', { headers: { 'set-cookie': noSessionCookie() } })
}
