import type { OrderId, ShipmentId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type ShopTx, sql } from '../platform/db.server.ts'
import {
  changesOf,
  type Goods,
  type GoodsChange,
  type GoodsMove,
  type GoodsState,
  goodsStates,
  isHeld,
  lacking,
  levelKey,
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
  const levels = await lockLevels(tx, changes)
  const own = await ownGoods(tx, command, changes)
  const places = lacking(changes, (at) => {
    const there = levels.get(levelKey(at)) ?? 0
    return at.delta < 0 && isHeld(at.state) ? Math.min(there, own.get(levelKey(at)) ?? 0) : there
  })
  if (places.length > 0)
    return (await isApplied(tx, command.key))
      ? accept('seen')
      : refuse({ kind: 'not_enough', places })
  return accept((await write(tx, command, changes)) > 0 ? 'moved' : 'seen')
}

/**
 * Locks what lies in one bin of one kind of goods, in everybody's order, and answers how many there are in each of
 * the states. Levels that are not there yet are made: who counts an empty bin must not miss what comes in meanwhile.
 */
export async function lockBin(
  tx: ShopTx,
  { binId, ...goods }: Goods & { readonly binId: string },
  ...states: readonly GoodsState[]
): Promise<(state: GoodsState) => number> {
  const at = states.toSorted().map((state) => ({ ...goods, binId, state, delta: 0 }))
  const levels = await lockLevels(tx, at)
  return (state) => levels.get(levelKey({ ...goods, binId, state })) ?? 0
}

interface LevelRow {
  readonly binId: string
  readonly itemId: string
  readonly state: string
  readonly lotId: string | null
  readonly serial: string | null
  readonly quantity: number
}
const byLevel = (rows: readonly LevelRow[]) =>
  new Map(rows.map((row) => [levelKey({ ...row, state: readGoodsState(row.state) }), row.quantity]))

/** The changes as rows `c (bin, item, state, lot, serial, delta, at)`. */
const rowsOf = (changes: readonly GoodsChange[]) => sql.sql`
  unnest(${changes.map((one) => one.binId)}::uuid[], ${changes.map((one) => one.itemId)}::uuid[],
    ${changes.map((one) => one.state)}::text[], ${changes.map((one) => one.lotId)}::uuid[],
    ${changes.map((one) => one.serial)}::text[], ${changes.map((one) => one.delta)}::int[])
  with ordinality as c (bin, item, state, lot, serial, delta, at)`

/** Locks the levels one after the other, making missing ones, and answers their quantities. */
async function lockLevels(tx: ShopTx, changes: readonly GoodsChange[]) {
  const rows = await tx.$queryRaw<LevelRow[]>`
    insert into stock_level as l (shop_id, bin_id, item_id, state, lot_id, serial, quantity)
    select ${tx.shopId}::uuid, bin, item, state, coalesce(lot, ${noLot}::uuid), coalesce(serial, ''), 0
    from ${rowsOf(changes)} order by at
    on conflict (shop_id, bin_id, item_id, state, lot_id, serial) do update set quantity = l.quantity
    returning bin_id as "binId", item_id as "itemId", state, nullif(lot_id, ${noLot}::uuid) as "lotId",
      nullif(serial, '') as serial, quantity`
  return byLevel(rows)
}

/** What the command's shipment holds where the command takes held goods from; read under the levels' locks. */
async function ownGoods(
  tx: ShopTx,
  { key, shipmentId }: GoodsCommand,
  changes: readonly GoodsChange[],
): Promise<ReadonlyMap<string, number>> {
  if (!changes.some((one) => one.delta < 0 && isHeld(one.state))) return new Map()
  if (!shipmentId) throw new RangeError(`${key} takes goods of a shipment and does not name it`)
  return byLevel(await heldRows(tx, shipmentId))
}

const isApplied = async (tx: ShopTx, key: string) =>
  (await tx.stockEntry.count({ where: { shopId: tx.shopId, key }, take: 1 })) > 0

/** @returns entries written; none when the key was applied before. */
const write = (tx: ShopTx, command: GoodsCommand, changes: readonly GoodsChange[]) =>
  tx.$executeRaw`
    insert into stock_entry (shop_id, bin_id, item_id, state, lot_id, serial, delta, cause, key, part,
      order_id, shipment_id, document, by)
    select ${tx.shopId}::uuid, bin, item, state, lot, serial, delta, ${command.cause}, ${command.key}, at,
      ${command.orderId ?? null}::uuid, ${command.shipmentId ?? null}::uuid, ${command.document ?? null}, ${command.by}
    from ${rowsOf(changes)}
    where not exists (select 1 from stock_entry where shop_id = ${tx.shopId}::uuid and key = ${command.key})`

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
