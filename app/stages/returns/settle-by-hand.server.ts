import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import { type Outcome, refuse } from '../../kernel/outcome.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { closeLooks } from './look-into.server.ts'
import { done, move, type NotThere, onReturn } from './move.server.ts'
import { callKeys, readCalls } from './store-calls.server.ts'

export type ByHandRefusal = NotThere | { readonly kind: 'not_refused' }

/**
 * Closes a return whose end the store does not take from us: somebody has put goods and money right
 * in the store's own admin. Nothing more is told to the store; what was refused there stays written down.
 */
export const settleByHand = (
  deps: Pick<ReturnsDeps, 'db'>,
  shop: ShopId,
  id: ReturnId,
  by: string,
): Promise<Outcome<'done', ByHandRefusal>> =>
  onReturn<'done', ByHandRefusal>(deps, shop, { id, state: 'inspected' }, async (tx, returned) => {
    const calls = await readCalls(tx, id)
    if (!calls.some((call) => call.kind === 'return_process' && call.state === 'refused'))
      return refuse({ kind: 'not_refused' })
    await tx.outsideCall.updateMany({
      where: { shopId: shop, key: { in: callKeys(id) }, state: 'refused' },
      data: { state: 'dead' },
    })
    await tx.return.update({
      where: { shopId_id: { shopId: shop, id } },
      data: { settledAt: new Date() },
    })
    const reason = `${returned.number} was put right by hand in the store`
    await move(tx, returned, { to: 'settled', reason, by })
    await closeLooks(tx, returned, 'put right by hand in the store')
    return done
  })
