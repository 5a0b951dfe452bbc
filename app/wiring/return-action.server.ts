import { z } from 'zod'
import { type Deed, mayDo } from '../journey/permissions.ts'
import { isUuid, type ReturnId, returnId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import {
  approveReturn,
  closeUnsent,
  declineReturn,
  inspectReturn,
  type ReturnsDeps,
  receiveReturn,
  settleByHand,
  settleReturn,
  tellAgain,
} from '../stages/returns/index.server.ts'
import type { SignedIn } from './signed-in.server.ts'

const intents = [
  'approve',
  'decline',
  'receive',
  'nothing_came',
  'inspect',
  'settle',
  'tell_again',
  'by_hand',
] as const
type Intent = (typeof intents)[number]

/** Deciding and paying back is the office's; the floor counts and looks. */
const returnDeeds = {
  approve: 'returns.answer',
  decline: 'returns.answer',
  receive: 'returns.handle',
  inspect: 'returns.handle',
  nothing_came: 'returns.settle',
  settle: 'returns.settle',
  tell_again: 'returns.settle',
  by_hand: 'returns.settle',
} as const satisfies Readonly<Record<Intent, Deed>>

export interface ActionRefusal {
  readonly kind: string
  /** HTTP status of the answer. */
  readonly status: number
}

const bad: ActionRefusal = { kind: 'bad_form', status: 400 }
const whole = z.coerce.number().int().min(0).max(1_000_000)

/** Reads what the page of one return sent, and does it. */
export async function actOnReturn(
  deps: ReturnsDeps,
  who: Pick<SignedIn, 'shop' | 'person'>,
  rawId: string,
  form: FormData,
): Promise<Outcome<'done', ActionRefusal>> {
  const intent = z.enum(intents).safeParse(form.get('intent'))
  if (!intent.success || !isUuid(rawId)) return refuse(bad)
  if (!mayDo(who.person.role, returnDeeds[intent.data]))
    return refuse({ kind: 'no_permission', status: 403 })
  const done = await act(deps, who, { id: returnId(rawId), intent: intent.data, form })
  return done.ok ? accept('done') : refuse({ status: 409, ...done.refusal })
}

function act(
  deps: ReturnsDeps,
  { shop, person }: Pick<SignedIn, 'shop' | 'person'>,
  { id, intent, form }: { readonly id: ReturnId; readonly intent: Intent; readonly form: FormData },
): Promise<Outcome<'done', { readonly kind: string; readonly status?: number }>> {
  const by = person.handle
  switch (intent) {
    case 'approve':
      return approveReturn(deps, shop, id, by)
    case 'decline': {
      const why = z.string().trim().min(1).max(500).safeParse(form.get('why'))
      return why.success ? declineReturn(deps, shop, id, { why: why.data, by }) : notRead()
    }
    case 'receive': {
      const counted = z.map(z.string(), whole).safeParse(fieldsOf(form, 'count-'))
      return counted.success
        ? receiveReturn(deps, shop, id, { counted: counted.data, by })
        : notRead()
    }
    case 'nothing_came':
      return closeUnsent(deps, shop, id, by)
    case 'inspect': {
      const findings = readFindings(form)
      return findings ? inspectReturn(deps, shop, id, { findings, by }) : notRead()
    }
    case 'settle':
      return settleReturn(deps, shop, id, { amount: String(form.get('amount') ?? ''), by })
    case 'tell_again':
      return tellAgain(deps, shop, id, by)
    case 'by_hand':
      return settleByHand(deps, shop, id, by)
  }
}

const notRead = async () => refuse(bad)

const fieldsOf = (form: FormData, prefix: string): Map<string, string> =>
  new Map(
    [...form.entries()]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), String(value)]),
  )

/** null when a number is none. */
function readFindings(form: FormData) {
  const good = z.map(z.string(), whole).safeParse(fieldsOf(form, 'good-'))
  const damaged = z.map(z.string(), whole).safeParse(fieldsOf(form, 'damaged-'))
  if (!good.success || !damaged.success) return null
  const notes = fieldsOf(form, 'note-')
  return [...good.data].map(([lineId, count]) => ({
    ...{ lineId, good: count, damaged: damaged.data.get(lineId) ?? 0 },
    note: (notes.get(lineId) ?? '').trim().slice(0, 300),
  }))
}
