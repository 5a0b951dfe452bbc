import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { openPortalSession } from '../stages/handoff/index.server.ts'
import { portalPage } from '../ui/partner/portal-page.server.tsx'
import { SignIn } from '../ui/partner/sign-in.tsx'
import { insidePortal, mustBeOurForm, sessionCookie } from '../wiring/portal-door.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'

const page = (to: string, wrong: boolean) =>
  portalPage(
    { title: 'Sign in', desk: null, status: wrong ? 401 : 200 },
    <SignIn to={to} wrong={wrong} />,
  )

export const loader = ({ request }: LoaderFunctionArgs) =>
  page(insidePortal(new URL(request.url).searchParams.get('to')), false)

/** A code opens a session: of twelve hours, or until nobody came for two. */
export async function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  const form = await readForm(request)
  const to = insidePortal(form.get('to'))
  const opened = await openPortalSession(services(), String(form.get('code') ?? '').slice(0, 200))
  // A wrong code is in the log as a page turned away.
  if (!opened) return page(to, true)
  const { session, shop, partnerId: partner } = opened
  services().log.info({ shop, partner }, 'signed in at the portal')
  return redirect(to, { headers: { 'set-cookie': sessionCookie(session) } })
}
