import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { openCustomerLink } from '../journey/customer-link.server.ts'
import { type Language, languageAsked } from '../kernel/language.ts'
import { confirmOrder, readConfirmation } from '../stages/confirm/index.server.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import {
  ConfirmedPage,
  ConfirmLaterPage,
  ConfirmPage,
  type LinkTrouble,
  LinkTroublePage,
  linkTroubleStatus,
  NothingNeededPage,
} from '../ui/shopper/index.ts'
import { openProxyRequest, type ProxyVisit } from '../wiring/proxy-door.server.ts'
import { services } from '../wiring/services.server.ts'

/** A customer looks at the order they are asked to confirm. Looking confirms nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visit = await openProxyRequest(services(), request)
  const link = await openCustomerLink(services(), 'confirm', params['token'] ?? '')
  const language = languageAsked(request.headers.get('accept-language'))
  if (!link.ok) return trouble(visit, link.refusal.kind, language)
  if (link.value.shop !== visit.shop) return trouble(visit, 'broken', language)
  return show(visit, link.value.orderId, 'asked')
}

/** The customer says yes. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visit = await openProxyRequest(services(), request)
  const link = await openCustomerLink(services(), 'confirm', params['token'] ?? '')
  const language = languageAsked(request.headers.get('accept-language'))
  if (!link.ok) return trouble(visit, link.refusal.kind, language)
  if (link.value.shop !== visit.shop) return trouble(visit, 'broken', language)
  const { orderId, linkId } = link.value
  const answer = await confirmOrder(services(), visit.shop, orderId, { by: 'customer', linkId })
  return show(visit, orderId, answer.ok && answer.value === 'confirmed' ? 'confirmed' : 'asked')
}

const trouble = (visit: ProxyVisit, kind: LinkTrouble, language: Language) =>
  shopperAnswer(
    <LinkTroublePage shop={visit.face} trouble={kind} language={language} />,
    linkTroubleStatus(kind),
  )

async function show(
  visit: ProxyVisit,
  id: Parameters<typeof readConfirmation>[2],
  came: 'asked' | 'confirmed',
) {
  const page = await readConfirmation(services(), visit.shop, id)
  if (!page) return trouble(visit, 'broken', 'en')
  const { order, state, cancelled } = page
  const shop = visit.face
  if (cancelled)
    return shopperAnswer(
      <NothingNeededPage shop={shop} language={order.language} orderName={order.name} cancelled />,
    )
  if (state === 'confirming') return shopperAnswer(<ConfirmPage shop={shop} order={order} />)
  if (state === 'received' || state === 'held')
    return shopperAnswer(<ConfirmLaterPage shop={shop} order={order} />)
  return shopperAnswer(<ConfirmedPage shop={shop} order={order} already={came !== 'confirmed'} />)
}
