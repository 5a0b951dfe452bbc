/** What may be done with a fulfillment order, as recorded of the live API (2026-04). */
import { mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import type { World } from '../world.ts'

export type SupportedAction =
  | 'CANCEL_FULFILLMENT_ORDER'
  | 'CREATE_FULFILLMENT'
  | 'HOLD'
  | 'MARK_AS_OPEN'
  | 'MOVE'
  | 'RELEASE_HOLD'
  | 'REPORT_PROGRESS'
  | 'REQUEST_CANCELLATION'
  | 'REQUEST_FULFILLMENT'
  | 'SPLIT'

export const isAtService = (world: World, one: FulfillmentOrderRecord): boolean =>
  mustHave(world.locations, one.locationId).serviceId !== null

export const remaining = (one: FulfillmentOrderRecord): number =>
  one.lines.reduce((pieces, line) => pieces + line.remainingQuantity, 0)

export const isSplittable = (one: FulfillmentOrderRecord): boolean =>
  one.status === 'OPEN' && one.requestStatus !== 'SUBMITTED' && remaining(one) > 1

/** A cancellation was asked for and not answered yet. */
export function isCancellationPending(world: World, one: FulfillmentOrderRecord): boolean {
  return one.merchantRequestIds.some((id) => {
    const request = mustHave(world.merchantRequests, id)
    return request.kind === 'CANCELLATION_REQUEST' && request.response === null
  })
}

export function supportedActions(
  world: World,
  one: FulfillmentOrderRecord,
): readonly SupportedAction[] {
  switch (one.status) {
    case 'ON_HOLD':
      return ['RELEASE_HOLD', 'HOLD', 'MOVE']
    case 'SCHEDULED':
      return ['MARK_AS_OPEN', 'MOVE']
    case 'CLOSED':
    case 'CANCELLED':
      return []
    case 'INCOMPLETE':
      return ['REQUEST_FULFILLMENT', 'CREATE_FULFILLMENT', 'MOVE']
    case 'IN_PROGRESS':
      return inProgress(world, one)
    case 'OPEN':
      return open(world, one)
  }
}

function inProgress(world: World, one: FulfillmentOrderRecord): readonly SupportedAction[] {
  if (one.requestStatus === 'ACCEPTED' || one.requestStatus === 'CANCELLATION_REJECTED') {
    return isCancellationPending(world, one)
      ? ['CREATE_FULFILLMENT']
      : ['CREATE_FULFILLMENT', 'REQUEST_CANCELLATION']
  }
  return one.progressReported
    ? ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'HOLD', 'MARK_AS_OPEN']
    : ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'HOLD', 'MOVE']
}

function open(world: World, one: FulfillmentOrderRecord): readonly SupportedAction[] {
  if (one.requestStatus === 'SUBMITTED') return ['CANCEL_FULFILLMENT_ORDER']
  const split: readonly SupportedAction[] = isSplittable(one) ? ['SPLIT'] : []
  return isAtService(world, one)
    ? ['REQUEST_FULFILLMENT', 'CREATE_FULFILLMENT', 'HOLD', ...split, 'MOVE']
    : ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD', ...split]
}
