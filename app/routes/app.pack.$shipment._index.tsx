import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import {
  type BenchRefusal,
  benchWords,
  type FinishRefusal,
  finishPacking,
  finishWords,
  handOut,
  measureAtBench,
  packPiece,
  readBench,
  repack,
  unpackPiece,
} from '../stages/pack/index.server.ts'
import { type PieceRefusal, pieceWords, toleranceGrams } from '../stages/pack/index.ts'
import { BenchPage } from '../ui/pack/bench-page.tsx'
import { benchScreen } from '../ui/pack/bench-screen.ts'
import { PageError } from '../ui/page-error.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

async function readScreen(shop: ShopId, id: string, by: string) {
  const open = services()
  const bench = isUuid(id) ? await readBench(open, shop, id) : null
  if (!bench) throw new Response(null, { status: 404 })
  const { packer, overrideBy } = bench.shipment
  const people = await listPeople(open, shop)
  const nameOf = (handle: string | null) =>
    handle === null ? null : (people.find((one) => one.handle === handle)?.name ?? 'Somebody')
  return benchScreen(bench, {
    packer: packer === null || packer === by ? null : nameOf(packer),
    overrideBy: nameOf(overrideBy),
    toleranceGrams: toleranceGrams(bench.goodsGrams ?? 0),
    stamp: Date.now(),
  })
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.see')
  return {
    screen: await readScreen(shop, params['shipment'] ?? '', person.handle),
    mayPack: mayDo(person.role, 'pack.do'),
  }
}

/** A scan's own answer brings the new screen along: the page is not read again for it. */
export const shouldRevalidate = ({
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formData?.get('intent') === 'scan' ? false : defaultShouldRevalidate

const seen = z.coerce.number().int().min(0)
const optionalText = z.string().trim().max(500).default('')
const side = z.coerce.number().int().min(1).max(20_000)
const sides = { length: side, width: side, height: side }
const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('scan'),
    code: z.string().max(200),
    line: z.uuid().nullable().default(null),
    quantity: z.coerce.number().int().min(1).max(9_999).default(1),
    seen,
  }),
  z.object({ intent: z.literal('undo'), line: z.uuid(), seen }),
  z.object({
    intent: z.literal('finish'),
    carton: z.array(z.uuid().nullable().catch(null)).min(1).max(50),
    grams: z.array(
      optionalText
        .transform((text) => (text === '' ? null : Number(text)))
        .pipe(z.number().int().min(1).max(1_000_000).nullable()),
    ),
    weight_is_right: z.stringbool().default(false),
    override: optionalText,
  }),
  z.object({ intent: z.literal('measure'), line: z.uuid(), ...sides }),
  z.object({ intent: z.literal('repack') }),
  z.object({ intent: z.literal('collected') }),
])
type Form = z.infer<typeof forms>

/** What the packer does: scan, undo, close the parcel, open it again, hand it out. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.do')
  const shipmentId = params['shipment'] ?? ''
  const form = await request.formData()
  const lists = { carton: form.getAll('carton'), grams: form.getAll('grams') }
  const read = forms.safeParse({
    ...Object.fromEntries(form),
    ...(form.get('intent') === 'finish' ? lists : {}),
  })
  if (!isUuid(shipmentId)) throw new Response(null, { status: 404 })
  const by = person.handle
  const answer = read.success
    ? await carryOut(shop, read.data, { shipmentId, by })
    : {
        ok: false,
        words: 'Something in the form is not a whole number or is missing',
        kind: 'bad_form',
      }
  const screen = await readScreen(shop, shipmentId, by)
  return data({ ...answer, screen }, { status: answer.ok ? 200 : read.success ? 409 : 400 })
}

interface Answer {
  readonly ok: boolean
  readonly words: string
  /** Of a refusal: `weight_off` is asked back. */
  readonly kind: string
}
const right = (words: string): Answer => ({ ok: true, words, kind: 'done' })
const wrong = (refusal: BenchRefusal | PieceRefusal | FinishRefusal): Answer => ({
  ok: false,
  words: wordsOf(refusal),
  kind: refusal.kind,
})

async function carryOut(
  shop: ShopId,
  form: Form,
  who: { readonly shipmentId: string; readonly by: string },
): Promise<Answer> {
  const open = services()
  switch (form.intent) {
    case 'scan': {
      const answer = await packPiece(open, shop, { ...who, ...form, lineId: form.line })
      return answer.ok ? right(answer.value.title) : wrong(answer.refusal)
    }
    case 'undo': {
      const answer = await unpackPiece(open, shop, { ...who, lineId: form.line, seen: form.seen })
      return answer.ok ? right(`Taken out: ${answer.value.title}`) : wrong(answer.refusal)
    }
    case 'finish': {
      const answer = await finishPacking(open, shop, {
        ...who,
        parcels: form.carton.map((cartonId, at) => ({ cartonId, grams: form.grams[at] ?? null })),
        weightIsRight: form.weight_is_right,
        override: form.override || null,
      })
      return answer.ok ? right('Packed') : wrong(answer.refusal)
    }
    case 'measure': {
      const size = [form.length, form.width, form.height] as const
      const measured = { ...who, lineId: form.line, size }
      const answer = await measureAtBench(open, shop, measured)
      return answer.ok
        ? right(`Kept for next time: ${answer.value.title}`)
        : { ok: false, words: 'It is in no catalogue: its size cannot be kept', kind: 'no_item' }
    }
    case 'repack': {
      const answer = await repack(open, shop, who)
      return answer.ok ? right('Open again: scan everything anew') : wrong(answer.refusal)
    }
    case 'collected': {
      const answer = await handOut(open, shop, who)
      return answer.ok ? right('Handed out') : wrong(answer.refusal)
    }
  }
}

function wordsOf(refusal: BenchRefusal | PieceRefusal | FinishRefusal): string {
  switch (refusal.kind) {
    case 'no_such_shipment':
    case 'not_packing':
    case 'held':
    case 'seen_already':
      return benchWords(refusal)
    case 'not_verified':
    case 'weight_off':
    case 'no_such_carton':
    case 'weigh_each':
    case 'more_parcels_than_pieces':
      return finishWords(refusal)
    default:
      return pieceWords(refusal)
  }
}

export default function Bench() {
  const { screen, mayPack } = useLoaderData<typeof loader>()
  return <BenchPage key={screen.id} loaded={screen} mayPack={mayPack} />
}

export function ErrorBoundary() {
  return <PageError />
}
