import { z } from 'zod'
import { type OrderId, orderId, requestKey, type ShipmentId } from '../kernel/ids.ts'
import type { Prisma, ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import type { ShopVault } from '../platform/vault.server.ts'
import { addressShape } from './buyer.ts'
import {
  type DifferenceChoice,
  type DifferenceField,
  decideEdit,
  type EditPlan,
  fieldWords,
  isDifferenceField,
} from './difference.ts'
import { hoursAfter } from './due.ts'
import { distributeOrder } from './jobs.ts'
import { readShipmentState } from './read-state.ts'
import { type ShipmentState, shipmentLabel } from './shipment.ts'
import { note } from './timeline.server.ts'

const both = <Shape extends z.ZodType>(shape: Shape) => z.object({ before: shape, after: shape })
const goods = z.array(z.object({ title: z.string(), quantity: z.number() }))

/** What stands on each side of a difference, by its field. */
export const sidesShapes = {
  address: both(addressShape.nullable()),
  note: both(z.string().nullable()),
  delivery: both(z.string().nullable()),
  lines: both(goods),
} as const
/** Personal sides are sealed with the shop's key; the others stand in the open. */
type Sides =
  | { readonly field: 'address'; readonly sides: z.infer<typeof sidesShapes.address> }
  | { readonly field: 'note'; readonly sides: z.infer<typeof sidesShapes.note> }
  | { readonly field: 'delivery'; readonly sides: z.infer<typeof sidesShapes.delivery> }
  | { readonly field: 'lines'; readonly sides: z.infer<typeof sidesShapes.lines> }

export type ToldDifference = Sides & {
  readonly orderId: OrderId
  readonly shipment: {
    readonly id: string
    readonly number: string
    readonly state: ShipmentState
  }
  readonly plan: Extract<EditPlan, { readonly kind: 'differs' }>
}

const workKey = (id: string) => requestKey('difference', id)
/** JSON the way the database gives it back, so that the same sides compare alike. */
const plainly = (value: unknown): Prisma.InputJsonObject =>
  z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(value)))

/**
 * Writes down that the store wants a shipment otherwise than it is, with who decides and by when: a row,
 * a work order, a line on the timeline. A second change of the same field replaces what is wanted; one
 * that goes back to what the goods carry ends the difference.
 * @param vault of the shop; needed where the field is personal.
 */
export async function openDifference(
  tx: ShopTx,
  vault: ShopVault | null,
  told: ToldDifference,
): Promise<void> {
  const { shopId } = tx
  const { field, shipment } = told
  const where = { shopId, shipmentId: shipment.id, field, state: 'open' }
  const open = await tx.orderDifference.findFirst({ where })
  const had = open ? sidesOf(vault, open) : null
  const sides = { before: had ? had['before'] : told.sides.before, after: told.sides.after }
  const kept = pack(vault, field, sides)
  if (open && JSON.stringify(plainly(sides)['before']) === JSON.stringify(plainly(sides)['after']))
    return settle(tx, [open], {
      by: 'store',
      why: 'the store says again what it said before',
    })
  if (open) {
    await tx.orderDifference.update({ where: { shopId_id: { shopId, id: open.id } }, data: kept })
    return
  }
  const dueAt = hoursAfter(new Date(), told.plan.hours)
  const row = await tx.orderDifference.create({
    data: {
      ...{ shopId, orderId: told.orderId, shipmentId: shipment.id, field, stood: shipment.state },
      ...{ owner: told.plan.owner, dueAt, ...kept },
    },
    select: { id: true },
  })
  await askToDecide(tx, {
    id: row.id,
    orderId: told.orderId,
    shipmentId: shipment.id,
    owner: told.plan.owner,
    dueAt,
    title: `${capital(fieldWords[field])} of ${shipment.number} changed in the store (${shipmentLabel[shipment.state].toLowerCase()}): decide on the order's page`,
  })
  await note(tx, told.orderId, {
    room: 'journey',
    kind: 'differs_from_store',
    by: 'store',
    text: `${capital(fieldWords[field])} changed in the store, and ${shipment.number} does not follow by itself any more (${shipmentLabel[shipment.state].toLowerCase()})`,
    detail: { differenceId: row.id, shipmentId: shipment.id, field },
  })
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
const isPersonal = (field: DifferenceField) => field === 'address' || field === 'note'

function pack(vault: ShopVault | null, field: DifferenceField, sides: object) {
  if (!isPersonal(field)) return { plain: plainly(sides) }
  if (vault === null)
    throw new Error(`a difference of the ${field} is personal and needs the vault`)
  return { sealed: vault.seal(plainly(sides)) }
}

interface StoredSides {
  readonly sealed: Uint8Array | null
  readonly plain: unknown
}

/** Both sides as they were written; null once erased. */
export function sidesOf(
  vault: ShopVault | null,
  { sealed, plain }: StoredSides,
): Readonly<Record<string, unknown>> | null {
  const stored = sealed === null ? plain : vault?.open(sealed)
  return stored === null || stored === undefined
    ? null
    : z.record(z.string(), z.unknown()).parse(stored)
}

interface Asked {
  readonly id: string
  readonly orderId: string
  readonly shipmentId: string
  readonly owner: string
  readonly dueAt: Date
  readonly title: string
}

const askToDecide = (tx: ShopTx, { id, title, owner, dueAt, orderId, shipmentId }: Asked) =>
  tx.workOrder.createMany({
    data: [
      {
        ...{ shopId: tx.shopId, orderId, shipmentId, department: owner, kind: 'decide_change' },
        ...{ title, dueAt, key: workKey(id) },
      },
    ],
    skipDuplicates: true,
  })

interface OpenRow {
  readonly id: string
  readonly orderId: string
  readonly shipmentId: string
  readonly field: string
}

/** Ends differences that went away by themselves. */
async function settle(
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
  await settle(tx, await tx.orderDifference.findMany({ where: open }), { by: 'store', why })
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
  await settle(tx, rows, { by: 'store', why: 'the store wants it as it is again' })
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
    await settle(tx, [row], { by: 'system', why })
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

/** A shipment that was stopped to be made anew: distribute makes what the store wants now. */
export async function distributeIfAnew(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId },
): Promise<void> {
  const decided = await tx.orderDifference.count({
    where: {
      ...{ shopId: tx.shopId, shipmentId: shipment.id, state: 'decided' },
      choice: { in: ['ask_again', 'redo'] },
    },
  })
  const row = await tx.shipment.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.id } },
    select: { state: true },
  })
  if (decided === 0 || row === null || readShipmentState(row.state) !== 'cancelled') return
  await enqueue(
    tx,
    distributeOrder,
    { shopId: tx.shopId, orderId: shipment.orderId },
    { key: `distribute.order:${shipment.orderId}` },
  )
}
