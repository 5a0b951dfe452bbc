import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import type { NamedText } from '../journey/line-answers.ts'
import { openProperties } from '../journey/line-properties.ts'
import { readDepartmentNotes } from '../journey/order-notes.server.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import {
  abandonTour,
  bindTote,
  finishTour,
  type PickRow,
  pauseTour,
  pickList,
  pickWords,
  readTour,
  type ScanRefusal,
  scanPick,
  shortPick,
  syncTour,
  type TourRefusal,
  type TourView,
  takeOverTour,
  undoPiece,
} from '../stages/pick/index.server.ts'
import {
  directionTo,
  doneWords,
  restWords,
  shortReasons,
  shortWords,
  walkWords,
} from '../stages/pick/index.ts'
import { pdfAnswer } from './pdf-answer.server.ts'
import { listPeople } from './people.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

/** Who opens a tour's page, and from where. */
export interface AtTour {
  readonly shop: ShopId
  readonly tourId: string
  /** A person's handle. */
  readonly by: string
  /** The paired device; null: the browser says its name. */
  readonly device: string | null
  readonly place: '/app' | '/floor'
}

/** What a screen shows around the tour itself. */
interface Around {
  readonly mine: boolean
  readonly picker: string
  readonly stamp: number
  readonly walk: string | null
  wayTo(bin: string | null): { readonly words: string; readonly place: string } | null
  notesOf(orderId: string): readonly string[]
}
/** A stop with what the customer wrote for its goods. */
type ToldStop = PickRow & { readonly properties: readonly NamedText[] }
type ToldTour = Omit<TourView, 'picks' | 'current'> & {
  readonly picks: readonly ToldStop[]
  readonly current: ToldStop | null
}
/** Draws a tour as the phone shows it; the pages bring it along. */
export type DrawTour<Screen> = (view: ToldTour, around: Around) => Screen

/** @throws Response 404 when there is no such tour. */
export async function tourAsScreen<Screen>(
  { shop, tourId, by }: AtTour,
  draw: DrawTour<Screen>,
): Promise<Screen> {
  const open = services()
  const view = isUuid(tourId) ? await readTour(open, shop, tourId) : null
  if (!view) throw new Response(null, { status: 404 })
  const { walk, picker } = view.tour
  const mine = picker === by
  const name = async () =>
    (await listPeople(open, shop)).find((one) => one.handle === picker)?.name ?? 'Somebody else'
  const orders = [...new Set(view.picks.map(({ orderId }) => orderId))]
  const notes = await readDepartmentNotes(open, shop, orders, 'warehouse')
  const vault = await open.vaults.of(shop)
  const told = (pick: PickRow) => ({ ...pick, properties: openProperties(vault, pick.said) })
  const { current } = view
  const shown = { ...view, picks: view.picks.map(told), current: current && told(current) }
  return draw(shown, {
    notesOf: (order) => notes.flatMap(({ orderId, text }) => (orderId === order ? [text] : [])),
    mine,
    picker: mine ? 'You' : await name(),
    stamp: Date.now(),
    walk: walk && walkWords(walk),
    wayTo: (bin) => {
      const way = directionTo(walk, bin)
      return way && { words: way.words, place: way.place }
    },
  })
}

/** The words for why pieces cannot be taken. */
export const shortChoices = shortReasons.map((value) => ({ value, label: shortWords[value] }))

const reason = z.enum(['not_there', 'fewer', 'damaged', 'other_goods'])
const stop = { pick: z.uuid(), version: z.coerce.number().int().min(0) }
const device = z.string().min(1).max(60).nullable().default(null)
const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('scan'),
    ...stop,
    code: z.string().max(200),
    quantity: z.coerce.number().int().min(1).max(9_999).default(1),
  }),
  z.object({ intent: z.literal('undo'), ...stop }),
  z.object({ intent: z.literal('short'), ...stop, reason }),
  z.object({ intent: z.literal('tote'), shipment: z.uuid(), code: z.string().min(1).max(60) }),
  z.object({ intent: z.literal('finish') }),
  z.object({ intent: z.literal('pause') }),
  z.object({ intent: z.literal('abandon') }),
  z.object({ intent: z.literal('take_over'), device }),
])
type Form = z.infer<typeof forms>
const leaving: ReadonlySet<Form['intent']> = new Set(['finish', 'pause', 'abandon'])

/** What the picker does by a form: bind a tote, pause, finish, abandon, take over; or a single scan. */
export async function tourAction<Screen>(request: Request, at: AtTour, draw: DrawTour<Screen>) {
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success || !isUuid(at.tourId))
    return data({ ok: false, words: 'This form is not complete' }, { status: 400 })
  const answer = await carryOut(at, read.data)
  if (answer.ok && leaving.has(read.data.intent))
    return redirect(`${at.place}/pick?tour=${at.tourId}`)
  const screen = await tourAsScreen(at, draw)
  return data({ ...answer, screen }, { status: answer.ok ? 200 : 409 })
}

interface Answer {
  readonly ok: boolean
  readonly words: string
}

async function carryOut({ shop, tourId, by, ...on }: AtTour, form: Form): Promise<Answer> {
  const open = services()
  const who = { tourId, by }
  switch (form.intent) {
    case 'scan': {
      const { pick: pickId, ...scan } = form
      const answer = await scanPick(open, shop, { ...who, ...scan, pickId, device: on.device })
      return answer.ok
        ? { ok: true, words: doneWords(answer.value) }
        : { ok: false, words: refusalWords(answer.refusal) }
    }
    case 'undo': {
      const put = { ...who, pickId: form.pick, version: form.version, device: on.device }
      return said(await undoPiece(open, shop, put), 'Put it back on the shelf')
    }
    case 'short': {
      const { pick: pickId, version, reason: why } = form
      const short = { ...who, pickId, version, reason: why, device: on.device }
      const answer = await shortPick(open, shop, short)
      return said(answer, answer.ok ? restWords(answer.value, answer.value.rest) : '')
    }
    case 'tote':
      return said(
        await bindTote(open, shop, { ...who, shipmentId: form.shipment, code: form.code }),
        'Tote taken',
      )
    case 'finish':
      return said(await finishTour(open, shop, who), 'Finished')
    case 'pause':
      return said(await pauseTour(open, shop, who), 'Paused')
    case 'abandon':
      return said(await abandonTour(open, shop, who), 'Abandoned')
    case 'take_over': {
      const to = on.device ?? form.device
      return said(await takeOverTour(open, shop, { ...who, device: to }), 'Yours now')
    }
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
    default:
      return pickWords(refusal)
  }
}

/** A tour's pick list to print. @throws Response 404 when there is no such tour. */
export async function tourOnPaper(shop: ShopId, tourId: string): Promise<Response> {
  const list = isUuid(tourId) ? await pickList(services(), shop, tourId) : null
  if (!list) throw new Response('no such tour', { status: 404 })
  return pdfAnswer(list.pdf, `pick-list-${list.number}`)
}

/** Commands as devices send them: at most so many in one message. */
const sent = z
  .array(
    z.object({
      key: z.uuid(),
      at: z.coerce.date(),
      intent: z.enum(['scan', 'undo', 'short']),
      ...stop,
      code: z.string().max(200),
      quantity: z.number().int().min(1).max(9_999),
      reason: reason.catch('not_there'),
    }),
  )
  .max(200)
const message = z.object({
  device: z.string().min(1).max(60),
  commands: z
    .string()
    .max(200_000)
    .transform((text, context) => {
      try {
        const read: unknown = JSON.parse(text)
        return read
      } catch {
        context.addIssue('the commands are no JSON')
        return z.NEVER
      }
    })
    .pipe(sent),
})

/**
 * What a device did since it was last heard: `{ answers: [{ key, ok, words, kind }], screen }`, an answer for
 * each command in its order. The same message again is answered the same and changes nothing.
 */
export async function tourScans<Screen>(
  request: Request,
  at: AtTour,
  draw: DrawTour<Screen>,
): Promise<Response> {
  const read = message.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success || !isUuid(at.tourId))
    return Response.json({ kind: 'bad_scans' }, { status: 400 })
  const { shop, tourId, by } = at
  const answers = await syncTour(services(), shop, {
    ...{ tourId, by, device: at.device ?? read.data.device },
    commands: read.data.commands,
  })
  return Response.json({ answers, screen: await tourAsScreen(at, draw) })
}
