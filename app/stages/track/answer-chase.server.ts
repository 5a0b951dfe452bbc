import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import { note } from '../../journey/timeline.server.ts'
import { orderId, parcelId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { absorb } from './absorb.server.ts'
import type { TrackDeps } from './deps.server.ts'
import { readParcel } from './read-parcel.server.ts'
import { closeChases } from './work.server.ts'

/** What a person found out about goods that are on their way. */
export type ChaseAnswer =
  /** The carrier goes on with it; look again then. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'delivered' }
  /** It is back, or lost: the order's goods did not arrive. */
  | { readonly kind: 'came_back' }

export type ChaseRefusal =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_on_its_way'; readonly state: string }
  | { readonly kind: 'date_not_ahead' }

const outcomes = {
  wait: 'the carrier goes on with it',
  delivered: 'it was delivered',
  came_back: 'it came back or is lost',
} as const

/** Writes down what a person found out, moves the shipment along, and ends the task. */
export async function answerChase(
  deps: TrackDeps,
  shop: ShopId,
  id: ShipmentId,
  { answer, by }: { readonly answer: ChaseAnswer; readonly by: string },
): Promise<Outcome<'noted', ChaseRefusal>> {
  if (answer.kind === 'wait' && answer.until.getTime() <= Date.now())
    return refuse({ kind: 'date_not_ahead' })
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx): Promise<Outcome<'noted', ChaseRefusal>> => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id =
      (select order_id from shipment where shop_id = ${shop}::uuid and id = ${id}::uuid) for update`
    const row = await tx.shipment.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row) return refuse({ kind: 'not_found' })
    const state = readShipmentState(row.state)
    if (state !== 'handed_over' && state !== 'moving')
      return refuse({ kind: 'not_on_its_way', state })
    const shipment = { id, orderId: orderId(row.orderId), state }
    await closeChases(tx, id, { by, outcome: outcomes[answer.kind] })
    await note(tx, shipment.orderId, {
      ...{ room: 'track', kind: 'chase_answered', by, detail: { shipmentId: id } },
      text: `${row.number}: ${outcomes[answer.kind]}`,
    })
    if (answer.kind === 'wait')
      await planShipmentNext(tx, shipment, {
        owner: 'carrier',
        step: 'carry',
        dueAt: answer.until,
      })
    else await settle(tx, vault, shipment, { end: answer.kind, by })
    return accept('noted')
  })
}

/** What a person says of all its parcels is an event like a carrier's; goods without a number just move. */
async function settle(
  tx: ShopTx,
  vault: ShopVault,
  shipment: {
    readonly id: ShipmentId
    readonly orderId: ReturnType<typeof orderId>
    readonly state: 'handed_over' | 'moving'
  },
  { end, by }: { readonly end: 'delivered' | 'came_back'; readonly by: string },
): Promise<void> {
  const rows = await tx.parcel.findMany({
    where: {
      ...{ shopId: tx.shopId, shipmentId: shipment.id, trackingNumber: { not: null } },
      status: { notIn: ['delivered', 'returned'] },
    },
    select: { id: true },
  })
  for (const row of rows) {
    const parcel = await readParcel(tx, parcelId(row.id))
    if (!parcel) continue
    await absorb(tx, vault, parcel, {
      ...{ trackingNumber: parcel.number, eta: null },
      events: [
        {
          ...{ key: `person:${end}:${row.id}`, rawCode: 'PERSON', place: '', at: new Date() },
          status: end === 'delivered' ? 'delivered' : 'returned',
          message: end === 'delivered' ? 'Delivered, says the shop' : 'Came back, says the shop',
        },
      ],
    })
  }
  if (rows.length > 0) return
  await advanceShipment(tx, shipment, {
    ...{ to: end, reason: outcomes[end], room: 'track', by, next: null },
  })
}
