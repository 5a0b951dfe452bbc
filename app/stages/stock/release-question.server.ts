import { lockBin, moveGoods } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { Db } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { isBlocked } from './lots.server.ts'

export type ReleaseRefusal =
  | { readonly kind: 'unknown_place' }
  | { readonly kind: 'lot_is_blocked' }
  /** They wait in the checking bin: somebody looks at them first. */
  | { readonly kind: 'to_be_inspected' }

/**
 * Pieces in question are free again: somebody found what a picker did not. Those of a blocked lot stay until the lot is
 * opened, those to be looked at until somebody did.
 * @returns pieces that are free now.
 */
export function releaseQuestion(
  deps: { readonly db: Db },
  shop: ShopId,
  what: {
    readonly key: string
    readonly by: string
    readonly binId: string
    readonly itemId: string
    readonly lotId: string | null
  },
): Promise<Outcome<number, ReleaseRefusal>> {
  const { binId, itemId, lotId, key, by } = what
  return withShopInTurn(deps.db, shop, async (tx) => {
    const bin = await tx.bin.findFirst({ where: { shopId: shop, id: binId, active: true } })
    if (!bin) return refuse({ kind: 'unknown_place' })
    if (bin.kind === 'quarantine') return refuse({ kind: 'to_be_inspected' })
    if (await isBlocked(tx, lotId)) return refuse({ kind: 'lot_is_blocked' })
    const of = await lockBin(tx, { binId, itemId, lotId, serial: null }, 'on_hand', 'quarantine')
    const quantity = of('quarantine')
    if (quantity === 0) return accept(0)
    const moved = await moveGoods(tx, {
      ...{ key, by, cause: 'inspected' },
      moves: [
        {
          ...{ itemId, lotId, quantity },
          from: { binId, state: 'quarantine' },
          to: { binId, state: 'on_hand' },
        },
      ],
    })
    if (!moved.ok) throw new MovedMeanwhile(`pieces in question moved in bin ${bin.code}`)
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
    return accept(quantity)
  })
}
