import {
  choiceWords,
  type DifferenceChoice,
  type DifferenceField,
  decideEdit,
  fieldWords,
  isDifferenceField,
} from '../../../journey/difference.ts'
import { recordDecision } from '../../../journey/settle-differences.server.ts'
import { note } from '../../../journey/timeline.server.ts'
import { isUuid, type OrderId, orderId, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { readEditedShipments } from '../orders/read-shipments.server.ts'
import { carryOut } from './carry-out.server.ts'
import type { DifferenceDeps } from './read-differences.server.ts'

export type DecisionRefusal =
  /** Somebody decided it, or it went away by itself. */
  | { readonly kind: 'nothing_to_decide' }
  /** The shipment went on meanwhile: this is what is left to choose from. */
  | { readonly kind: 'not_offered'; readonly offers: readonly DifferenceChoice[] }

export interface Decision {
  readonly id: string
  readonly choice: DifferenceChoice
  readonly by: string
}

/**
 * A person decides what becomes of goods that the store wants otherwise. The decision is written down and
 * the room that carries it out gets its job in the same transaction; what it covers besides is decided with it.
 */
export async function decideDifference(
  deps: DifferenceDeps,
  shop: ShopId,
  order: OrderId,
  decision: Decision,
): Promise<Outcome<DifferenceChoice, DecisionRefusal>> {
  if (!isUuid(decision.id)) return refuse({ kind: 'nothing_to_decide' })
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${order}::uuid for update`
    const row = await tx.orderDifference.findFirst({
      where: { shopId: shop, orderId: order, id: decision.id, state: 'open' },
    })
    const shipments = await readEditedShipments(tx, [order])
    const shipment = shipments.find((one) => one.id === row?.shipmentId)
    if (!row || !shipment || !isDifferenceField(row.field))
      return refuse({ kind: 'nothing_to_decide' })
    const plan = decideEdit(row.field, shipment)
    const offers = plan.kind === 'differs' ? plan.offers : (['keep'] as const)
    const { choice, by } = decision
    if (!offers.some((offer) => offer === choice)) return refuse({ kind: 'not_offered', offers })
    const covered = await coveredBy(tx, {
      id: row.id,
      field: row.field,
      shipment: row.shipmentId,
      choice,
    })
    const words = choiceWords[choice].toLowerCase()
    await recordDecision(tx, covered, { choice, by, words })
    await note(tx, orderId(row.orderId), {
      room: 'intake',
      kind: 'difference_decided',
      by,
      text: `${shipment.number}, ${fieldWords[row.field]}: ${words}`,
      detail: { differenceId: row.id, shipmentId: row.shipmentId, choice },
    })
    await carryOut(tx, vault, { row, field: row.field, shipment, choice, by })
    return accept(choice)
  })
}

const wholeShipment: readonly DifferenceChoice[] = ['redo', 'ask_again', 'call_back']

/** A shipment made anew follows everything; a new label the address and the way of delivery. */
async function coveredBy(
  tx: ShopTx,
  about: {
    readonly id: string
    readonly field: DifferenceField
    readonly shipment: string
    readonly choice: DifferenceChoice
  },
): Promise<readonly string[]> {
  const fields: readonly DifferenceField[] = wholeShipment.includes(about.choice)
    ? ['address', 'lines', 'delivery', 'note']
    : about.choice === 'relabel'
      ? ['address', 'delivery']
      : [about.field]
  const rows = await tx.orderDifference.findMany({
    where: {
      ...{ shopId: tx.shopId, shipmentId: about.shipment, state: 'open' },
      field: { in: [...fields] },
    },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
