import { planNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { isForCustomer, readMissings } from './missing.ts'
import { askOffice } from './office-work.server.ts'

interface OpenHold {
  readonly id: string
  readonly missing: readonly string[]
}

/** Nobody waits for the customer's answer any more: the holds stay, and the team that calls has them. The caller holds the order's row. */
export async function callInstead(
  tx: ShopTx,
  order: { readonly id: OrderId; readonly row: { readonly name: string } },
  holds: readonly OpenHold[],
): Promise<void> {
  const { settings } = await readLetterShop(tx)
  const team = settings.correctionTeam
  const dueAt = hoursAfter(new Date(), settings.careWithinHours)
  await tx.hold.updateMany({
    where: { shopId: tx.shopId, id: { in: holds.map(({ id }) => id) } },
    data: { owner: team, dueAt },
  })
  const missing = readMissings(holds.flatMap((hold) => [...hold.missing])).filter(isForCustomer)
  await askOffice(tx, [{ order, kind: 'correction_call', missing, dueAt, team }])
  await planNext(tx, order, { owner: team, step: 'call_for_details', dueAt })
}
