import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { openCustomerLink } from '../journey/customer-link.server.ts'
import { correctOrder, readCorrection } from '../stages/check/index.server.ts'
import type { FieldProblem } from '../stages/check/index.ts'
import { type Answers, readCorrectionPost } from '../stages/check/index.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import {
  CorrectionPage,
  CorrectionThanksPage,
  type LinkTrouble,
  LinkTroublePage,
  linkTroubleStatus,
  NothingNeededPage,
} from '../ui/shopper/index.ts'
import { openProxyRequest, type ProxyVisit } from '../wiring/proxy-door.server.ts'
import { services } from '../wiring/services.server.ts'

/** A customer looks at what their order needs. Looking changes nothing: mail programs look too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visit = await openProxyRequest(services(), request)
  const link = await openCustomerLink(services(), 'correct', params['token'] ?? '')
  if (!link.ok) return trouble(visit, link.refusal.kind)
  if (link.value.shop !== visit.shop) return trouble(visit, 'broken')
  const all = visit.query.get('all') === 'yes'
  return show(visit, link.value.orderId, { all, typed: {}, problems: [], status: 200 })
}

/** A customer sends what was missing. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visit = await openProxyRequest(services(), request)
  const link = await openCustomerLink(services(), 'correct', params['token'] ?? '')
  if (!link.ok) return trouble(visit, link.refusal.kind)
  if (link.value.shop !== visit.shop) return trouble(visit, 'broken')
  const { orderId, linkId } = link.value
  const post = readCorrectionPost(await request.formData())
  if (!post) return trouble(visit, 'broken')
  const { answers, insist, all } = post
  const taken = await correctOrder(services(), visit.shop, orderId, {
    answers,
    insist,
    by: 'customer',
    linkId,
  })
  if (!taken.ok && taken.refusal.kind === 'not_yet')
    return show(visit, orderId, {
      all,
      typed: answers,
      problems: taken.refusal.problems,
      status: 422,
    })
  if (!taken.ok) return show(visit, orderId, { all: false, typed: {}, problems: [], status: 200 })
  const page = await readCorrection(services(), visit.shop, orderId, nothingTyped)
  return shopperAnswer(
    <CorrectionThanksPage
      shop={visit.face}
      orderName={page?.orderName ?? ''}
      withOffice={taken.value === 'with_office'}
    />,
  )
}

const nothingTyped = { all: false, typed: {}, problems: [] }

const trouble = (visit: ProxyVisit, kind: LinkTrouble) =>
  shopperAnswer(<LinkTroublePage shop={visit.face} trouble={kind} />, linkTroubleStatus(kind))

async function show(
  visit: ProxyVisit,
  order: Parameters<typeof readCorrection>[2],
  shown: {
    readonly all: boolean
    readonly typed: Answers
    readonly problems: readonly FieldProblem[]
    readonly status: number
  },
) {
  const page = await readCorrection(services(), visit.shop, order, shown)
  if (!page) return trouble(visit, 'broken')
  if (!page.waiting)
    return shopperAnswer(
      <NothingNeededPage shop={visit.face} orderName={page.orderName} cancelled={page.cancelled} />,
    )
  if (page.fields.length === 0 && !shown.all)
    return shopperAnswer(
      <CorrectionThanksPage shop={visit.face} orderName={page.orderName} withOffice />,
    )
  return shopperAnswer(
    <CorrectionPage
      shop={visit.face}
      orderName={page.orderName}
      asked={page.asked}
      addressSoFar={page.addressSoFar}
      fields={page.fields}
      all={shown.all}
      problems={shown.problems}
      mayInsist={shown.problems.some(({ field }) => field === 'zip') && !!shown.typed.zip}
    />,
    shown.status,
  )
}
