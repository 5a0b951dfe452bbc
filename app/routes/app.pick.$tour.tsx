import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import {
  abandonTour,
  bindTote,
  finishTour,
  readTour,
  scanPick,
  shortPick,
  type TourRefusal,
  takeOverTour,
  tourWords,
  undoPiece,
} from '../stages/pick/index.server.ts'
import {
  directionTo,
  type ScanRefusal,
  scanWords,
  shortReasons,
  shortWords,
  walkWords,
} from '../stages/pick/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { TourPage } from '../ui/pick/tour-page.tsx'
import { tourScreen } from '../ui/pick/tour-screen.ts'
import { listPeople } from '../wiring/people.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

async function readScreen(shop: ShopId, id: string, by: string) {
  const open = services()
  const view = isUuid(id) ? await readTour(open, shop, id) : null
  if (!view) throw new Response(null, { status: 404 })
  const mine = view.tour.picker === by
  const picker = mine
    ? 'You'
    : ((await listPeople(open, shop)).find((one) => one.handle === view.tour.picker)?.name ??
      'Somebody else')
  const { walk } = view.tour
  const way = directionTo(walk, view.current ? view.current.bin : null)
  return tourScreen(view, {
    mine,
    picker,
    stamp: Date.now(),
    walk: walk && walkWords(walk),
    way:
      way && (view.current?.bin !== null || !view.current)
        ? { words: way.words, place: way.place }
        : null,
  })
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pick.see')
  return {
    screen: await readScreen(shop, params['tour'] ?? '', person.handle),
    mayPick: mayDo(person.role, 'pick.do'),
    reasons: shortReasons.map((value) => ({ value, label: shortWords[value] })),
  }
}

/** A scan's own answer brings the new screen along: the page is not read again for it. */
export const shouldRevalidate = ({
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formData?.get('intent') === 'scan' ? false : defaultShouldRevalidate

const at = { pick: z.uuid(), version: z.coerce.number().int().min(0) }
const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('scan'),
    ...at,
    code: z.string().max(200),
    quantity: z.coerce.number().int().min(1).max(9_999).default(1),
  }),
  z.object({ intent: z.literal('undo'), ...at }),
  z.object({
    intent: z.literal('short'),
    ...at,
    reason: z.enum(['not_there', 'fewer', 'damaged', 'other_goods']),
  }),
  z.object({ intent: z.literal('tote'), shipment: z.uuid(), code: z.string().min(1).max(60) }),
  z.object({ intent: z.literal('finish') }),
  z.object({ intent: z.literal('abandon') }),
  z.object({ intent: z.literal('take_over') }),
])
type Form = z.infer<typeof forms>

/** What the picker does: scan, undo, short, bind a tote, finish, abandon, take over. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pick.do')
  const tourId = params['tour'] ?? ''
  const read = forms.safeParse(Object.fromEntries(await request.formData()))
  if (!read.success || !isUuid(tourId))
    return data({ ok: false, words: 'This form is not complete' }, { status: 400 })
  const by = person.handle
  const answer = await carryOut(shop, read.data, { tourId, by })
  if (answer.ok && (read.data.intent === 'finish' || read.data.intent === 'abandon'))
    return redirect('/app/pick')
  const screen = await readScreen(shop, tourId, by)
  return data({ ...answer, screen }, { status: answer.ok ? 200 : 409 })
}

interface Answer {
  readonly ok: boolean
  readonly words: string
}

async function carryOut(
  shop: ShopId,
  form: Form,
  who: { readonly tourId: string; readonly by: string },
): Promise<Answer> {
  const open = services()
  switch (form.intent) {
    case 'scan': {
      const { pick: pickId, ...scan } = form
      const answer = await scanPick(open, shop, { ...who, ...scan, pickId })
      if (!answer.ok) return { ok: false, words: refusalWords(answer.refusal) }
      const { value } = answer
      return {
        ok: true,
        words:
          value.kind === 'pieces'
            ? `${value.quantity} taken`
            : value.kind === 'bin'
              ? 'Right bin'
              : 'Right tote',
      }
    }
    case 'undo':
      return said(
        await undoPiece(open, shop, { ...who, pickId: form.pick, version: form.version }),
        'Put it back on the shelf',
      )
    case 'short':
      return said(
        await shortPick(open, shop, {
          ...who,
          pickId: form.pick,
          version: form.version,
          reason: form.reason,
        }),
        'Noted. Go on',
      )
    case 'tote':
      return said(
        await bindTote(open, shop, { ...who, shipmentId: form.shipment, code: form.code }),
        'Tote taken',
      )
    case 'finish':
      return said(await finishTour(open, shop, who), 'Finished')
    case 'abandon':
      return said(await abandonTour(open, shop, who), 'Abandoned')
    case 'take_over':
      return said(await takeOverTour(open, shop, who), 'Yours now')
  }
}

type AnyRefusal =
  | TourRefusal
  | ScanRefusal
  | { readonly kind: 'open_picks' }
  | { readonly kind: 'tote_in_use'; readonly shipment: string }

function said(
  answer: { readonly ok: true } | { readonly ok: false; readonly refusal: AnyRefusal },
  words: string,
): Answer {
  return answer.ok ? { ok: true, words } : { ok: false, words: refusalWords(answer.refusal) }
}

function refusalWords(refusal: AnyRefusal): string {
  switch (refusal.kind) {
    case 'open_picks':
      return 'Not everything is taken yet'
    case 'tote_in_use':
      return `This tote holds ${refusal.shipment}`
    case 'no_such_tour':
    case 'tour_closed':
    case 'not_yours':
    case 'seen_already':
    case 'stopped':
      return tourWords(refusal)
    default:
      return scanWords(refusal)
  }
}

export default function Tour() {
  const { screen, mayPick, reasons } = useLoaderData<typeof loader>()
  return <TourPage loaded={screen} mayPick={mayPick} reasons={reasons} />
}

export function ErrorBoundary() {
  return <PageError />
}
