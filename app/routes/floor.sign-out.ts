import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { mustBeOurForm, signedOutCookie } from '../wiring/floor/door.server.ts'

export const loader = () => redirect('/floor/sign-in')

export function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  return redirect('/floor/sign-in', { headers: { 'set-cookie': signedOutCookie() } })
}
