import type { Act } from '../act.ts'
import { isAtService, isCancellationPending } from '../fulfillment/actions.ts'
import {
  brief,
  change,
  closeEmpty,
  openFulfillmentOrder,
  restOf,
} from '../fulfillment/lifecycle.ts'
import { gid } from '../ids.ts'
import { mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import { find, mutations, no, rowOrInvalid } from './mutation.ts'

const row = (act: Act, id: string): FulfillmentOrderRecord =>
  rowOrInvalid(act.world.fulfillmentOrders, id, 'FulfillmentOrder')

mutations({
  fulfillmentOrderReportProgress: (
    act,
    args: {
      readonly id: string
      readonly progressReport?: { readonly reasonNotes?: string | null } | null
    },
  ) => {
    const one = row(act, args.id)
    if (one.status !== 'OPEN' && one.status !== 'IN_PROGRESS') {
      const why = 'Cannot report progress on a fulfillment order in this state.'
      return { fulfillmentOrder: one, userErrors: [no(why)] }
    }
    const before = one.status.toLowerCase()
    one.status = 'IN_PROGRESS'
    one.progressReported = true
    one.progressNotes = args.progressReport?.reasonNotes ?? null
    change(act, one)
    act.tell('fulfillment_orders/progress_reported', () => ({
      fulfillment_order: brief(one),
      progress_report: {
        reason_notes: one.progressNotes,
        progress_reported_by_app: { id: gid('App', 1) },
        progress_reported_by_user: null,
      },
      initial_status: before,
    }))
    return { fulfillmentOrder: one, userErrors: [] }
  },

  fulfillmentOrderOpen: (act, args: { readonly id: string }) => {
    const one = row(act, args.id)
    if (one.status !== 'SCHEDULED' && !(one.status === 'IN_PROGRESS' && one.progressReported)) {
      const why = `Expected fulfillment order status to be valid but it was ${one.status.toLowerCase()}.`
      return { fulfillmentOrder: one, userErrors: [no(why)] }
    }
    one.status = 'OPEN'
    one.progressReported = false
    change(act, one)
    act.tell('fulfillment_orders/manually_reported_progress_stopped', () => ({
      fulfillment_order: brief(one),
      progress_stopped_by_app: { id: gid('App', 1) },
      progress_stopped_by_user: null,
    }))
    return { fulfillmentOrder: one, userErrors: [] }
  },

  fulfillmentOrderClose: (act, args: { readonly id: string; readonly message?: string | null }) => {
    const one = row(act, args.id)
    if (!isAtService(act.world, one)) {
      const why = "The fulfillment order's assigned fulfillment service must be of api type"
      return { fulfillmentOrder: null, userErrors: [no(why)] }
    }
    if (one.status !== 'IN_PROGRESS') {
      const why = 'The fulfillment order is not in a state that can be closed.'
      return { fulfillmentOrder: null, userErrors: [no(why)] }
    }
    one.status = 'INCOMPLETE'
    one.requestStatus = 'CLOSED'
    change(act, one)
    act.tell('fulfillment_orders/fulfillment_service_failed_to_complete', () => ({
      fulfillment_order: brief(one),
      message: args.message ?? null,
    }))
    act.touch(mustHave(act.world.orders, one.orderId))
    return { fulfillmentOrder: one, userErrors: [] }
  },

  fulfillmentOrderCancel: (act, args: { readonly id: string }) => {
    const one = row(act, args.id)
    const refuse = (error: ReturnType<typeof no>) => ({
      fulfillmentOrder: null,
      replacementFulfillmentOrder: null,
      userErrors: [error],
    })
    if (one.progressReported) {
      const why =
        'Cannot cancel fulfillment order that has had progress reported. Mark as unfulfilled first.'
      return refuse(no(why, 'id'))
    }
    if (one.requestStatus !== 'SUBMITTED' && !isCancellationPending(act.world, one)) {
      const why = "Fulfillment order is not in cancelable request state and can't be canceled."
      return refuse(no(why))
    }
    const pieces = restOf(one, []).map(({ line, quantity }) => ({
      lineItemId: line.lineItemId,
      quantity,
    }))
    const order = mustHave(act.world.orders, one.orderId)
    const replacement = openFulfillmentOrder(act, order, one, pieces)
    closeEmpty(act, one)
    act.tell('fulfillment_orders/cancelled', () => ({
      fulfillment_order: brief(one),
      replacement_fulfillment_order: brief(replacement),
    }))
    act.touch(order)
    return {
      fulfillmentOrder: one,
      replacementFulfillmentOrder: replacement,
      userErrors: [],
    }
  },

  fulfillmentOrderLineItemsPreparedForPickup: (
    act,
    {
      input,
    }: {
      readonly input: {
        readonly lineItemsByFulfillmentOrder: readonly { readonly fulfillmentOrderId: string }[]
      }
    },
  ) => {
    const named = input.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId: id }) => ({
      id,
      one: find(act.world.fulfillmentOrders, id, 'FulfillmentOrder'),
    }))
    const userErrors = named.flatMap(({ id, one }, at) =>
      one !== null &&
      one.method === 'PICK_UP' &&
      (one.status === 'OPEN' || one.status === 'IN_PROGRESS')
        ? []
        : [
            no(
              `Invalid fulfillment_order_id provided ${id.slice(id.lastIndexOf('/') + 1)}`,
              `input.lineItemsByFulfillmentOrder.${at}.fulfillmentOrderId`,
              'FULFILLMENT_ORDER_INVALID',
            ),
          ],
    )
    if (userErrors.length > 0) return { userErrors }
    for (const { one } of named) {
      if (one === null) continue
      one.preparedForPickupAt = act.at
      change(act, one)
      act.tell('fulfillment_orders/line_items_prepared_for_pickup', () => ({
        fulfillment_order: {
          ...brief(one),
          preparable: true,
          delivery_method: { method_type: 'pick_up' },
        },
      }))
      act.touch(mustHave(act.world.orders, one.orderId))
    }
    return { userErrors }
  },
})
