import type { OrderId, ShipmentId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import type { ShopTx } from '../platform/db.server.ts'
import {
  changesOf,
  type GoodsChange,
  type GoodsMove,
  type GoodsState,
  goodsStates,
  lacking,
  type NotEnough,
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

export interface GoodsCommand {
  /** The same key is applied once, however often it is sent. */
  readonly key: string
  readonly cause: GoodsCause
  readonly moves: readonly GoodsMove[]
  /** As in TimelineNote. */
  readonly by: string
  readonly orderId?: OrderId
  readonly shipmentId?: ShipmentId
}

export interface NotEnoughRefusal {
  readonly kind: 'not_enough'
  readonly places: readonly NotEnough[]
}

/**
 * Moves goods: writes the ledger and changes the levels with it, all of it or nothing, in the
 * caller's transaction. Levels are locked in one fixed order, so that commands wait for each other
 * and never block each other; apply one command a transaction to keep it so.
 * @returns `seen` when the key was applied before; `nothing` when the moves cancel out.
 */
export async function moveGoods(
  tx: ShopTx,
  command: GoodsCommand,
): Promise<Outcome<'moved' | 'seen' | 'nothing', NotEnoughRefusal>> {
  const changes = changesOf(command.moves)
  if (changes.length === 0) return accept('nothing')
  const levels = await lockLevels(tx, changes)
  const seen = await tx.$queryRaw<unknown[]>`
    select 1 from stock_entry where shop_id = ${tx.shopId}::uuid and key = ${command.key} limit 1`
  if (seen.length > 0) return accept('seen')
  const places = lacking(changes, (at) => levels.get(levelKey(at)) ?? 0)
  if (places.length > 0) return refuse({ kind: 'not_enough', places })
  await write(tx, command, changes)
  return accept('moved')
}

const levelKey = (at: { binId: string; itemId: string; state: string }) =>
  `${at.binId} ${at.itemId} ${at.state}`
const columns = (changes: readonly GoodsChange[]) => ({
  bins: changes.map((change) => change.binId),
  items: changes.map((change) => change.itemId),
  states: changes.map((change) => change.state),
  deltas: changes.map((change) => change.delta),
})

/** Locks the levels, making missing ones, and answers their quantities. */
async function lockLevels(tx: ShopTx, changes: readonly GoodsChange[]) {
  const { bins, items, states } = columns(changes)
  const rows = await tx.$queryRaw<
    { bin_id: string; item_id: string; state: string; quantity: number }[]
  >`
    insert into stock_level as l (shop_id, bin_id, item_id, state, quantity)
    select ${tx.shopId}::uuid, bin, item, state, 0
    from unnest(${bins}::uuid[], ${items}::uuid[], ${states}::text[]) with ordinality as c (bin, item, state, at)
    order by at
    on conflict (shop_id, bin_id, item_id, state) do update set quantity = l.quantity
    returning bin_id, item_id, state, quantity`
  return new Map(
    rows.map((row) => [
      levelKey({ binId: row.bin_id, itemId: row.item_id, state: row.state }),
      row.quantity,
    ]),
  )
}

async function write(tx: ShopTx, command: GoodsCommand, changes: readonly GoodsChange[]) {
  const { bins, items, states, deltas } = columns(changes)
  await tx.$executeRaw`
    update stock_level l set quantity = l.quantity + c.delta
    from unnest(${bins}::uuid[], ${items}::uuid[], ${states}::text[], ${deltas}::int[]) as c (bin, item, state, delta)
    where l.shop_id = ${tx.shopId}::uuid and l.bin_id = c.bin and l.item_id = c.item and l.state = c.state`
  await tx.$executeRaw`
    insert into stock_entry (shop_id, bin_id, item_id, state, delta, cause, key, part, order_id, shipment_id, by)
    select ${tx.shopId}::uuid, bin, item, state, delta, ${command.cause}, ${command.key}, at,
      ${command.orderId ?? null}::uuid, ${command.shipmentId ?? null}::uuid, ${command.by}
    from unnest(${bins}::uuid[], ${items}::uuid[], ${states}::text[], ${deltas}::int[]) with ordinality as c (bin, item, state, delta, at)`
}

export interface HeldGoods {
  readonly binId: string
  readonly itemId: string
  readonly state: GoodsState
  readonly quantity: number
}

/** What a shipment holds of the stock (reserved, picked or packed), by the ledger. */
export async function goodsHeldBy(
  tx: ShopTx,
  shipment: ShipmentId,
  ...states: readonly ('reserved' | 'picked' | 'packed')[]
): Promise<readonly HeldGoods[]> {
  const rows = await tx.$queryRaw<
    { bin_id: string; item_id: string; state: string; quantity: number }[]
  >`
    select bin_id, item_id, state, sum(delta)::int as quantity from stock_entry
    where shop_id = ${tx.shopId}::uuid and shipment_id = ${shipment}::uuid and state = any(${[...states]}::text[])
    group by bin_id, item_id, state having sum(delta) > 0
    order by item_id, bin_id, state`
  return rows.map((row) => ({
    binId: row.bin_id,
    itemId: row.item_id,
    state: readGoodsState(row.state),
    quantity: row.quantity,
  }))
}

function readGoodsState(stored: string): GoodsState {
  const found = goodsStates.find((state) => state === stored)
  if (!found) throw new Error(`unknown state of goods in the database: ${stored}`)
  return found
}
