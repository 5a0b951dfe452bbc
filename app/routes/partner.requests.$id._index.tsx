import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readRequest } from '../stages/handoff/index.server.ts'
import { answersOffered, isRejectReason, rejectReasons } from '../stages/handoff/index.ts'
import { barcodePicture } from '../ui/partner/barcode.server.ts'
import { portalPage } from '../ui/partner/portal-page.server.tsx'
import { type FormNews, RequestPage } from '../ui/partner/request-page.tsx'
import { answerByForm, saidWords } from '../wiring/portal-answer.server.ts'
import { type PortalVisitor, portalVisitor } from '../wiring/portal-door.server.ts'
import { shownRequest } from '../wiring/portal-request.server.ts'
import { stateShown } from '../wiring/portal-words.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'

interface Shown {
  readonly news: FormNews | null
  readonly typed: Readonly<Record<string, string>>
}

async function page(visitor: PortalVisitor, id: string, { news, typed }: Shown) {
  const desk = { partner: visitor.name, shop: visitor.shopName }
  const sheet = await readRequest(services(), visitor, id)
  if (!sheet)
    return portalPage(
      { title: 'Not found', desk, status: 404 },
      <p className="card empty">There is no request of yours at this address.</p>,
    )
  const [code = ''] = (sheet.rejectReason ?? '').split(':')
  return portalPage(
    { title: sheet.number, desk, status: news?.kind === 'refused' ? 409 : 200 },
    <RequestPage
      request={shownRequest(sheet)}
      state={stateShown(sheet.state)}
      offers={answersOffered(sheet.state)}
      reasons={rejectReasons}
      rejection={sheet.state === 'rejected' && isRejectReason(code) ? rejectReasons[code] : null}
      news={news}
      typed={typed}
      barcode={barcodePicture(sheet.number)}
      now={new Date()}
      timeZone={visitor.timeZone}
    />,
  )
}

/** One request at the portal. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await portalVisitor(request)
  if ('reload' in visitor)
    return portalPage({ title: 'Request', desk: null, refreshTo: visitor.reload }, null)
  const said = saidWords(new URL(request.url).searchParams.get('said'))
  const news = said ? ({ kind: 'done', words: said } as const) : null
  return page(visitor, params['id'] ?? '', { news, typed: {} })
}

/** An answer by form: the same as by the API. */
export async function action({ request, params }: ActionFunctionArgs) {
  const visitor = await portalVisitor(request)
  const id = params['id'] ?? ''
  if ('reload' in visitor) return redirect(`/partner/requests/${id}`)
  const form = await readForm(request)
  const news = await answerByForm(visitor, id, form)
  if (news.kind === 'done') return redirect(`/partner/requests/${id}?said=${news.answer}`)
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  return page(visitor, id, { news, typed })
}
