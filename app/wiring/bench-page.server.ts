import { randomUUID } from 'node:crypto'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import {
  type Bench,
  type BenchRefusal,
  type FinishRefusal,
  finishPacking,
  finishWords,
  handOut,
  measureAtBench,
  packPieceOnce,
  packWords,
  readBench,
  repack,
  tickExtra,
  unpackPiece,
} from '../stages/pack/index.server.ts'
import { type PieceRefusal, toleranceGrams } from '../stages/pack/index.ts'
import { listPeople } from './people.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

/** Who stands at the bench, with what. */
export interface AtBench {
  readonly shop: ShopId
  readonly shipmentId: string
  /** A person's handle. */
  readonly by: string
  /** The paired device; null: inside the admin. */
  readonly device: string | null
}

interface Around {
  readonly packer: string | null
  readonly overrideBy: string | null
  readonly toleranceGrams: number
  readonly stamp: number
}
/** Draws a shipment as the bench shows it; the pages bring it along. */
export type DrawBench<Screen> = (bench: Bench, around: Around) => Screen

/** @throws Response 404 when there is no such shipment. */
export async function benchAsScreen<Screen>(
  { shop, shipmentId, by }: AtBench,
  draw: DrawBench<Screen>,
): Promise<Screen> {
  const open = services()
  const bench = isUuid(shipmentId) ? await readBench(open, shop, shipmentId) : null
  if (!bench) throw new Response(null, { status: 404 })
  const { packer, overrideBy } = bench.shipment
  const people = await listPeople(open, shop)
  const nameOf = (handle: string | null) =>
    handle === null ? null : (people.find((one) => one.handle === handle)?.name ?? 'Somebody')
  return draw(bench, {
    packer: packer === null || packer === by ? null : nameOf(packer),
    overrideBy: nameOf(overrideBy),
    toleranceGrams: toleranceGrams(bench.goodsGrams ?? 0, bench.tolerance),
    stamp: Date.now(),
  })
}

const seen = z.coerce.number().int().min(0)
const optionalText = z.string().trim().max(500).default('')
const side = z.coerce.number().int().min(1).max(20_000)
const sides = { length: side, width: side, height: side }
const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('scan'),
    /** Made by the page: the same scan sent twice is one. */
    key: z.uuid().default(() => randomUUID()),
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
    weight_reason: optionalText,
    override: optionalText,
  }),
  z.object({ intent: z.literal('measure'), line: z.uuid(), ...sides }),
  z.object({
    intent: z.literal('extra'),
    /** None: the next that is ticked and not scanned. */
    rule: z.uuid().nullable().default(null),
    is_in: z.enum(['yes', 'no']).default('yes'),
  }),
  z.object({ intent: z.literal('repack') }),
  z.object({ intent: z.literal('collected') }),
])
type Form = z.infer<typeof forms>

/** What the packer does: scan, undo, close the parcel, open it again, hand it out. */
export async function benchAction<Screen>(request: Request, at: AtBench, draw: DrawBench<Screen>) {
  const form = await readForm(request)
  const lists = { carton: form.getAll('carton'), grams: form.getAll('grams') }
  const read = forms.safeParse({
    ...Object.fromEntries(form),
    ...(form.get('intent') === 'finish' ? lists : {}),
  })
  if (!isUuid(at.shipmentId)) throw new Response(null, { status: 404 })
  const answer = read.success
    ? await carryOut(at, read.data)
    : {
        ok: false,
        words: 'Something in the form is not a whole number or is missing',
        kind: 'bad_form',
      }
  const screen = await benchAsScreen(at, draw)
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

async function carryOut({ shop, ...who }: AtBench, form: Form): Promise<Answer> {
  const open = services()
  switch (form.intent) {
    case 'scan': {
      const scan = { ...form, shipmentId: who.shipmentId, by: who.by, device: who.device }
      return packPieceOnce(open, shop, { ...scan, lineId: form.line })
    }
    case 'undo': {
      const answer = await unpackPiece(open, shop, { ...who, lineId: form.line, seen: form.seen })
      return answer.ok ? right(`Taken out: ${answer.value.title}`) : wrong(answer.refusal)
    }
    case 'finish': {
      const answer = await finishPacking(open, shop, {
        ...who,
        parcels: form.carton.map((cartonId, at) => ({ cartonId, grams: form.grams[at] ?? null })),
        weightReason: form.weight_reason || null,
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
    case 'extra': {
      const isIn = form.is_in === 'yes'
      const answer = await tickExtra(open, shop, { ...who, ruleId: form.rule, isIn })
      return answer.ok
        ? right(isIn ? `In: ${answer.value.name}` : `Taken out: ${answer.value.name}`)
        : wrong(answer.refusal)
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
    case 'not_verified':
    case 'weight_off':
    case 'no_such_carton':
    case 'weigh_each':
    case 'weigh_it':
    case 'more_parcels_than_pieces':
      return finishWords(refusal)
    default:
      return packWords(refusal)
  }
}
