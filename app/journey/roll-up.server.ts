import type { OrderId } from '../kernel/ids.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { hoursAfter, minutesAfter, systemStepMinutes } from './due.ts'
import { isStoppable } from './holds/hold-kinds.ts'
import { nextOfHolds } from './holds/open-holds.server.ts'
import { inviteFeedback } from './jobs.ts'
import type { NextStep } from './next-step.ts'
import { readOrderState, readShipmentState, readStep, readTeam } from './read-state.ts'
import { readSettings } from './settings.ts'
import { decideStanding } from './standing.ts'
import { note } from './timeline.server.ts'

/**
 * Works out an order's state and next step from its shipments, after one of them moved.
 * Leaves orders alone that are not in fulfilment. The caller holds the order's row lock.
 * @param anew the shipment that moved was stopped to be made anew: until it is, the order has not arrived.
 */
export async function rollUpOrder(tx: ShopTx, id: OrderId, anew = false): Promise<void> {
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: {
      state: true,
      cancelledAt: true,
      shipments: { select: { state: true, owner: true, nextStep: true, dueAt: true } },
      holds: { where: { releasedAt: null }, select: { kind: true, owner: true, dueAt: true } },
    },
  })
  if (!order) return
  const state = readOrderState(order.state)
  if (state !== 'released' && state !== 'delivered') return
  const standing = decideStanding(
    order.shipments.map((shipment) => ({
      state: readShipmentState(shipment.state),
      owner: readTeam(shipment.owner),
      nextStep: readStep(shipment.nextStep),
      dueAt: shipment.dueAt,
    })),
  )
  if (anew && !order.cancelledAt && standing.kind !== 'working') {
    const dueAt = minutesAfter(new Date(), systemStepMinutes)
    const next = { owner: 'system', step: 'distribute', dueAt } as const
    return stand(tx, id, { from: state, to: 'released', next })
  }
  switch (standing.kind) {
    case 'working': {
      // A hold speaks for the order as long as it stops any of its goods.
      const stops = order.shipments.some((one) => isStoppable(readShipmentState(one.state)))
      const next = (stops ? nextOfHolds(order.holds) : null) ?? standing.next
      return stand(tx, id, { from: state, to: 'released', next })
    }
    case 'arrived':
      return state === 'delivered' ? undefined : arrive(tx, id)
    case 'nothing_left':
      if (order.cancelledAt && !standing.cameBack) return end(tx, id, state)
      return stand(tx, id, {
        from: state,
        to: 'released',
        next: {
          owner: 'office',
          step: standing.cameBack ? 'look_at_return' : 'decide_route',
          dueAt: hoursAfter(new Date(), 8),
        },
      })
  }
}

async function stand(tx: ShopTx, id: OrderId, to: { from: string; to: string; next: NextStep }) {
  const { owner, step, dueAt } = to.next
  // The alarm stays off only for the same step with the same date: a new one can be overdue again.
  await tx.$executeRaw`update sales_order set state = ${to.to}, owner = ${owner}, next_step = ${step}, due_at = ${dueAt},
      alarmed_at = case when next_step is not distinct from ${step} and due_at is not distinct from ${dueAt}::timestamptz then alarmed_at end
    where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid and state = ${to.from}`
}

/** The store cancelled the order, and the last of its shipments is stopped too. */
async function end(tx: ShopTx, id: OrderId, from: string) {
  const { count } = await tx.order.updateMany({
    where: { shopId: tx.shopId, id, state: from },
    data: {
      state: 'cancelled',
      owner: null,
      nextStep: null,
      dueAt: null,
      alarmedAt: null,
      endedAt: new Date(),
      version: { increment: 1 },
    },
  })
  if (count > 0)
    await note(tx, id, {
      room: 'journey',
      kind: 'moved',
      by: 'system',
      text: 'Cancelled: the store cancelled the order, and nothing of it is on its way',
      detail: { from, to: 'cancelled' },
    })
}

/** Everything arrived: the survey is booked for when the shop wants it. */
async function arrive(tx: ShopTx, id: OrderId) {
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  const askAt = hoursAfter(new Date(), readSettings(shop.settings).surveyAfterHours)
  const next = {
    owner: 'system',
    step: 'ask_feedback',
    dueAt: minutesAfter(askAt, systemStepMinutes),
  } as const
  await stand(tx, id, { from: 'released', to: 'delivered', next })
  await note(tx, id, {
    room: 'journey',
    kind: 'moved',
    by: 'system',
    text: 'Delivered: everything that was sent has arrived',
    detail: { from: 'released', to: 'delivered' },
  })
  await enqueue(
    tx,
    inviteFeedback,
    { shopId: tx.shopId, orderId: id },
    { key: `feedback.invite:${id}`, runAt: askAt },
  )
}
