import { buyerShape } from '../../../journey/buyer.ts'
import type { DifferenceChoice, DifferenceField } from '../../../journey/difference.ts'
import { sidesOf, sidesShapes } from '../../../journey/differences.server.ts'
import { hoursAfter } from '../../../journey/due.ts'
import { bookFulfilmentAgain } from '../../../journey/fulfilment.server.ts'
import {
  cancelAtPartner,
  redoShipment,
  relabelShipment,
  repackShipment,
  writeCorrection,
} from '../../../journey/jobs.ts'
import { orderId, requestKey, shipmentId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'

export interface Decided {
  readonly row: {
    readonly id: string
    readonly orderId: string
    readonly sealed: Uint8Array | null
    readonly plain: unknown
  }
  readonly field: DifferenceField
  readonly shipment: { readonly id: string; readonly number: string }
  readonly choice: DifferenceChoice
  readonly by: string
}

/** How long the office has to reach the carrier about a parcel that is on its way. */
const reachCarrierHours = 2

/** Books what a decision asks for, in its transaction. */
export async function carryOut(tx: ShopTx, vault: ShopVault, decided: Decided): Promise<void> {
  const { shipment, choice, by } = decided
  const about = { shopId: tx.shopId, shipmentId: shipment.id }
  switch (choice) {
    case 'relabel':
      return enqueue(
        tx,
        relabelShipment,
        { ...about, decidedAt: new Date().toISOString(), by },
        { key: `ship.relabel:${shipment.id}` },
      )
    case 'redo':
      return enqueue(tx, redoShipment, { ...about, by }, { key: `distribute.redo:${shipment.id}` })
    case 'repack':
      return enqueue(tx, repackShipment, { ...about, by }, { key: `pack.repack:${shipment.id}` })
    case 'ask_again':
      return enqueue(tx, cancelAtPartner, about, { key: `handoff.cancel:${shipment.id}` })
    case 'redirect':
      return reachCarrier(tx, decided, {
        kind: 'redirect_parcel',
        title: `Ask the carrier to bring ${shipment.number} to the order's new address`,
      })
    case 'call_back':
      return reachCarrier(tx, decided, {
        kind: 'call_back',
        title: `Ask the carrier to bring ${shipment.number} back`,
      })
    case 'keep':
      if (decided.field === 'address') await keepAddress(tx, vault, decided)
      if (decided.field === 'lines') await keepLines(tx, decided)
      return
  }
}

/** It is sent all the same: where the store refused its fulfilment before, that is said to it once more. */
const keepLines = (tx: ShopTx, { row, shipment, by }: Decided) =>
  bookFulfilmentAgain(
    tx,
    { id: shipmentId(shipment.id), orderId: orderId(row.orderId), number: shipment.number },
    { by, why: 'it is sent as it is' },
  )

/** No carrier takes this from a machine: a person calls, by a date. */
async function reachCarrier(
  tx: ShopTx,
  { row, shipment }: Decided,
  work: { readonly kind: string; readonly title: string },
): Promise<void> {
  await tx.workOrder.createMany({
    data: [
      {
        ...{ shopId: tx.shopId, orderId: row.orderId, shipmentId: shipment.id },
        ...{ department: 'office', ...work, dueAt: hoursAfter(new Date(), reachCarrierHours) },
        key: requestKey(work.kind, row.id),
      },
    ],
    skipDuplicates: true,
  })
}

/**
 * The goods go to the address they carry: the order has it again, and the store is told, so that the
 * customer's own page shows where the parcel goes.
 */
async function keepAddress(tx: ShopTx, vault: ShopVault, { row }: Decided): Promise<void> {
  const sides = sidesOf(vault, row)
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: row.orderId } },
    select: { sealed: true },
  })
  const shipTo = sides === null ? null : sidesShapes.address.parse(sides).before
  if (!order?.sealed || shipTo === null) return
  const buyer = buyerShape.parse(vault.open(order.sealed))
  await tx.order.update({
    where: { shopId_id: { shopId: tx.shopId, id: row.orderId } },
    data: { sealed: vault.seal({ ...buyer, shipTo }), country: shipTo.countryCode ?? '' },
  })
  await tx.outsideCall.createMany({
    data: [
      {
        ...{ shopId: tx.shopId, orderId: row.orderId, kind: 'correct_order' },
        key: requestKey('keep_address', row.id),
        sealed: vault.seal({ shipTo }),
      },
    ],
    skipDuplicates: true,
  })
  await enqueue(
    tx,
    writeCorrection,
    { shopId: tx.shopId, orderId: row.orderId },
    { key: `check.write_back:${row.orderId}` },
  )
}
