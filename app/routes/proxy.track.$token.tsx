import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { openCustomerLink } from '../journey/customer-link.server.ts'
import { languageAsked } from '../kernel/language.ts'
import { withShop } from '../platform/db.server.ts'
import { makeReturnLink } from '../stages/returns/index.server.ts'
import { trackingOf } from '../stages/track/index.server.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import { type LinkTrouble, LinkTroublePage, linkTroubleStatus } from '../ui/shopper/index.ts'
import { TrackingPage } from '../ui/shopper/tracking-page.tsx'
import { openProxyRequest, type ProxyVisit } from '../wiring/proxy-door.server.ts'
import { services } from '../wiring/services.server.ts'
import { trackingView } from '../wiring/tracking-view.ts'

const trouble = (visit: ProxyVisit, kind: LinkTrouble, request: Request) =>
  shopperAnswer(
    <LinkTroublePage
      shop={visit.face}
      trouble={kind}
      language={languageAsked(request.headers.get('accept-language'))}
    />,
    linkTroubleStatus(kind),
  )

async function open(request: Request, token: string) {
  const visit = await openProxyRequest(services(), request)
  const link = await openCustomerLink(services(), 'track', token)
  if (!link.ok) return { visit, kind: link.refusal.kind } as const
  if (link.value.shop !== visit.shop) return { visit, kind: 'broken' } as const
  const tracking = await trackingOf(services(), visit.shop, link.value.orderId)
  if (!tracking) return { visit, kind: 'broken' } as const
  return { visit, kind: 'open', tracking, orderId: link.value.orderId } as const
}

/** A customer looks where the order is. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const opened = await open(request, params['token'] ?? '')
  if (opened.kind !== 'open') return trouble(opened.visit, opened.kind, request)
  const { face } = opened.visit
  return shopperAnswer(<TrackingPage shop={face} {...trackingView(opened.tracking)} />)
}

/** A customer wants to send something back: they get a link of their own for it. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const opened = await open(request, params['token'] ?? '')
  if (opened.kind !== 'open') return trouble(opened.visit, opened.kind, request)
  const { visit, tracking, orderId } = opened
  if (!tracking.mayReturn)
    return shopperAnswer(<TrackingPage shop={visit.face} {...trackingView(tracking)} />, 409)
  const url = await withShop(services().db, visit.shop, (tx) =>
    makeReturnLink(tx, services(), orderId),
  )
  return redirect(url, 303)
}
