import { z } from 'zod'
import type { OrderId } from '../kernel/ids.ts'
import type { Prisma, ShopTx } from '../platform/db.server.ts'
import type { ShopVault } from '../platform/vault.server.ts'
import { addressShape } from './buyer.ts'
import { type DifferenceField, type EditPlan, fieldWords } from './difference.ts'
import { hoursAfter } from './due.ts'
import { settleDifferences, workKey } from './settle-differences.server.ts'
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
    return settleDifferences(tx, [open], {
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
