import { type ForShipment, reserveGoods } from '../../journey/reservations.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { accept, type Outcome } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { decideReservation, type Missing, type Wanted } from './decide-reservation.ts'
import { freeShelves } from './shelves.server.ts'

/**
 * Reserves pieces for lines of a shipment at a place, what expires first before the rest; all or nothing.
 * Whoever calls it has locked the order and knows that the shipment has no open reservations.
 * @returns pieces reserved (`again`: by the same command before), or what is missing.
 */
export async function reserveLines(
  tx: ShopTx,
  what: ForShipment & {
    readonly locationId: string | null
    readonly wanted: readonly Wanted[]
  },
): Promise<Outcome<{ readonly pieces: number; readonly again: boolean }, readonly Missing[]>> {
  const { locationId, wanted, ...forWhom } = what
  const open = await tx.reservation.count({
    where: { shopId: tx.shopId, shipmentId: what.shipmentId, quantity: { gt: 0 } },
  })
  if (open > 0) throw new Error(`${what.key}: the shipment waits and has reservations`)
  const answer = decideReservation(wanted, await freeShelves(tx, locationId, wanted))
  if (!answer.ok) return answer
  const reserved = await reserveGoods(tx, { ...forWhom, takes: answer.value })
  // The shelves are locked: only entries past the guards can be in the way.
  if (reserved === 'not_there') throw new MovedMeanwhile(`the bins changed while ${what.key}`)
  return accept({
    pieces: answer.value.reduce((sum, take) => sum + take.quantity, 0),
    again: reserved === 'seen',
  })
}
