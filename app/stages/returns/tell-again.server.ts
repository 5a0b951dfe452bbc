import { planReturnNext } from '../../journey/advance.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { holdReturn } from './held-return.server.ts'
import { whileSettling } from './next-of.ts'
import { bookAgain } from './store-calls.server.ts'

export interface NothingToTell {
  readonly kind: 'nothing_refused' | 'not_found'
}

/** Has the store told once more of what it refused. */
export const tellAgain = (
  deps: Pick<ReturnsDeps, 'db'>,
  shop: ShopId,
  id: ReturnId,
  by: string,
): Promise<Outcome<'done', NothingToTell>> =>
  withShop(deps.db, shop, async (tx): Promise<Outcome<'done', NothingToTell>> => {
    const returned = await holdReturn(tx, id)
    if (!returned) return refuse({ kind: 'not_found' })
    if ((await bookAgain(tx, id)) === 0) return refuse({ kind: 'nothing_refused' })
    if (returned.state === 'inspected')
      await planReturnNext(tx, returned, whileSettling(new Date()))
    await note(tx, returned.orderId, {
      ...{ room: 'returns', kind: 'told_again', by },
      text: `The store is told of ${returned.number} once more`,
      detail: { returnId: id },
    })
    return accept('done')
  })
