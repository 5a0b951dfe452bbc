import { correctionTimeout } from '../../journey/jobs.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { type Asking, askByMail, type LetterDeps } from './ask-customer.server.ts'
import type { HoldPlan } from './decide-hold.ts'
import { decideReminder } from './decide-reminder.ts'
import type { CheckDeps } from './deps.server.ts'
import {
  askOffice,
  closeOfficeWork,
  type OfficeWork,
  type SettledWork,
} from './office-work.server.ts'
import { bookReminder } from './remind-customer.server.ts'

/** An order that is not complete, and what is done about it. */
type ToAsk = Omit<Asking, 'until'> & { readonly plan: HoldPlan }

/**
 * Asks customers, by mail or by a call, and the office for what only it can decide; closes what is not asked
 * any more. In few statements for any number of orders of one shop.
 */
export async function askForMissing(
  tx: ShopTx,
  deps: CheckDeps,
  about: LetterDeps,
  all: readonly ToAsk[],
): Promise<void> {
  const { settings } = about.shop
  const mails = all.filter(({ plan }) => plan.ask === 'mail').map(ofCustomer)
  await askByMail(tx, deps, about, mails)
  for (const { order, until } of mails) {
    const key = `check.timeout:${order.id}`
    await enqueue(
      tx,
      correctionTimeout,
      { shopId: tx.shopId, orderId: order.id },
      { key, runAt: until },
    )
    await bookReminder(tx, order.id, decideReminder(settings, until, new Date()))
  }
  await askOffice(
    tx,
    all.flatMap((one) => officeWorkOf(one, settings.correctionTeam)),
  )
  await closeOfficeWork(tx, all.map(settledOf))
}

const ofCustomer = (one: ToAsk): Asking => ({
  ...one,
  missing: one.missing.filter((word) => !one.plan.forOffice.includes(word)),
  until: one.plan.next.dueAt,
})

function officeWorkOf(one: ToAsk, team: OfficeWork['team']): readonly OfficeWork[] {
  const { order, plan } = one
  const { missing, until: dueAt } = ofCustomer(one)
  const call = {
    order,
    kind: 'correction_call',
    missing,
    dueAt,
    ...(team ? { team } : {}),
  } as const
  const decide = {
    order,
    kind: 'correction',
    missing: plan.forOffice,
    dueAt: plan.officeDueAt,
  } as const
  return [...(plan.ask === 'call' ? [call] : []), ...(plan.forOffice.length > 0 ? [decide] : [])]
}

const settledOf = ({ order, plan, again }: ToAsk): SettledWork => ({
  orderId: order.id,
  kinds: [
    ...(plan.ask === 'call' ? [] : (['correction_call'] as const)),
    ...(plan.forOffice.length > 0 ? [] : (['correction'] as const)),
  ],
  outcome: again ? 'the customer is asked again' : 'nothing is missing any more',
})
