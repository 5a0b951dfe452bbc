/** Fulfillment orders that change their place or come apart. */
import type { Act } from '../act.ts'
import { isSplittable } from '../fulfillment/actions.ts'
import { brief, change, restOf, splitOff, type Wanted } from '../fulfillment/lifecycle.ts'
import { gid } from '../ids.ts'
import { isEnded, lineOf, mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import { shift } from '../stock/levels.ts'
import { find, mutations, no, rowOrInvalid } from './mutation.ts'
import { type PiecesInput, wantedFrom } from './wanted.ts'

const withService = new Set([
  'SUBMITTED',
  'ACCEPTED',
  'CANCELLATION_REQUESTED',
  'CANCELLATION_REJECTED',
])

function whyNotMove(one: FulfillmentOrderRecord) {
  if (isEnded(one)) return no('Cannot change location.')
  if (one.progressReported) {
    return no(
      'Cannot move a fulfillment order that has had progress reported. To move a fulfillment order that has had progress reported, the fulfillment order must first be marked as open resolving the ongoing progress state.',
      'id',
      'CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS',
    )
  }
  if (withService.has(one.requestStatus)) {
    return no('Cannot move submitted fulfillment order that is at a 3PL fulfillment service.')
  }
  return null
}

/** The pieces' stock is promised at the new place from now on. */
function moveStock(act: Act, one: FulfillmentOrderRecord, to: number, wanted: readonly Wanted[]) {
  const order = mustHave(act.world.orders, one.orderId)
  for (const { line, quantity } of wanted) {
    const { variantId } = lineOf(order, line.lineItemId)
    shift(act, variantId, one.locationId, { committed: -quantity, available: quantity })
    shift(act, variantId, to, { committed: quantity, available: -quantity })
  }
}

/** Moves pieces; the original keeps what was sent from it or was not named. */
function move(act: Act, one: FulfillmentOrderRecord, to: number, wanted: readonly Wanted[]) {
  const from = one.locationId
  moveStock(act, one, to, wanted)
  const sent = one.lines.some((line) => line.remainingQuantity < line.totalQuantity)
  const whole = restOf(one, wanted).length === 0 && !sent
  const moved = whole ? one : splitOff(act, one, wanted)
  moved.locationId = to
  if (moved.requestStatus === 'REJECTED') moved.requestStatus = 'UNSUBMITTED'
  if (one.lines.every((line) => line.remainingQuantity === 0)) one.status = 'CLOSED'
  change(act, moved)
  act.tell('fulfillment_orders/moved', () => ({
    original_fulfillment_order: {
      ...brief(one),
      assigned_location_id: gid('Location', one.locationId),
    },
    moved_fulfillment_order: { ...brief(moved), assigned_location_id: gid('Location', to) },
    destination_location_id: gid('Location', to),
    fulfillment_order_line_items_requested: wanted.map(({ line, quantity }) => ({
      id: gid('FulfillmentOrderLineItem', line.id),
      quantity,
    })),
    source_location: { id: gid('Location', from) },
  }))
  act.touch(mustHave(act.world.orders, one.orderId))
  return moved
}

interface MoveArgs {
  readonly id: string
  readonly newLocationId: string
  readonly fulfillmentOrderLineItems?: readonly PiecesInput[] | null
}

function moveAnswer(act: Act, args: MoveArgs) {
  const one = rowOrInvalid(act.world.fulfillmentOrders, args.id, 'FulfillmentOrder')
  const refuse = (error: ReturnType<typeof no>) => ({
    movedFulfillmentOrder: null,
    originalFulfillmentOrder: null,
    remainingFulfillmentOrder: null,
    userErrors: [error],
  })
  const to = find(act.world.locations, args.newLocationId, 'Location')
  if (to === null) return refuse(no('Location not found.', 'id'))
  const why = whyNotMove(one)
  if (why !== null) return refuse(why)
  const wanted = wantedFrom(one, args.fulfillmentOrderLineItems)
  if (!wanted.ok) return refuse(no(wanted.why))
  const moved = to.id === one.locationId ? one : move(act, one, to.id, wanted.wanted)
  return {
    movedFulfillmentOrder: moved,
    originalFulfillmentOrder: one,
    remainingFulfillmentOrder: moved === one ? null : one,
    userErrors: [],
  }
}

interface SplitInput {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems: readonly PiecesInput[]
}

function splitAnswer(act: Act, splits: readonly SplitInput[]) {
  const refuse = (error: ReturnType<typeof no>) => ({
    fulfillmentOrderSplits: null,
    userErrors: [error],
  })
  const results = []
  for (const [at, split] of splits.entries()) {
    const field = `fulfillmentOrderSplits.${at}.fulfillmentOrderLineItems`
    const one = find(act.world.fulfillmentOrders, split.fulfillmentOrderId, 'FulfillmentOrder')
    if (one === null) {
      return refuse(no('Fulfillment order does not exist.', null, 'FULFILLMENT_ORDER_NOT_FOUND'))
    }
    if (split.fulfillmentOrderLineItems.length === 0) {
      return refuse(
        no(
          'There must be at least one item selected in this fulfillment to split it.',
          field,
          'NO_LINE_ITEMS_PROVIDED_TO_SPLIT',
        ),
      )
    }
    const wanted = wantedFrom(one, split.fulfillmentOrderLineItems)
    if (!wanted.ok || !isSplittable(one) || restOf(one, wanted.wanted).length === 0) {
      return refuse(
        no(wanted.ok ? 'Invalid fulfillment order line item quantity requested.' : wanted.why),
      )
    }
    const made = splitOff(act, one, wanted.wanted)
    act.tell('fulfillment_orders/split', () => ({
      split_line_items: wanted.wanted.map(({ line, quantity }) => ({
        id: gid('FulfillmentOrderLineItem', line.id),
        quantity,
      })),
      fulfillment_order: brief(one),
      remaining_fulfillment_order: brief(made),
      replacement_fulfillment_order: null,
    }))
    results.push({
      fulfillmentOrder: one,
      remainingFulfillmentOrder: made,
      replacementFulfillmentOrder: null,
    })
  }
  return { fulfillmentOrderSplits: results, userErrors: [] }
}

mutations({
  fulfillmentOrderMove: moveAnswer,

  fulfillmentOrderSplit: (act, args: { readonly fulfillmentOrderSplits: readonly SplitInput[] }) =>
    splitAnswer(act, args.fulfillmentOrderSplits),
})
