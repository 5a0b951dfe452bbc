import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { OrderId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { advanceOrder, planNext } from '../advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../due.ts'
import {
  checkOrders,
  confirmReleased,
  fulfilShipment,
  mirrorHolds,
  requestPartner,
} from '../jobs.ts'
import { readOrderState } from '../read-state.ts'
import { rollUpOrder } from '../roll-up.server.ts'
import { note } from '../timeline.server.ts'
import { holdLabel, readHoldKind } from './hold-kinds.ts'
import { nextOfHolds, readOpenHolds } from './open-holds.server.ts'

export type ReleaseRefusal =
  | { readonly kind: 'no_such_hold' }
  /** Somebody was faster, or it released itself. */
  | { readonly kind: 'released_before' }

/**
 * Releases one hold and leaves the others. With the last one the order goes on where it was stopped:
 * before release it is judged again, after release its shipments go on. What a person releases is
 * waived: the same ground does not hold the order again.
 * @param by `system`, `store`, `customer`, or a person's handle.
 */
export async function releaseHold(
  tx: ShopTx,
  id: OrderId,
  holdId: string,
  { by, why = '' }: { readonly by: string; readonly why?: string },
): Promise<Outcome<'still_held' | 'goes_on', ReleaseRefusal>> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`
  const hold = await tx.hold.findFirst({ where: { shopId: tx.shopId, orderId: id, id: holdId } })
  if (!hold) return refuse({ kind: 'no_such_hold' })
  if (hold.releasedAt) return refuse({ kind: 'released_before' })
  const waived = by === 'system' ? hold.waived : [...new Set([...hold.waived, ...hold.missing])]
  await tx.hold.update({
    where: { shopId_id: { shopId: tx.shopId, id: holdId } },
    data: { releasedAt: new Date(), releasedBy: by, waived },
  })
  await note(tx, id, {
    room: 'check',
    kind: 'hold_released',
    by,
    text: `Hold released (${holdLabel[readHoldKind(hold.kind)].toLowerCase()})${why && `: ${why}`}`,
    detail: { hold: holdId, kind: hold.kind },
  })
  await enqueue(tx, mirrorHolds, { shopId: tx.shopId, orderId: id }, { key: `check.mirror:${id}` })
  return accept(await goOn(tx, id, { by, kind: hold.kind }))
}

async function goOn(
  tx: ShopTx,
  id: OrderId,
  { by, kind }: { readonly by: string; readonly kind: string },
): Promise<'still_held' | 'goes_on'> {
  const others = nextOfHolds(await readOpenHolds(tx, id))
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { state: true },
  })
  const state = readOrderState(order.state)
  if (state === 'released') {
    await rollUpOrder(tx, id)
    if (!others) await resumeShipments(tx, id)
  } else if (state === 'held') {
    if (others) await planNext(tx, { id }, others)
    else await backToCheck(tx, id, by)
  } else if (state === 'confirming' && kind === 'confirmation')
    await enqueue(
      tx,
      confirmReleased,
      { shopId: tx.shopId, orderId: id, by },
      { key: `confirm.released:${id}` },
    )
  return others ? 'still_held' : 'goes_on'
}

async function backToCheck(tx: ShopTx, id: OrderId, by: string) {
  const next = {
    owner: 'system',
    step: 'check',
    dueAt: minutesAfter(new Date(), systemStepMinutes),
  } as const
  const moved = await advanceOrder(
    tx,
    { id, state: 'held' },
    { to: 'received', reason: 'nothing holds it any more', room: 'check', by, next },
  )
  if (!moved.ok) throw new MovedMeanwhile('an order moved although its row was held')
  await enqueue(tx, checkOrders, { shopId: tx.shopId }, { key: `check.orders:${tx.shopId}` })
}

/** Work that nobody would begin again by himself: requests to partners, and digital goods. */
async function resumeShipments(tx: ShopTx, orderId: OrderId) {
  const waiting = await tx.shipment.findMany({
    where: {
      shopId: tx.shopId,
      orderId,
      OR: [
        { kind: 'partner', state: 'requested' },
        { kind: 'digital', state: 'ready' },
      ],
    },
    select: { id: true, kind: true },
  })
  for (const { id, kind } of waiting)
    await (kind === 'partner'
      ? enqueue(
          tx,
          requestPartner,
          { shopId: tx.shopId, shipmentId: id },
          { key: `handoff.request:${id}` },
        )
      : enqueue(
          tx,
          fulfilShipment,
          { shopId: tx.shopId, shipmentId: id },
          { key: `ship.fulfil:${id}` },
        ))
}
