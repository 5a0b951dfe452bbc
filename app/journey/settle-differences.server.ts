import { type OrderId, orderId, requestKey, type ShipmentId } from '../kernel/ids.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import {
  type DifferenceChoice,
  type DifferenceField,
  decideEdit,
  fieldWords,
  isDifferenceField,
} from './difference.ts'
import { hoursAfter } from './due.ts'
import { distributeOrder } from './jobs.ts'
import { readShipmentState } from './read-state.ts'
import type { ShipmentState } from './shipment.ts'
import { note } from './timeline.server.ts'

/** The work order that asks for a decision about a difference is booked under this key. */
export const workKey = (id: string) => requestKey('difference', id)
interface OpenRow {
  readonly id: string
  readonly orderId: string
  readonly shipmentId: string
  readonly field: string
}

/** Ends differences that went away by themselves. */
export async function settleDifferences(
  tx: ShopTx,
  rows: readonly OpenRow[],
  { by, why }: { readonly by: string; readonly why: string },
): Promise<void> {
  const now = new Date()
  for (const row of rows) {
    const { count } = await tx.orderDifference.updateMany({
      where: { shopId: tx.shopId, id: row.id, state: 'open' },
      data: { state: 'settled', decidedAt: now, decidedBy: by },
    })
    if (count === 0) continue
    await closeWork(tx, row.id, { state: 'cancelled', by, outcome: why })
    const words = isDifferenceField(row.field) ? fieldWords[row.field] : row.field
    await note(tx, orderId(row.orderId), {
      room: 'journey',
      kind: 'difference_settled',
      by,
      text: `Nothing is left to decide about ${words}: ${why}`,
      detail: { differenceId: row.id, shipmentId: row.shipmentId },
    })
  }
}

const closeWork = (
  tx: ShopTx,
  id: string,
  { state, by, outcome }: { readonly state: string; readonly by: string; readonly outcome: string },
) =>
  tx.workOrder.updateMany({
    where: { shopId: tx.shopId, key: workKey(id), state: 'open' },
    data: { state, outcome, doneBy: by, doneAt: new Date() },
  })

/** A person's decision, on the difference and on the work order that asked for it. */
export async function recordDecision(
  tx: ShopTx,
  ids: readonly string[],
  {
    choice,
    by,
    words,
  }: { readonly choice: DifferenceChoice; readonly by: string; readonly words: string },
): Promise<void> {
  for (const id of ids) {
    await tx.orderDifference.updateMany({
      where: { shopId: tx.shopId, id, state: 'open' },
      data: { state: 'decided', choice, decidedAt: new Date(), decidedBy: by },
    })
    await closeWork(tx, id, { state: 'done', by, outcome: words })
  }
}

/** Open differences of a whole order end, with their work: the order is over. */
export async function settleOrder(tx: ShopTx, id: OrderId, why: string): Promise<void> {
  const open = { shopId: tx.shopId, orderId: id, state: 'open' }
  await settleDifferences(tx, await tx.orderDifference.findMany({ where: open }), {
    by: 'store',
    why,
  })
}

/** Those of one field end at these shipments: the store wants them as they are again. */
export async function settleField(
  tx: ShopTx,
  id: OrderId,
  field: DifferenceField,
  except: readonly string[],
): Promise<void> {
  const where = { shopId: tx.shopId, orderId: id, field, state: 'open' }
  const rows = await tx.orderDifference.findMany({
    where: { ...where, shipmentId: { notIn: [...except] } },
  })
  await settleDifferences(tx, rows, { by: 'store', why: 'the store wants it as it is again' })
}

/** After a shipment moved: what is followed by itself from there on, or is over, needs nobody's decision. */
export async function settleOvertaken(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId },
  to: ShipmentState,
): Promise<void> {
  const where = { shopId: tx.shopId, shipmentId: shipment.id, state: 'open' }
  const open = await tx.orderDifference.findMany({ where })
  if (open.length === 0) return
  const { kind, parcels } = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.id } },
    select: { kind: true, parcels: { select: { trackingNumber: true } } },
  })
  const labelled = parcels.some(({ trackingNumber }) => trackingNumber !== null)
  const at = { kind, state: to, asked: kind === 'partner', labelled, scanned: false }
  for (const row of open) {
    const plan = isDifferenceField(row.field) ? decideEdit(row.field, at) : null
    if (plan === null || plan.kind === 'differs') continue
    const why =
      plan.kind === 'applied' ? 'the shipment follows the store from here' : 'the shipment is over'
    await settleDifferences(tx, [row], { by: 'system', why })
  }
}

/**
 * What was decided could not be carried out: it is open again, with a new date, and the reason on the
 * timeline. @param choices which decisions failed.
 */
export async function reopenDifferences(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId; readonly number: string },
  { choices, why }: { readonly choices: readonly DifferenceChoice[]; readonly why: string },
): Promise<void> {
  const rows = await tx.orderDifference.findMany({
    where: {
      ...{ shopId: tx.shopId, shipmentId: shipment.id, state: 'decided' },
      choice: { in: [...choices] },
    },
    orderBy: { id: 'desc' },
  })
  const dueAt = hoursAfter(new Date(), 1)
  const seen = new Set<string>()
  for (const row of rows) {
    const taken = await tx.orderDifference.count({
      where: { shopId: tx.shopId, shipmentId: shipment.id, field: row.field, state: 'open' },
    })
    if (taken > 0 || seen.has(row.field)) continue
    seen.add(row.field)
    await tx.orderDifference.update({
      where: { shopId_id: { shopId: tx.shopId, id: row.id } },
      data: {
        state: 'open',
        owner: 'office',
        dueAt,
        decidedAt: null,
        decidedBy: null,
        choice: null,
      },
    })
    await tx.workOrder.updateMany({
      where: { shopId: tx.shopId, key: workKey(row.id) },
      data: { state: 'open', dueAt, doneAt: null, doneBy: null, outcome: null },
    })
  }
  if (seen.size > 0)
    await note(tx, shipment.orderId, {
      room: 'journey',
      kind: 'decision_failed',
      by: 'system',
      text: `${shipment.number}: ${why}. It has to be decided again`,
      detail: { shipmentId: shipment.id },
    })
}

/** Whether somebody decided that a shipment is stopped and made anew as the store wants it now. */
export async function isMadeAnew(tx: ShopTx, id: ShipmentId): Promise<boolean> {
  const decided = await tx.orderDifference.count({
    where: {
      ...{ shopId: tx.shopId, shipmentId: id, state: 'decided' },
      choice: { in: ['ask_again', 'redo'] },
    },
  })
  return decided > 0
}

/** A shipment that was stopped to be made anew: distribute makes what the store wants now. */
export async function distributeIfAnew(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId },
): Promise<void> {
  const row = await tx.shipment.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.id } },
    select: { state: true },
  })
  if (row === null || readShipmentState(row.state) !== 'cancelled') return
  if (!(await isMadeAnew(tx, shipment.id))) return
  await enqueue(
    tx,
    distributeOrder,
    { shopId: tx.shopId, orderId: shipment.orderId },
    { key: `distribute.order:${shipment.orderId}` },
  )
}
