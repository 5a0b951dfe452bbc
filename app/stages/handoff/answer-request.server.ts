import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { daysAfter, hoursAfter } from '../../journey/due.ts'
import { distributeOrder } from '../../journey/jobs.ts'
import { sealWords } from '../../journey/own-words.ts'
import { reopenDifferences } from '../../journey/settle-differences.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import {
  type AnswerOutcome,
  answered,
  answering,
  type HeldRequest,
  noteAnswer,
  type PartnerCaller,
  recordAnswer,
} from './answer.server.ts'
import { type RejectReason, rejectReasons } from './decide-answer.ts'
import type { HandoffDeps } from './deps.server.ts'
import { bookStoreCall, isBooked } from './store-calls.server.ts'
import { closePartnerWork, openOfficeWork } from './work-orders.server.ts'

/** Days a partner has to ship when no date was worked out. */
const defaultDaysToShip = 2
/** Hours the office has to find another way. */
const decideWithinHours = 4

/**
 * The partner takes the request.
 * @param reference the partner's own number for it, or null.
 */
export const acceptRequest = (
  deps: Pick<HandoffDeps, 'db'>,
  caller: PartnerCaller,
  id: string,
  { reference }: { readonly reference: string | null },
): Promise<AnswerOutcome> =>
  answering(deps, caller, { rawId: id, answer: 'accept' }, async (tx, request) => {
    await recordAnswer(tx, request, {
      state: 'accepted',
      answeredAt: new Date(),
      ...(reference ? { partnerRef: reference } : {}),
    })
    await takeOn(tx, caller, request, `${caller.name} accepted`)
    return answered('accepted')
  })

/** Moves the shipment to the partner's hands and books the store's acceptance. */
export async function takeOn(
  tx: ShopTx,
  caller: PartnerCaller,
  { shipment }: HeldRequest,
  reason: string,
): Promise<void> {
  const dueAt = shipment.leaveBy ?? daysAfter(new Date(), defaultDaysToShip)
  const moved = await advanceShipment(
    tx,
    { id: shipment.id, orderId: shipment.orderId, state: 'requested' },
    {
      to: 'accepted',
      reason,
      room: 'handoff',
      by: `partner:${caller.partnerId}`,
      next: { owner: 'partner', step: 'ship_by_partner', dueAt },
    },
  )
  if (!moved.ok) throw new MovedMeanwhile('the shipment moved while the partner accepted it')
  await tx.workOrder.updateMany({
    where: {
      shopId: tx.shopId,
      shipmentId: shipment.id,
      department: 'partner',
      acknowledgedAt: null,
    },
    data: { acknowledgedAt: new Date() },
  })
  await bookStoreCall(tx, shipment, 'store_accept')
}

/**
 * The partner does not take the request. The office decides who ships it instead.
 * @param note the partner's own words, or null; sealed beside the request, never on the timeline.
 */
export async function rejectRequest(
  deps: Pick<HandoffDeps, 'db' | 'vaults'>,
  caller: PartnerCaller,
  id: string,
  said: { readonly reason: RejectReason; readonly note: string | null },
): Promise<AnswerOutcome> {
  const vault = await deps.vaults.of(caller.shop)
  return answering(deps, caller, { rawId: id, answer: 'reject' }, async (tx, request) => {
    const { shipment } = request
    await recordAnswer(tx, request, {
      state: 'rejected',
      answeredAt: new Date(),
      rejectReason: said.reason,
      sealed: sealWords(vault, said.note ?? ''),
    })
    const dueAt = hoursAfter(new Date(), decideWithinHours)
    const moved = await advanceShipment(
      tx,
      { id: shipment.id, orderId: shipment.orderId, state: 'requested' },
      {
        to: 'rejected',
        reason: `${caller.name}: ${rejectReasons[said.reason].toLowerCase()}`,
        room: 'handoff',
        by: `partner:${caller.partnerId}`,
        next: { owner: 'office', step: 'decide_route', dueAt },
      },
    )
    if (!moved.ok) throw new MovedMeanwhile('the shipment moved while the partner rejected it')
    await closePartnerWork(tx, shipment.id, {
      state: 'cancelled',
      by: `partner:${caller.partnerId}`,
    })
    await openOfficeWork(tx, shipment, {
      kind: 'decide_route',
      title: `Decide who ships ${shipment.number}`,
      dueAt,
    })
    await bookStoreCall(tx, shipment, 'store_reject')
    // What of it the store does not want any more is not the office's to give to somebody else.
    await enqueue(
      tx,
      distributeOrder,
      { shopId: tx.shopId, orderId: shipment.orderId },
      { key: `distribute.order:${shipment.orderId}` },
    )
    return answered('rejected')
  })
}

/** The partner could stop it: nothing was or will be sent. */
export const confirmCancel = (
  deps: Pick<HandoffDeps, 'db'>,
  caller: PartnerCaller,
  id: string,
): Promise<AnswerOutcome> =>
  answering(deps, caller, { rawId: id, answer: 'confirm_cancel' }, async (tx, request) => {
    const { shipment } = request
    await recordAnswer(tx, request, { state: 'cancelled', answeredAt: new Date() })
    await noteAnswer(tx, caller, request, {
      kind: 'partner_stopped',
      text: `${caller.name} stopped ${shipment.number}`,
    })
    if (shipment.state === 'requested' || shipment.state === 'accepted')
      await advanceShipment(
        tx,
        { id: shipment.id, orderId: shipment.orderId, state: shipment.state },
        {
          to: 'cancelled',
          reason: `${caller.name} confirmed the cancellation`,
          room: 'handoff',
          by: `partner:${caller.partnerId}`,
          next: null,
        },
      )
    await closePartnerWork(tx, shipment.id, {
      state: 'cancelled',
      by: `partner:${caller.partnerId}`,
    })
    const asked = await isBooked(tx, shipment, 'store_cancel_ask')
    await bookStoreCall(tx, shipment, asked ? 'store_cancel_accept' : 'store_cancel_ask')
    return answered('cancelled')
  })

/** The partner cannot stop it any more: it will ship, or has. */
export const refuseCancel = (
  deps: Pick<HandoffDeps, 'db'>,
  caller: PartnerCaller,
  id: string,
): Promise<AnswerOutcome> =>
  answering(deps, caller, { rawId: id, answer: 'refuse_cancel' }, async (tx, request) => {
    const { shipment } = request
    await recordAnswer(tx, request, { state: 'accepted', answeredAt: new Date() })
    await noteAnswer(tx, caller, request, {
      kind: 'partner_not_stopped',
      text: `${caller.name} could not stop ${shipment.number}`,
    })
    if (shipment.state === 'requested') await takeOn(tx, caller, request, 'it could not be stopped')
    else if (shipment.state === 'accepted')
      await planShipmentNext(tx, shipment, {
        owner: 'partner',
        step: 'ship_by_partner',
        dueAt: shipment.leaveBy ?? daysAfter(new Date(), defaultDaysToShip),
      })
    else
      await openOfficeWork(tx, shipment, {
        kind: 'stop_goods',
        title: `${shipment.number} of a cancelled order is still shipped by ${caller.name}`,
        dueAt: hoursAfter(new Date(), decideWithinHours),
      })
    await reopenDifferences(tx, shipment, {
      choices: ['ask_again'],
      why: `${caller.name} could not stop it`,
    })
    if (await isBooked(tx, shipment, 'store_cancel_ask'))
      await bookStoreCall(tx, shipment, 'store_cancel_refuse')
    return answered('accepted')
  })
