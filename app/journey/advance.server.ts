import { MoveNotAllowed } from '../kernel/faults.ts'
import type { OrderId, ReturnId, ShipmentId } from '../kernel/ids.ts'
import { jsonRows } from '../kernel/json-rows.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { endConfirmationHold, openConfirmationHold } from './holds/confirmation-hold.server.ts'
import type { NextStep } from './next-step.ts'
import { type OrderState, orderLabel, orderNext } from './order.ts'
import { type ReturnState, returnLabel, returnNext } from './return.ts'
import { rollUpOrder } from './roll-up.server.ts'
import { isMadeAnew, settleOvertaken } from './settle-differences.server.ts'
import { type ShipmentState, shipmentLabel, shipmentNext } from './shipment.ts'
import { note } from './timeline.server.ts'

/** Somebody moved it since the caller read it: read again, decide again. */
export interface MovedMeanwhileRefusal<State> {
  readonly kind: 'moved_meanwhile'
  readonly expected: State
}

export interface Move<State> {
  readonly to: State
  /** Why, for the timeline: one sentence part for the merchant, without personal data. */
  readonly reason: string
  readonly room: string
  /** As in TimelineNote. */
  readonly by: string
  /** Who does what by when from now on; null exactly when `to` is an end. */
  readonly next: NextStep | null
}

type Cycle<State extends string> = Readonly<Record<State, readonly State[]>>

function mustBeAllowed<State extends string>(cycle: Cycle<State>, from: State, move: Move<State>) {
  if (!cycle[from].includes(move.to)) throw new MoveNotAllowed(`${from} may not become ${move.to}`)
  if ((cycle[move.to].length === 0) !== (move.next === null) && !isSoftEnd(move.to))
    throw new MoveNotAllowed(
      `${move.to} ${move.next ? 'is an end and has no' : 'needs a'} next step`,
    )
}
/** `delivered` of a shipment is over, though a parcel can still come back. */
const isSoftEnd = (state: string) => state === 'delivered'

const nextColumns = (next: NextStep | null) => ({
  owner: next?.owner ?? null,
  nextStep: next?.step ?? null,
  dueAt: next?.dueAt ?? null,
  alarmedAt: null,
})

interface OrderMove {
  readonly order: { readonly id: OrderId; readonly state: OrderState }
  readonly move: Move<OrderState>
}

/**
 * Moves one order and writes the move down. The state the caller saw must still hold.
 * @throws MoveNotAllowed when the life cycle has no such move, or the next step is missing.
 */
export async function advanceOrder(
  tx: ShopTx,
  order: OrderMove['order'],
  move: Move<OrderState>,
): Promise<Outcome<OrderState, MovedMeanwhileRefusal<OrderState>>> {
  const moved = await advanceOrders(tx, [{ order, move }])
  return moved.has(order.id)
    ? accept(move.to)
    : refuse({ kind: 'moved_meanwhile', expected: order.state })
}

/**
 * The same for many orders, in one statement.
 * @returns those that moved; the others were moved by somebody else since the caller read them.
 */
export async function advanceOrders(
  tx: ShopTx,
  moves: readonly OrderMove[],
): Promise<ReadonlySet<string>> {
  if (moves.length === 0) return new Set()
  const now = new Date()
  const rows = moves.map(({ order, move }) => {
    mustBeAllowed(orderNext, order.state, move)
    const { owner = null, step = null, dueAt = null } = move.next ?? {}
    const ended_at = move.next === null ? now : null
    return { id: order.id, was: order.state, now: move.to, owner, step, due_at: dueAt, ended_at }
  })
  const written = await tx.$queryRaw<{ id: string }[]>`
    update sales_order o set state = r.now, version = o.version + 1, ended_at = r.ended_at,
      owner = r.owner, next_step = r.step, due_at = r.due_at, alarmed_at = null
    from json_to_recordset(${jsonRows(rows)}::json) as r(id uuid, was text, now text, owner text,
      step text, due_at timestamptz, ended_at timestamptz)
    where o.shop_id = ${tx.shopId}::uuid and o.id = r.id and o.state = r.was returning o.id`
  const moved = new Set(written.map(({ id }) => id))
  for (const one of moves) if (moved.has(one.order.id)) await tellMove(tx, one)
  return moved
}

async function tellMove(tx: ShopTx, { order, move }: OrderMove): Promise<void> {
  await note(tx, order.id, {
    room: move.room,
    kind: 'moved',
    by: move.by,
    text: `${orderLabel[move.to]}: ${move.reason}`,
    detail: { from: order.state, to: move.to },
  })
  if (order.state === 'confirming') await endConfirmationHold(tx, order.id)
  if (move.to === 'confirming' && move.next) await openConfirmationHold(tx, order.id, move.next)
}

/**
 * Moves one shipment, writes the move down and works out the order's state, owner, next step and due time anew.
 * A delivered shipment has `next: null` too.
 */
export async function advanceShipment(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId; readonly state: ShipmentState },
  move: Move<ShipmentState>,
): Promise<Outcome<ShipmentState, MovedMeanwhileRefusal<ShipmentState>>> {
  mustBeAllowed(shipmentNext, shipment.state, move)
  // The order's row is locked first, so that two shipments of one order roll up one after the other.
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${shipment.orderId}::uuid for update`
  const moved = await tx.shipment.updateMany({
    where: { shopId: tx.shopId, id: shipment.id, state: shipment.state },
    data: {
      state: move.to,
      version: { increment: 1 },
      ...nextColumns(move.next),
      ...(move.to === 'handed_over' ? { handedOverAt: new Date() } : {}),
      ...(move.to === 'delivered' ? { deliveredAt: new Date() } : {}),
    },
  })
  if (moved.count === 0) return refuse({ kind: 'moved_meanwhile', expected: shipment.state })
  await note(tx, shipment.orderId, {
    room: move.room,
    kind: 'shipment_moved',
    by: move.by,
    text: `${shipmentLabel[move.to]}: ${move.reason}`,
    detail: { shipmentId: shipment.id, from: shipment.state, to: move.to },
  })
  if (!onTheWay.includes(move.to)) await settleOvertaken(tx, shipment, move.to)
  const anew = move.to === 'cancelled' && (await isMadeAnew(tx, shipment.id))
  await rollUpOrder(tx, shipment.orderId, anew)
  return accept(move.to)
}

/** A shipment that goes on its way only gets further from what the store wants otherwise. */
const onTheWay: readonly ShipmentState[] = [
  'picking',
  'picked',
  'packing',
  'labelled',
  'accepted',
  'handed_over',
  'moving',
]

/** Moves one return and writes the move down on its order's timeline. */
export async function advanceReturn(
  tx: ShopTx,
  returned: { readonly id: ReturnId; readonly orderId: OrderId; readonly state: ReturnState },
  move: Move<ReturnState>,
): Promise<Outcome<ReturnState, MovedMeanwhileRefusal<ReturnState>>> {
  mustBeAllowed(returnNext, returned.state, move)
  const moved = await tx.return.updateMany({
    where: { shopId: tx.shopId, id: returned.id, state: returned.state },
    data: { state: move.to, version: { increment: 1 }, ...nextColumns(move.next) },
  })
  if (moved.count === 0) return refuse({ kind: 'moved_meanwhile', expected: returned.state })
  await note(tx, returned.orderId, {
    room: move.room,
    kind: 'return_moved',
    by: move.by,
    text: `Return ${returnLabel[move.to].toLowerCase()}: ${move.reason}`,
    detail: { returnId: returned.id, from: returned.state, to: move.to },
  })
  return accept(move.to)
}

/** Gives open orders another owner, step or date without moving them, and clears their alarm. */
export async function planNext(
  tx: ShopTx,
  orders: { readonly id: OrderId } | readonly OrderId[],
  next: NextStep,
): Promise<void> {
  const ids = 'id' in orders ? [orders.id] : [...orders]
  const { owner, step, dueAt } = next
  await tx.$executeRaw`
    update sales_order set owner = ${owner}, next_step = ${step}, due_at = ${dueAt}, alarmed_at = null
    where shop_id = ${tx.shopId}::uuid and id = any(${ids}::uuid[]) and state not in ('completed', 'cancelled')`
}

/** The same for an open shipment; the order follows. */
export async function planShipmentNext(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId },
  next: NextStep,
): Promise<void> {
  await tx.shipment.updateMany({
    where: {
      shopId: tx.shopId,
      id: shipment.id,
      state: { notIn: ['delivered', 'came_back', 'cancelled'] },
    },
    data: nextColumns(next),
  })
  await rollUpOrder(tx, shipment.orderId)
}

/** The same for an open return. */
export async function planReturnNext(
  tx: ShopTx,
  returned: { readonly id: ReturnId },
  next: NextStep,
): Promise<void> {
  await tx.return.updateMany({
    where: {
      shopId: tx.shopId,
      id: returned.id,
      state: { notIn: ['settled', 'declined', 'cancelled'] },
    },
    data: nextColumns(next),
  })
}
