import { planReturnNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import { requestKey } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { HeldReturn } from './held-return.server.ts'

/** Hours somebody has for something a machine cannot go on with. */
const lookWithinHours = 8

/**
 * Puts a return on a person's list: a task, the next step and a line on the timeline, once an occasion.
 * Money is finance's, everything else the office's.
 * @param why a sentence part for the merchant, without personal data.
 */
export async function lookInto(
  tx: ShopTx,
  returned: HeldReturn,
  { why, occasion }: { readonly why: string; readonly occasion: string },
): Promise<void> {
  const money = returned.state === 'inspected' || returned.state === 'settled'
  const owner = money ? 'finance' : 'office'
  const dueAt = hoursAfter(new Date(), lookWithinHours)
  const { count } = await tx.workOrder.createMany({
    data: {
      ...{ shopId: tx.shopId, orderId: returned.orderId, department: owner, dueAt },
      ...{ kind: 'fix_return', key: requestKey('fix_return', returned.id, occasion) },
      title: `${returned.number}: ${why}`.slice(0, 200),
    },
    skipDuplicates: true,
  })
  await planReturnNext(tx, returned, { owner, step: money ? 'refund' : 'look', dueAt })
  if (count > 0)
    await note(tx, returned.orderId, {
      ...{ room: 'returns', kind: 'needs_a_look', by: 'system' },
      text: `Return ${returned.number} needs a look: ${why}`,
      detail: { returnId: returned.id },
    })
}

/** What was looked into is well again. */
export const closeLooks = (tx: ShopTx, returned: HeldReturn, outcome: string) =>
  tx.workOrder.updateMany({
    where: {
      ...{ shopId: tx.shopId, kind: 'fix_return', state: 'open' },
      key: { startsWith: `${requestKey('fix_return', returned.id)}:` },
    },
    data: { state: 'done', doneAt: new Date(), doneBy: 'system', outcome },
  })
