import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { carryDue } from '../../journey/carry-due.ts'
import { pollParcel, shipStock, tellParcel } from '../../journey/jobs.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import { readSettings } from '../../journey/settings.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShippingFacts } from './read-shipping.server.ts'

interface Leaving {
  readonly to: 'handed_over' | 'delivered'
  /** false: the store has no place for it any more. */
  readonly inStore: boolean
}

/**
 * The store was told: the goods are with the carrier, or with the customer already.
 * Books stock's and track's work. The caller holds the order.
 */
export async function handOver(
  tx: ShopTx,
  facts: ShippingFacts,
  { to, inStore }: Leaving,
): Promise<void> {
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: facts.id } },
    select: { state: true },
  })
  const state = readShipmentState(row.state)
  const next = to === 'delivered' ? null : await carrying(tx, facts)
  if (state === facts.state && state !== to) {
    const moved = await advanceShipment(
      tx,
      { id: facts.id, orderId: facts.orderId, state },
      { to, reason: reasonOf(facts, inStore), room: 'ship', by: 'system', next },
    )
    if (!moved.ok) throw new MovedMeanwhile('the shipment moved while it was handed over')
  } else if (state === 'handed_over' && next) await planShipmentNext(tx, facts, next)
  const about = { shopId: tx.shopId, shipmentId: facts.id }
  if (facts.kind !== 'digital')
    await enqueue(tx, shipStock, about, { key: `stock.ship:${facts.id}` })
  for (const { id } of facts.parcels) {
    const parcel = { shopId: tx.shopId, parcelId: id }
    await enqueue(tx, tellParcel, parcel, { key: `track.tell:${id}` })
    if (to === 'handed_over') await enqueue(tx, pollParcel, parcel, { key: `track.poll:${id}` })
  }
}

function reasonOf(facts: ShippingFacts, inStore: boolean): string {
  if (facts.kind === 'digital') return `${facts.number} was sent by wire`
  if (facts.kind === 'pickup') return `${facts.number} was collected`
  const names = new Set(facts.parcels.flatMap((parcel) => parcel.carrierName ?? []))
  return `${facts.number} goes with ${[...names].join(' and ')}; ${inStore ? 'the store knows' : 'nothing of it is wanted in the store any more'}`
}

async function carrying(tx: ShopTx, facts: ShippingFacts) {
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const etas = facts.parcels.flatMap((parcel) => parcel.eta?.getTime() ?? [])
  const dueAt = carryDue({
    eta: etas.length > 0 ? new Date(Math.max(...etas)) : null,
    leftAt: new Date(),
    from: facts.location.country || shop.country,
    to: facts.order.country,
    settings: readSettings(shop.settings),
  })
  return { owner: 'carrier', step: 'carry', dueAt } as const
}
