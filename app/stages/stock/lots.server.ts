import type { GoodsMove } from '../../journey/goods.ts'
import { type GoodsCause, moveGoods } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopId } from '../../kernel/ids.ts'
import type { Db, ShopTx } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'

interface Lot {
  readonly id: string
  readonly code: string
  readonly expiresOn: string | null
  readonly state: 'open' | 'quarantine'
}

/** The lot of goods that come in, made when it is new; nobody blocks or opens it until the transaction ends. */
export async function lotOf(
  tx: ShopTx,
  itemId: string,
  { code, expiresOn }: { readonly code: string; readonly expiresOn: string | null },
): Promise<Lot> {
  await tx.$executeRaw`
    insert into lot (shop_id, item_id, code, expires_on)
    values (${tx.shopId}::uuid, ${itemId}::uuid, ${code}, ${expiresOn}::date)
    on conflict (shop_id, item_id, code) do nothing`
  const [lot] = await tx.$queryRaw<Lot[]>`
    select id, code, to_char(expires_on, 'YYYY-MM-DD') as "expiresOn", state from lot
    where shop_id = ${tx.shopId}::uuid and item_id = ${itemId}::uuid and code = ${code} for share`
  if (!lot) throw new Error(`lot ${code} is not there right after it was made`)
  return lot
}

/** Whether nobody may promise pieces of the lot; stays so until the transaction ends. */
export async function isBlocked(tx: ShopTx, lotId: string | null): Promise<boolean> {
  if (lotId === null) return false
  const rows = await tx.$queryRaw<{ state: string }[]>`
    select state from lot where shop_id = ${tx.shopId}::uuid and id = ${lotId}::uuid for share`
  return rows.some(({ state }) => state === 'quarantine')
}

/**
 * Blocks a lot: its free pieces are in question from now on, and so is what still comes in of it. What is
 * promised already stays promised. Done again it blocks what became free since.
 * @returns pieces blocked; null when there is no such lot.
 */
export const blockLot = (deps: { readonly db: Db }, shop: ShopId, what: OfLot) =>
  changeLot(deps, shop, what, 'quarantine')

/** Opens a blocked lot again: what was blocked with it is free. What a picker did not find stays in question. */
export const openLot = (deps: { readonly db: Db }, shop: ShopId, what: OfLot) =>
  changeLot(deps, shop, what, 'open')

interface OfLot {
  readonly lotId: string
  /** As in ByHand. */
  readonly key: string
  readonly by: string
}

function changeLot(
  deps: { readonly db: Db },
  shop: ShopId,
  { lotId, key, by }: OfLot,
  to: Lot['state'],
): Promise<number | null> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const { count } = await tx.lot.updateMany({
      where: { shopId: shop, id: lotId },
      data: { state: to },
    })
    if (count === 0) return null
    const moves = to === 'open' ? await blockedPieces(tx, lotId) : await freePieces(tx, lotId)
    const cause: GoodsCause = to === 'open' ? 'unblocked' : 'quarantined'
    const moved = await moveGoods(tx, { key, cause, by, document: `lot:${lotId}`, moves })
    if (!moved.ok) throw new MovedMeanwhile(`pieces of lot ${lotId} moved meanwhile`)
    if (moved.value !== 'moved') return 0
    if (to === 'open')
      await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
    return moves.reduce((sum, { quantity }) => sum + quantity, 0)
  })
}

interface LotPieces {
  readonly itemId: string
  readonly binId: string
  readonly serial: string | null
  readonly quantity: number
}
const movesOf = (
  rows: readonly LotPieces[],
  lotId: string,
  [from, to]: readonly ['on_hand' | 'quarantine', 'on_hand' | 'quarantine'],
): readonly GoodsMove[] =>
  rows.map(({ binId, itemId, serial, quantity }) => ({
    ...{ itemId, lotId, serial, quantity },
    from: { binId, state: from },
    to: { binId, state: to },
  }))

/** Locked in everybody's order (goods.ts). */
const freePieces = async (tx: ShopTx, lotId: string) =>
  movesOf(
    await tx.$queryRaw<LotPieces[]>`
      select item_id as "itemId", bin_id as "binId", nullif(serial, '') as serial, quantity from stock_level
      where shop_id = ${tx.shopId}::uuid and lot_id = ${lotId}::uuid and state = 'on_hand' and quantity > 0
      order by item_id, bin_id, serial collate "C" for update`,
    lotId,
    ['on_hand', 'quarantine'],
  )

const blockedPieces = async (tx: ShopTx, lotId: string) =>
  movesOf(
    await tx.$queryRaw<LotPieces[]>`
      select e.item_id as "itemId", e.bin_id as "binId", e.serial, least(sum(e.delta), l.quantity)::int as quantity
      from stock_entry e
      join stock_level l on l.shop_id = e.shop_id and l.bin_id = e.bin_id and l.item_id = e.item_id
        and l.state = e.state and l.lot_id = e.lot_id and l.serial = coalesce(e.serial, '')
      where e.shop_id = ${tx.shopId}::uuid and e.lot_id = ${lotId}::uuid and e.state = 'quarantine'
        and e.item_id = (select item_id from lot where shop_id = ${tx.shopId}::uuid and id = ${lotId}::uuid)
        and e.cause in ('received', 'quarantined', 'unblocked', 'counted')
      group by e.item_id, e.bin_id, e.serial, l.quantity having least(sum(e.delta), l.quantity) > 0`,
    lotId,
    ['quarantine', 'on_hand'],
  )
