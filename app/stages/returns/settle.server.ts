import { planReturnNext } from '../../journey/advance.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import { showMoney } from '../../kernel/money.ts'
import { type Outcome, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { proposeRefund, type RefundRefusal, readRefund } from './decide-refund.ts'
import type { ReturnsDeps } from './deps.server.ts'
import type { HeldReturn } from './held-return.server.ts'
import { done, type NotThere, onReturn } from './move.server.ts'
import { whileSettling } from './next-of.ts'
import { bookAgain, bookStoreCall, readCalls } from './store-calls.server.ts'

export type SettleRefusal = NotThere | RefundRefusal | { readonly kind: 'being_settled' }

/** What should go back for a return: the paid price of what came, in minor units of the order's currency. */
export async function proposalFor(tx: ShopTx, returned: HeldReturn): Promise<bigint> {
  const lines = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: returned.orderId },
    select: { id: true, priceMinor: true },
  })
  return proposeRefund(
    returned.lines.map((line) => ({
      received: line.received,
      priceMinor: lines.find((one) => one.id === line.orderLineId)?.priceMinor ?? 0n,
    })),
  )
}

/**
 * Settles an inspected return: the store gives the money back and closes its own return, by a job.
 * After a refusal by the store the same may be tried again, with another amount too.
 * @param amount as typed, in the order's currency.
 */
export const settleReturn = (
  deps: Pick<ReturnsDeps, 'db'>,
  shop: ShopId,
  id: ReturnId,
  { amount, by }: { readonly amount: string; readonly by: string },
): Promise<Outcome<'done', SettleRefusal>> =>
  onReturn<'done', SettleRefusal>(deps, shop, { id, state: 'inspected' }, async (tx, returned) => {
    const calls = await readCalls(tx, id)
    if (calls.some((call) => call.kind === 'return_process' && call.state !== 'refused'))
      return refuse({ kind: 'being_settled' })
    const minor = await proposalFor(tx, returned)
    const refund = readRefund(amount, { minor, currency: returned.currency })
    if (!refund.ok) return refund
    await bookSettling(tx, returned, { refundMinor: refund.value.minor, by })
    return done
  })

/** Writes down what goes back and books the store's side of it. The return is `inspected` and held. */
export async function bookSettling(
  tx: ShopTx,
  returned: HeldReturn,
  { refundMinor, by }: { readonly refundMinor: bigint; readonly by: string },
): Promise<void> {
  await tx.return.update({
    where: { shopId_id: { shopId: tx.shopId, id: returned.id } },
    data: { refundMinor },
  })
  await planReturnNext(tx, returned, whileSettling(new Date()))
  await bookAgain(tx, returned.id)
  await bookStoreCall(tx, returned, 'return_process')
  await note(tx, returned.orderId, {
    ...{ room: 'returns', kind: 'refund_decided', by },
    text: `${showMoney({ minor: refundMinor, currency: returned.currency })} is to be given back for ${returned.number}`,
    detail: { returnId: returned.id, refundMinor: refundMinor.toString() },
  })
}
