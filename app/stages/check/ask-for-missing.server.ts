import { correctionTimeout } from '../../journey/jobs.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { type Asking, askByMail } from './ask-customer.server.ts'
import type { HoldPlan } from './decide-hold.ts'
import { decideReminder } from './decide-reminder.ts'
import type { CheckDeps } from './deps.server.ts'
import { askOffice, closeOfficeWork } from './office-work.server.ts'
import { bookReminder } from './remind-customer.server.ts'

/** Asks the customer, by mail or by a call, and the office for what only it can decide; closes what is not asked any more. */
export async function askForMissing(
  tx: ShopTx,
  deps: CheckDeps,
  asking: Omit<Asking, 'until'> & { readonly plan: HoldPlan },
): Promise<void> {
  const { shop, order, missing, plan } = asking
  const about = { shopId: tx.shopId, orderId: order.id }
  const asked = missing.filter((word) => !plan.forOffice.includes(word))
  const until = plan.next.dueAt
  if (plan.ask === 'mail') {
    await askByMail(tx, deps, { ...asking, missing: asked, until })
    const timeout = { key: `check.timeout:${order.id}`, runAt: until }
    await enqueue(tx, correctionTimeout, about, timeout)
    await bookReminder(tx, order.id, decideReminder(shop.settings, until, new Date()))
  }
  if (plan.ask === 'call')
    await askOffice(tx, order, {
      kind: 'correction_call',
      missing: asked,
      dueAt: until,
      team: shop.settings.correctionTeam,
    })
  if (plan.forOffice.length > 0)
    await askOffice(tx, order, {
      kind: 'correction',
      missing: plan.forOffice,
      dueAt: plan.officeDueAt,
    })
  const settled = [
    ...(plan.ask === 'call' ? [] : (['correction_call'] as const)),
    ...(plan.forOffice.length > 0 ? [] : (['correction'] as const)),
  ]
  await closeOfficeWork(
    tx,
    order.id,
    settled,
    asking.again ? 'the customer is asked again' : 'nothing is missing any more',
  )
}
