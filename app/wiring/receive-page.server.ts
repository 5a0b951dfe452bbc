import { z } from 'zod'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import {
  closeReceipt,
  keepPhoto,
  keepUnknown,
  type LineRefusal,
  readReceipt,
  receiveLine,
  undoLine,
} from '../stages/stock/index.server.ts'
import { mostPhotoBytes } from '../stages/stock/index.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

/**
 * A delivery as a page shows it, in the admin and on the floor.
 * @throws Response 404 when there is none.
 */
export async function receiveScreen(shop: ShopId, id: string) {
  const receipt = isUuid(id) ? await readReceipt(services(), shop, id) : null
  if (!receipt) throw new Response(null, { status: 404 })
  const { lines, photos, openedBy: _, closedBy: __, ...rest } = receipt
  return {
    ...rest,
    stamp: Date.now(),
    lines: lines.map(({ by: ___, at: ____, ...line }) => line),
    photos: photos.map((photo) => photo.id),
  }
}

const key = z.string().regex(/^received:[0-9a-f-]{36}$/)
const code = z.string().trim().min(1).max(200)
const quantity = z.coerce.number().int().min(1).max(100_000)
const forms = z.discriminatedUnion('intent', [
  z.object({
    ...{ intent: z.literal('scan'), key, code, quantity },
    condition: z.enum(['good', 'damaged']),
    lot: z.string().trim().max(60).default(''),
    expiresOn: z.union([z.literal(''), z.iso.date()]).default(''),
    serial: z.string().trim().max(120).default(''),
  }),
  z.object({ intent: z.literal('aside'), key, code, quantity }),
  z.object({ intent: z.literal('undo'), line: z.uuid() }),
  z.object({ intent: z.literal('close'), note: z.string().trim().max(1_000).default('') }),
  z.object({ intent: z.literal('photo'), photo: z.instanceof(Blob) }),
])

interface Answer {
  readonly ok: boolean
  readonly words: string
}

/**
 * Does what somebody at the door sent, and answers what became of it with the screen as it stands now.
 * @returns status 409: refused, in words.
 */
export async function receiveAction(request: Request, at: ReceivingAt) {
  if (Number(request.headers.get('content-length') ?? 0) > mostPhotoBytes + 10_000)
    return { status: 413, body: { ok: false, words: 'This photo has over 5 MB' } }
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success || !isUuid(at.receiptId))
    return { status: 400, body: { ok: false, words: 'Give a code and a whole number of pieces' } }
  const answer = await carryOut(at, read.data)
  const screen = await receiveScreen(at.shop, at.receiptId)
  return { status: answer.ok ? 200 : 409, body: { ...answer, screen } }
}

export interface ReceivingAt {
  readonly shop: ShopId
  readonly receiptId: string
  readonly by: string
}
type Form = z.infer<typeof forms>

async function carryOut(at: ReceivingAt, form: Form): Promise<Answer> {
  const { shop, receiptId, by } = at
  const closed = { ok: false, words: lineWords({ kind: 'no_such_receipt' }) }
  switch (form.intent) {
    case 'scan':
      return scanned(at, form)
    case 'aside':
      return (await keepUnknown(services(), shop, { ...form, receiptId, by }))
        ? { ok: true, words: 'Kept aside. The office says what it is' }
        : closed
    case 'undo':
      return undone(at, form.line)
    case 'close':
      return (await closeReceipt(services(), shop, { receiptId, by, note: form.note }))
        ? { ok: true, words: 'Counted. The goods wait to be put away' }
        : closed
    case 'photo': {
      const bytes = new Uint8Array(await form.photo.arrayBuffer())
      const kept = await keepPhoto(services(), shop, { receiptId, by, bytes })
      return kept.ok
        ? { ok: true, words: 'Photo kept' }
        : { ok: false, words: photoWords[kept.refusal.kind] }
    }
  }
}

async function scanned(
  { shop, ...at }: ReceivingAt,
  form: Extract<Form, { intent: 'scan' }>,
): Promise<Answer> {
  const booked = await receiveLine(services(), shop, { ...form, ...at })
  if (!booked.ok) return { ok: false, words: lineWords(booked.refusal) }
  const { item, quantity: pieces, inspection } = booked.value
  const what = `${pieces} × ${item.sku ?? item.title}`
  return { ok: true, words: inspection ? `${what}: put aside to be looked at` : what }
}

async function undone({ shop, receiptId, by }: ReceivingAt, lineId: string): Promise<Answer> {
  const answer = await undoLine(services(), shop, { lineId, receiptId, by })
  if (answer.ok) return { ok: true, words: 'Taken back' }
  return {
    ok: false,
    words:
      answer.refusal.kind === 'gone_already'
        ? 'These pieces were moved on already: adjust them on the article’s page'
        : 'This was taken back already, or the delivery is closed',
  }
}

const photoWords = {
  too_large: 'This photo has over 5 MB',
  no_picture: 'This is no photo: JPEG, PNG or WebP',
  no_such_receipt: 'This delivery is gone',
  enough: 'Enough photos of one delivery',
} as const

function lineWords(refusal: LineRefusal): string {
  switch (refusal.kind) {
    case 'no_such_receipt':
      return 'This delivery is closed'
    case 'unknown_code':
      return `Nobody knows ${refusal.code}`
    case 'lot_needed':
      return 'Give the lot first'
    case 'serial_needed':
      return 'Give the serial number first'
    case 'serial_is_one':
      return 'A serial number is of one piece: one at a time'
    case 'serial_known':
      return `A piece with the serial number ${refusal.serial} is here already`
    case 'expired':
      return `Its last day was ${refusal.expiresOn}: take it in as damaged, or send it back`
    case 'other_expiry':
      return `Lot ${refusal.code} is known ${refusal.expiresOn ? `with ${refusal.expiresOn}` : 'without a last day'}: look again`
  }
}
