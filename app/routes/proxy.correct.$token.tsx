import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { openCustomerLink } from '../journey/customer-link.server.ts'
import { type Language, languageAsked } from '../kernel/language.ts'
import { type CorrectionShown, correctOrder, readCorrection } from '../stages/check/index.server.ts'
import { readCorrectionPost } from '../stages/check/index.ts'
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
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'

/** A link is good for one answer: whoever comes back to it reads that it was used, and nothing of the order. */
async function open(request: Request, token: string) {
  const visit = await openProxyRequest(services(), request)
  const language = languageAsked(request.headers.get('accept-language'))
  const trouble = (kind: LinkTrouble) => troublePage(visit, kind, language)
  const link = await openCustomerLink(services(), 'correct', token)
  if (!link.ok) return { page: trouble(link.refusal.kind) } as const
  if (link.value.shop !== visit.shop) return { page: trouble('broken') } as const
  if (link.value.usedAt) return { page: trouble('used') } as const
  return { page: null, visit, trouble, link: link.value } as const
}

/** A customer looks at what their order needs. Looking changes nothing: mail programs look too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await open(request, params['token'] ?? '')
  if (opened.page) return opened.page
  const { visit, link, trouble } = opened
  const all = visit.query.get('all') === 'yes'
  return (
    (await show(visit, link.orderId, { all, typed: {}, problems: [] }, 200)) ?? trouble('broken')
  )
}

/** A customer sends what was missing. */
export async function action({ request, params }: ActionFunctionArgs) {
  const opened = await open(request, params['token'] ?? '')
  if (opened.page) return opened.page
  const { visit, link, trouble } = opened
  const post = readCorrectionPost(await readForm(request))
  if (!post) return trouble('broken')
  const { answers, insist, all } = post
  const taken = await correctOrder(services(), visit.shop, link.orderId, {
    answers,
    insist,
    by: 'customer',
    linkId: link.linkId,
  })
  if (taken.ok) return thanks(visit, link.orderId, taken.value === 'with_office')
  const { refusal } = taken
  if (refusal.kind === 'link_used') return trouble('used')
  const page =
    refusal.kind === 'not_yet'
      ? await show(visit, link.orderId, { all, typed: answers, problems: refusal.problems }, 422)
      : await show(visit, link.orderId, nothingTyped, 200)
  return page ?? trouble('broken')
}

type Order = Parameters<typeof readCorrection>[2]
const nothingTyped = { all: false, typed: {}, problems: [] }

const troublePage = (visit: ProxyVisit, kind: LinkTrouble, language: Language) =>
  shopperAnswer(
    <LinkTroublePage shop={visit.face} trouble={kind} language={language} />,
    linkTroubleStatus(kind),
  )

async function thanks(visit: ProxyVisit, order: Order, withOffice: boolean) {
  const page = await readCorrection(services(), visit.shop, order, nothingTyped)
  return shopperAnswer(
    <CorrectionThanksPage
      shop={visit.face}
      language={page?.language ?? 'en'}
      orderName={page?.orderName ?? ''}
      withOffice={withOffice}
    />,
  )
}

/** What an answer that did not do may be insisted on. */
function mayInsist(shown: CorrectionShown, doubted: boolean): 'postcode' | 'doubt' | null {
  const aboutPostcode = shown.problems.some(({ field }) => field === 'zip') && shown.typed.zip
  if (aboutPostcode && !doubted) return 'postcode'
  return doubted ? 'doubt' : null
}

async function show(visit: ProxyVisit, order: Order, shown: CorrectionShown, status: number) {
  const page = await readCorrection(services(), visit.shop, order, shown)
  if (!page) return null
  const about = { shop: visit.face, language: page.language, orderName: page.orderName }
  if (!page.waiting)
    return shopperAnswer(<NothingNeededPage {...about} cancelled={page.cancelled} />)
  if (page.fields.length === 0 && !shown.all)
    return shopperAnswer(<CorrectionThanksPage {...about} withOffice />)
  return shopperAnswer(
    <CorrectionPage
      {...about}
      asked={page.asked}
      addressSoFar={page.addressSoFar}
      fields={page.fields}
      all={shown.all}
      problems={shown.problems}
      mayInsist={mayInsist(shown, page.doubted)}
    />,
    status,
  )
}
