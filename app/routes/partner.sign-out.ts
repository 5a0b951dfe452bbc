import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { mustBeOurForm, signOut } from '../wiring/portal-door.server.ts'
import { readForm } from '../wiring/read-form.server.ts'

export const loader = () => redirect('/partner/sign-in')

/** Ends the session on the server: a cookie that was copied opens nothing after. */
export async function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  const everywhere = (await readForm(request)).has('everywhere')
  const cookie = await signOut(request, everywhere ? 'everywhere' : 'here')
  return redirect('/partner/sign-in', { headers: { 'set-cookie': cookie } })
}
