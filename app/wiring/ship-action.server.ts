import { z } from 'zod'
import type { ShipmentId, ShopId } from '../kernel/ids.ts'
import {
  addParcel,
  buyLabel,
  finishLabels,
  removeParcel,
  type ShipDeps,
  takeOwnLabel,
  tryFulfilmentAgain,
  voidLabel,
} from '../stages/ship/index.server.ts'
import { labelRefusalWords, ownLabelWords } from '../stages/ship/index.ts'
import { answerChase, type TrackDeps } from '../stages/track/index.server.ts'

/** What the page of one shipment answers; the same shape as the page's own (`ui/ship/answer.ts`). */
export type ShipmentAnswer =
  | { readonly kind: 'done'; readonly words: string }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'bad_form'; readonly fields: Readonly<Record<string, string>> }

const parcel = z.uuid()
/** An empty weight keeps what packing wrote down. */
const grams = z.preprocess(
  (raw) => (raw === '' || raw === undefined ? null : raw),
  z.coerce.number().int().min(1).max(1_000_000).nullable(),
)

const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('buy'),
    parcel: parcel.optional(),
    carrier: z.string().min(1).max(60),
    service: z.string().min(1).max(60),
    grams,
  }),
  z.object({
    intent: z.literal('own'),
    parcel: parcel.optional(),
    carrier: z.string().max(300).default(''),
    number: z.string().max(300).default(''),
    url: z.string().max(300).default(''),
  }),
  z.object({ intent: z.literal('void'), parcel }),
  z.object({ intent: z.literal('add_parcel') }),
  z.object({ intent: z.literal('remove_parcel'), parcel }),
  z.object({ intent: z.literal('ask_again') }),
  z.object({ intent: z.literal('again') }),
  z.object({ intent: z.literal('arrived') }),
  z.object({ intent: z.literal('came_back') }),
])
type ShipmentForm = z.infer<typeof forms>

const done = (words: string): ShipmentAnswer => ({ kind: 'done', words })
const refused = (words: string): ShipmentAnswer => ({ kind: 'refused', words })

/** Does what a form on the page of one shipment asks for. */
export async function actOnShipment(
  services: ShipDeps & TrackDeps,
  shop: ShopId,
  id: ShipmentId,
  asked: { readonly form: FormData; readonly by: string },
): Promise<ShipmentAnswer> {
  const read = forms.safeParse(Object.fromEntries(asked.form))
  if (!read.success) {
    const fields = read.error.issues.map((issue) => [issue.path.join('.'), issue.message])
    return { kind: 'bad_form', fields: Object.fromEntries(fields) }
  }
  return act(services, shop, id, { ...read.data, by: asked.by })
}

async function act(
  services: ShipDeps & TrackDeps,
  shop: ShopId,
  id: ShipmentId,
  asked: ShipmentForm & { readonly by: string },
): Promise<ShipmentAnswer> {
  const { by } = asked
  switch (asked.intent) {
    case 'buy': {
      const { carrier: carrierKey, service } = asked
      const wish = { carrierKey, service, parcelId: asked.parcel ?? null, grams: asked.grams, by }
      const answer = await buyLabel(services, shop, id, wish)
      return answer.ok
        ? done(`Label ${answer.value.trackingNumber} bought`)
        : refused(labelRefusalWords(answer.refusal))
    }
    case 'own':
      return own(services, shop, id, { ...asked, parcelId: asked.parcel ?? null })
    case 'void': {
      const answer = await voidLabel(services, shop, id, { parcelId: asked.parcel, by })
      return answer.ok
        ? done(`Label ${answer.value.trackingNumber} is void`)
        : refused(labelRefusalWords(answer.refusal))
    }
    case 'add_parcel': {
      const answer = await addParcel(services, shop, id, null)
      return answer.ok ? done('Parcel added') : refused(labelRefusalWords(answer.refusal))
    }
    case 'remove_parcel': {
      const answer = await removeParcel(services, shop, id, asked.parcel)
      return answer.ok ? done('Parcel taken away') : refused(labelRefusalWords(answer.refusal))
    }
    case 'ask_again':
      return askAgain(services, shop, id)
    case 'again': {
      const answer = await tryFulfilmentAgain(services, shop, id, by)
      return answer.ok
        ? done('The store is told again')
        : refused('The store has not refused this shipment. Load the page again.')
    }
    case 'arrived':
    case 'came_back': {
      const kind = asked.intent === 'arrived' ? 'delivered' : 'came_back'
      const answer = await answerChase(services, shop, id, { answer: { kind }, by })
      return answer.ok ? done('Written down') : refused('The goods are not on their way any more.')
    }
  }
}

async function askAgain(services: ShipDeps, shop: ShopId, id: ShipmentId): Promise<ShipmentAnswer> {
  const [refusal] = await finishLabels(services, shop, id)
  return refusal ? refused(labelRefusalWords(refusal)) : done('Asked again')
}

async function own(
  services: ShipDeps & TrackDeps,
  shop: ShopId,
  id: ShipmentId,
  typed: Parameters<typeof takeOwnLabel>[3],
): Promise<ShipmentAnswer> {
  const answer = await takeOwnLabel(services, shop, id, typed)
  if (answer.ok) return done(`Label ${answer.value.trackingNumber} taken`)
  const { refusal } = answer
  if (refusal.kind === 'number_taken')
    return {
      kind: 'bad_form',
      fields: { number: `Shipment ${refusal.by} has this number already.` },
    }
  if (refusal.kind !== 'bad_label') return refused(labelRefusalWords(refusal))
  const fields: Record<string, string> = {}
  for (const problem of refusal.problems) {
    const field = problem.slice(0, problem.indexOf('_'))
    fields[field] = [fields[field], ownLabelWords[problem]].filter(Boolean).join(' ')
  }
  return { kind: 'bad_form', fields }
}
