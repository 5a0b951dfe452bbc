import type { z } from 'zod'
import { addressForPeople } from '../../../journey/buyer.ts'
import {
  type DifferenceChoice,
  type DifferenceField,
  decideEdit,
  isDifferenceField,
} from '../../../journey/difference.ts'
import { sidesOf, sidesShapes } from '../../../journey/differences.server.ts'
import type { OrderId, ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { ShopVault, Vaults } from '../../../platform/vault.server.ts'
import { readEditedShipments } from '../orders/read-shipments.server.ts'

/** One thing that goods under way do not follow, as the order's page shows it. Times are ISO instants. */
export interface ShownDifference {
  readonly id: string
  readonly field: DifferenceField
  readonly shipment: string
  /** Lines to read; empty: nothing was there, or it was erased. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly owner: string
  readonly dueAt: string
  /** What can still be decided, as the shipment stands now. */
  readonly offers: readonly DifferenceChoice[]
}

export interface DifferenceDeps {
  readonly db: Db
  readonly vaults: Vaults
}

/** What an order's goods do not follow and somebody has to decide, due first. */
export async function readDifferences(
  deps: DifferenceDeps,
  shop: ShopId,
  id: OrderId,
): Promise<readonly ShownDifference[]> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, (tx) => readOpen(tx, vault, id))
}

async function readOpen(
  tx: ShopTx,
  vault: ShopVault,
  id: OrderId,
): Promise<readonly ShownDifference[]> {
  const rows = await tx.orderDifference.findMany({
    where: { shopId: tx.shopId, orderId: id, state: 'open' },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  })
  if (rows.length === 0) return []
  const shipments = new Map((await readEditedShipments(tx, [id])).map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const shipment = shipments.get(row.shipmentId)
    if (!shipment || !isDifferenceField(row.field)) return []
    const plan = decideEdit(row.field, shipment)
    const { before, after } = inWords(row.field, sidesOf(vault, row))
    return [
      {
        ...{ id: row.id, field: row.field, shipment: shipment.number, before, after },
        owner: row.owner ?? 'office',
        dueAt: (row.dueAt ?? row.openedAt).toISOString(),
        // Where it is followed by itself meanwhile, or over, only the note that it was seen is left.
        offers: plan.kind === 'differs' ? plan.offers : (['keep'] as const),
      },
    ]
  })
}

const lines = (text: string | null): readonly string[] => (text?.trim() ? [text.trim()] : [])

function inWords(field: DifferenceField, sides: Readonly<Record<string, unknown>> | null) {
  const each = <Side>(
    shape: z.ZodType<{ before: Side; after: Side }>,
    words: (side: Side) => readonly string[],
  ) => {
    const read = shape.parse(sides)
    return { before: words(read.before), after: words(read.after) }
  }
  if (sides === null) return { before: [], after: [] }
  switch (field) {
    case 'address':
      return each(sidesShapes.address, (side) => (side === null ? [] : addressForPeople(side)))
    case 'note':
      return each(sidesShapes.note, lines)
    case 'delivery':
      return each(sidesShapes.delivery, lines)
    case 'lines':
      return each(sidesShapes.lines, (side) =>
        side.map(({ title, quantity }) => `${quantity} × ${title}`),
      )
  }
}
