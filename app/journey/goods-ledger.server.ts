import type { OrderId, ShipmentId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type ShopTx, sql } from '../platform/db.server.ts'
import {
  changesOf,
  type Goods,
  type GoodsMove,
  type GoodsState,
  goodsStates,
  isHeld,
  type NotEnough,
  type Place,
} from './goods.ts'

/** Why goods moved; kept with every entry of the ledger. */
export type GoodsCause =
  | 'opening'
  | 'received'
  | 'adjusted'
  | 'counted'
  | 'moved'
  | 'reserved'
  | 'released'
  | 'picked'
  | 'unpicked'
  | 'short'
  | 'packed'
  | 'unpacked'
  | 'shipped'
  | 'returned'
  | 'quarantined'
  | 'unblocked'
  /** Came in, and is to be looked at before it may be sold; then it was. */
  | 'to_inspect'
  | 'inspected'
  | 'undone'
  | 'in_transit'

export interface GoodsCommand {
  /** The same key is applied once, however often it is sent. */
  readonly key: string
  readonly cause: GoodsCause
  readonly moves: readonly GoodsMove[]
  /** As in TimelineNote. */
  readonly by: string
  readonly orderId?: OrderId
  /** Whose goods they are or become; without one nothing reserved, picked or packed can be moved. */
  readonly shipmentId?: ShipmentId
  /** What it is booked by beside an order: `return:<id>`, a delivery note's number. */
  readonly document?: string
}

export interface NotEnoughRefusal {
  readonly kind: 'not_enough'
  readonly places: readonly NotEnough[]
}

/** In the keys of levels and reservations: no lot. The database has the same in its defaults. */
export const noLot = '00000000-0000-0000-0000-000000000000'

/**
 * Moves goods, all of it or nothing, in the caller's transaction: writes the ledger, and the database
 * changes the levels with it. Levels are locked in one fixed order, so that commands wait for each other
 * and never block each other; apply one command a transaction to keep it so.
 * A shipment can only give what it holds itself, whatever else is promised in the same bin.
 * @returns `seen` when the key was applied before; `nothing` when the moves cancel out.
 */
export async function moveGoods(
  tx: ShopTx,
  command: GoodsCommand,
): Promise<Outcome<'moved' | 'seen' | 'nothing', NotEnoughRefusal>> {
  const changes = changesOf(command.moves)
  if (changes.length === 0) return accept('nothing')
  const { key, cause, by, orderId = null, shipmentId = null, document = null } = command
  if (!shipmentId && changes.some((one) => one.delta < 0 && isHeld(one.state)))
    throw new RangeError(`${key} takes goods of a shipment and does not name it`)
  const [done] = await tx.$queryRaw<Moved[]>`
    select answer, places from app.move_goods(${tx.shopId}::uuid, ${key}, ${cause}, ${by}, ${orderId}::uuid,
      ${shipmentId}::uuid, ${document}, ${levelsOf(changes)}, ${changes.map((one) => one.delta)}::int[])`
  if (!done) throw new Error(`${key} was not answered`)
  return done.answer === 'not_enough'
    ? refuse({ kind: 'not_enough', places: done.places })
    : accept(done.answer)
}

type Moved =
  | { readonly answer: 'moved' | 'seen'; readonly places: null }
  | { readonly answer: 'not_enough'; readonly places: readonly NotEnough[] }

/** The levels as the database takes them: bins, items, states, lots, serials. */
const levelsOf = (changes: readonly (Place & Goods)[]) => sql.sql`
  ${changes.map((one) => one.binId)}::uuid[], ${changes.map((one) => one.itemId)}::uuid[],
  ${changes.map((one) => one.state)}::text[], ${changes.map((one) => one.lotId)}::uuid[],
  ${changes.map((one) => one.serial)}::text[]`

/**
 * Locks what lies in one bin of one kind of goods, in everybody's order, and answers how many there are in each of
 * the states. Levels that are not there yet are made: who counts an empty bin must not miss what comes in meanwhile.
 */
export async function lockBin(
  tx: ShopTx,
  { binId, ...goods }: Goods & { readonly binId: string },
  ...states: readonly GoodsState[]
): Promise<(state: GoodsState) => number> {
  const at = states.toSorted().map((state) => ({ ...goods, binId, state }))
  const rows = await tx.$queryRaw<{ state: string; quantity: number }[]>`
    select state, app.lock_level(${tx.shopId}::uuid, bin, item, state, lot, serial) as quantity
    from unnest(${levelsOf(at)}) with ordinality as c (bin, item, state, lot, serial, at) order by at`
  return (state) => rows.find((row) => row.state === state)?.quantity ?? 0
}

interface LevelRow extends Goods {
  readonly binId: string
  readonly state: string
  readonly quantity: number
}

export interface HeldGoods extends Place, Goods {
  readonly quantity: number
}

const heldRows = (tx: ShopTx, shipment: ShipmentId) => tx.$queryRaw<LevelRow[]>`
  select bin_id as "binId", item_id as "itemId", state, lot_id as "lotId", serial, sum(delta)::int as quantity
  from stock_entry
  where shop_id = ${tx.shopId}::uuid and shipment_id = ${shipment}::uuid and state in ('reserved', 'picked', 'packed')
  group by 1, 2, 3, 4, 5 having sum(delta) > 0 order by 2, 1, 3, 4, 5`

/** What a shipment holds of the stock (reserved, picked or packed), by the ledger. */
export async function goodsHeldBy(
  tx: ShopTx,
  shipment: ShipmentId,
  ...states: readonly ('reserved' | 'picked' | 'packed')[]
): Promise<readonly HeldGoods[]> {
  const rows = await heldRows(tx, shipment)
  return rows
    .map((row) => ({ ...row, state: readGoodsState(row.state) }))
    .filter(({ state }) => states.some((one) => one === state))
}

/** Moves of what a shipment holds; where to, for each of it. Null: it leaves the house. */
export const moveHeld = (
  held: readonly HeldGoods[],
  to: (goods: HeldGoods) => Place | null,
): readonly GoodsMove[] =>
  held.map((goods) => {
    const { itemId, lotId, serial, quantity, binId, state } = goods
    return { itemId, lotId, serial, quantity, from: { binId, state }, to: to(goods) }
  })

function readGoodsState(stored: string): GoodsState {
  const found = goodsStates.find((state) => state === stored)
  if (!found) throw new Error(`unknown state of goods in the database: ${stored}`)
  return found
}
