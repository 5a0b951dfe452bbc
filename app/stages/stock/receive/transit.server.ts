import type { GoodsMove } from '../../../journey/goods.ts'
import { moveGoods } from '../../../journey/goods-ledger.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopTx } from '../../../platform/db.server.ts'

/** What goods of an inbound are booked by. */
export const inboundDocument = (id: string) => `inbound:${id}`

interface InTransit {
  readonly itemId: string
  readonly binId: string
  readonly lotId: string | null
  readonly serial: string | null
  readonly quantity: number
}

/** Pieces of an inbound that are on their way by the ledger. */
export const inTransit = (tx: ShopTx, inboundId: string) => tx.$queryRaw<InTransit[]>`
  select item_id as "itemId", bin_id as "binId", lot_id as "lotId", serial, sum(delta)::int as quantity from stock_entry
  where shop_id = ${tx.shopId}::uuid and document = ${inboundDocument(inboundId)} and state = 'in_transit'
  group by 1, 2, 3, 4 having sum(delta) > 0 order by 1, 2, 3, 4`

/** Books pieces as on their way to a bin. A key is applied once. */
export async function putInTransit(
  tx: ShopTx,
  what: {
    readonly inboundId: string
    readonly key: string
    readonly by: string
    readonly moves: readonly GoodsMove[]
  },
): Promise<boolean> {
  const { inboundId, ...command } = what
  const moved = await moveGoods(tx, {
    ...command,
    cause: 'in_transit',
    document: inboundDocument(inboundId),
  })
  return moved.ok
}

/** What takes so many pieces of an item off their way, where they are on it; no more than there are. */
export function offTheWay(
  onTheWay: readonly InTransit[],
  itemId: string,
  quantity: number,
): readonly GoodsMove[] {
  let open = quantity
  return onTheWay
    .filter((one) => one.itemId === itemId)
    .flatMap(({ binId, lotId, serial, quantity: there }) => {
      const pieces = Math.min(open, there)
      open -= pieces
      const from = { binId, state: 'in_transit' } as const
      return pieces > 0 ? [{ itemId, lotId, serial, quantity: pieces, from, to: null }] : []
    })
}

/** What did not come by the time an inbound is closed is on its way no more. */
export async function dropTransit(tx: ShopTx, inboundId: string, by: string): Promise<void> {
  const rest = await inTransit(tx, inboundId)
  const moves = rest.map(({ binId, ...goods }) => ({
    ...goods,
    from: { binId, state: 'in_transit' as const },
    to: null,
  }))
  const moved = await moveGoods(tx, {
    ...{ key: `transit_over:${inboundId}`, cause: 'in_transit', by, moves },
    document: inboundDocument(inboundId),
  })
  if (!moved.ok) throw new MovedMeanwhile(`goods of ${inboundId} came in meanwhile`)
}
