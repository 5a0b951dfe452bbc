import { advanceReturn } from '../../journey/advance.server.ts'
import type { ReturnState } from '../../journey/return.ts'
import type { ReturnId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { type HeldReturn, holdReturn, readWeek } from './held-return.server.ts'
import { nextOf } from './next-of.ts'

/** The return is not where the page showed it: somebody moved it, or this shop has none. */
export type NotThere =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'moved_meanwhile'; readonly state: ReturnState }

/** Runs work on a return that stands in one state, while its order is held: of two at once one is refused. */
export const onReturn = <Value, Refusal>(
  deps: { readonly db: Parameters<typeof withShop>[0] },
  shop: ShopId,
  { id, state }: { readonly id: ReturnId; readonly state: ReturnState },
  work: (tx: ShopTx, returned: HeldReturn) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | NotThere>> =>
  withShop(deps.db, shop, async (tx): Promise<Outcome<Value, Refusal | NotThere>> => {
    const returned = await holdReturn(tx, id)
    if (!returned) return refuse({ kind: 'not_found' })
    if (returned.state !== state) return refuse({ kind: 'moved_meanwhile', state: returned.state })
    return work(tx, returned)
  })

/**
 * Moves a held return on, with the next step its new state asks for.
 * @returns the return as it stands then.
 */
export async function move(
  tx: ShopTx,
  returned: HeldReturn,
  { to, reason, by }: { readonly to: ReturnState; readonly reason: string; readonly by: string },
): Promise<HeldReturn> {
  const next = nextOf(to, new Date(), await readWeek(tx))
  const moved = await advanceReturn(tx, returned, { to, reason, by, room: 'returns', next })
  if (!moved.ok) throw new Error(`${returned.number} moved although its order was held`)
  return { ...returned, state: moved.value }
}

export const done = accept('done' as const)
