import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { type LinkRefusal, openCustomerLink } from '../journey/customer-link.server.ts'
import type { OrderId } from '../kernel/ids.ts'
import { languageAsked } from '../kernel/language.ts'
import { withShop } from '../platform/db.server.ts'
import { makeReturnLink, readOrderReturns, requestReturn } from '../stages/returns/index.server.ts'
import {
  quantityField,
  type RequestProblem,
  reasonField,
  type TypedRequest,
} from '../stages/returns/index.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import { LinkTroublePage, linkTroubleStatus } from '../ui/shopper/index.ts'
import { ReturnPage } from '../ui/shopper/return-page.tsx'
import { openProxyRequest, type ProxyVisit } from '../wiring/proxy-door.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { returnsView } from '../wiring/return-view.ts'
import { services } from '../wiring/services.server.ts'

const trouble = (visit: ProxyVisit, kind: LinkRefusal['kind'], request: Request) =>
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
  const link = await openCustomerLink(services(), 'return', token)
  if (!link.ok) return { visit, kind: link.refusal.kind } as const
  if (link.value.shop !== visit.shop) return { visit, kind: 'broken' } as const
  return { visit, kind: 'open', link: link.value } as const
}

const nothingTyped: TypedRequest = { lines: {}, note: '' }

async function show(
  { visit, request }: { readonly visit: ProxyVisit; readonly request: Request },
  order: OrderId,
  page: {
    readonly used: boolean
    readonly typed?: TypedRequest
    readonly problems?: readonly RequestProblem[]
  },
) {
  const all = await readOrderReturns(services(), visit.shop, order)
  if (!all) return trouble(visit, 'broken', request)
  const { used, typed = nothingTyped, problems = [] } = page
  return shopperAnswer(
    <ReturnPage shop={visit.face} used={used} {...returnsView(all, typed, problems)} />,
    problems.length > 0 ? 422 : 200,
  )
}

/** A customer looks at what may come back and how the returns so far stand, or is led to a further return. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const opened = await open(request, params['token'] ?? '')
  if (opened.kind !== 'open') return trouble(opened.visit, opened.kind, request)
  const { visit, link } = opened
  if (visit.query.get('another') !== 'yes')
    return show({ visit, request }, link.orderId, { used: link.usedAt !== null })
  const url = await withShop(services().db, visit.shop, (tx) =>
    makeReturnLink(tx, services(), link.orderId),
  )
  return redirect(url, 303)
}

/** A customer asks for a return. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const opened = await open(request, params['token'] ?? '')
  if (opened.kind !== 'open') return trouble(opened.visit, opened.kind, request)
  const { visit, link } = opened
  const form = await readForm(request)
  const all = await readOrderReturns(services(), visit.shop, link.orderId)
  if (!all) return trouble(visit, 'broken', request)
  const typed = readTyped(
    form,
    all.goods.map((line) => line.id),
  )
  const asked = await requestReturn(services(), visit.shop, link.orderId, {
    typed,
    linkId: link.linkId,
  })
  if (!asked.ok && asked.refusal.kind === 'not_yet')
    return show({ visit, request }, link.orderId, {
      used: false,
      typed,
      problems: asked.refusal.problems,
    })
  return show({ visit, request }, link.orderId, { used: true })
}

function readTyped(form: FormData, lines: readonly string[]): TypedRequest {
  const text = (name: string) => String(form.get(name) ?? '')
  return {
    note: text('note'),
    lines: Object.fromEntries(
      lines.map((id) => [id, { quantity: text(quantityField(id)), reason: text(reasonField(id)) }]),
    ),
  }
}
