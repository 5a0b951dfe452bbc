import { DateTime } from 'luxon'
import { z } from 'zod'
import { closeOrder } from '../journey/close-order.server.ts'
import { handKinds, readHoldKind, releaseDeed } from '../journey/holds/hold-kinds.ts'
import { markUrgent } from '../journey/mark-urgent.server.ts'
import { teams } from '../journey/next-step.ts'
import { mayDo } from '../journey/permissions.ts'
import type { OrderId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { withShop } from '../platform/db.server.ts'
import {
  holdByHand,
  releaseByHand,
  revokeLink,
  sendLinkAgain,
} from '../stages/check/index.server.ts'
import type { orderAnswerWords } from './order-words.ts'
import type { Services } from './services.server.ts'
import type { SignedIn } from './signed-in.server.ts'

type Answer = keyof typeof orderAnswerWords
export interface OrderRefusal {
  readonly kind: Answer
  /** HTTP status of the answer. */
  readonly status: number
}

const hour = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('close'), reason: z.string().max(300).default('') }),
  z.object({ intent: z.literal('release'), hold: z.uuid() }),
  z.object({ intent: z.enum(['send_link', 'revoke_link']) }),
  z.object({ intent: z.enum(['mark_urgent', 'not_urgent']) }),
  z.object({
    intent: z.literal('hold'),
    kind: z.enum(handKinds),
    reason: z.string().max(300).default(''),
    owner: z.enum(teams).default('office'),
    /** In the shop's own time. */
    at: z.union([z.literal(''), hour]).default(''),
  }),
])

const refused = (kind: Answer, status = 409) => refuse({ kind, status })
type Done = Promise<Outcome<Answer, OrderRefusal>>
type Of<Intent> = Extract<z.infer<typeof forms>, { intent: Intent }>
interface Acting {
  readonly open: Services
  readonly who: SignedIn
  readonly id: OrderId
}

/** Reads what the page of one order sent, and does it, if the person's role may. */
export async function actOnOrder(open: Services, who: SignedIn, id: OrderId, form: FormData): Done {
  const read = forms.safeParse(Object.fromEntries(form))
  if (!read.success) return refused('bad_form', 400)
  const acting = { open, who, id }
  switch (read.data.intent) {
    case 'close':
      return close(acting, read.data)
    case 'release':
      return release(acting, read.data)
    case 'send_link':
      return onLink(acting, sendLinkAgain)
    case 'revoke_link':
      return onLink(acting, revokeLink)
    case 'mark_urgent':
      return urgent(acting, true)
    case 'not_urgent':
      return urgent(acting, false)
    case 'hold':
      return hold(acting, read.data)
  }
}

async function close({ open, who, id }: Acting, { reason }: Of<'close'>): Done {
  if (!mayDo(who.person.role, 'orders.close')) return refused('no_permission', 403)
  const done = await closeOrder(open, who.shop, id, { reason, by: who.person.handle })
  return done.ok ? done : refused(done.refusal.kind)
}

async function urgent({ open, who, id }: Acting, isUrgent: boolean): Done {
  const done = await markUrgent(open, who.shop, id, { isUrgent, by: who.person.handle })
  return done.ok ? done : refused(done.refusal.kind)
}

async function release({ open, who, id }: Acting, asked: Of<'release'>): Done {
  const kind = await kindOf(open, who.shop, asked.hold)
  if (kind === null) return refused('no_such_hold')
  if (!mayDo(who.person.role, releaseDeed(kind))) return refused('no_permission', 403)
  const given = { hold: asked.hold, by: who.person.handle }
  const done = await releaseByHand(open, who.shop, id, given)
  return done.ok ? done : refused(done.refusal.kind)
}

async function onLink(
  { open, who, id }: Acting,
  deed: typeof sendLinkAgain | typeof revokeLink,
): Done {
  if (!mayDo(who.person.role, 'orders.links')) return refused('no_permission', 403)
  const done = await deed(open, who.shop, id, { by: who.person.handle })
  return done.ok ? done : refused(done.refusal.kind, done.refusal.kind === 'too_soon' ? 429 : 409)
}

async function hold({ open, who, id }: Acting, asked: Of<'hold'>): Done {
  if (!mayDo(who.person.role, 'holds.place')) return refused('no_permission', 403)
  const { kind, reason, owner } = asked
  const at = asked.at === '' ? null : await inShopTime(open, who.shop, asked.at)
  const when = kind === 'until' ? 'untilAt' : 'dueAt'
  const done = await holdByHand(open, who.shop, id, {
    ...{ kind, reason, owner, by: who.person.handle },
    ...(at ? { [when]: at } : {}),
  })
  return done.ok ? accept('held') : refused(done.refusal.kind)
}

const kindOf = (open: Services, shop: SignedIn['shop'], hold: string) =>
  withShop(open.db, shop, async (tx) => {
    const row = await tx.hold.findFirst({ where: { shopId: shop, id: hold } })
    return row && readHoldKind(row.kind)
  })

const inShopTime = (open: Services, shop: SignedIn['shop'], local: string) =>
  withShop(open.db, shop, async (tx) => {
    const row = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { timeZone: true },
    })
    return DateTime.fromISO(local, { zone: row.timeZone }).toJSDate()
  })
