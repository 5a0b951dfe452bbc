import { type Act, act } from '../../act.ts'
import { supportedActions } from '../../fulfillment/actions.ts'
import { releaseHolds } from '../../fulfillment/hold.ts'
import { submitRequest } from '../../fulfillment/request.ts'
import { type Answer, BadRequest, type RouteContext, redirect } from '../../http.ts'
import { cancelOrder, editQuantity, whyNotCancel } from '../../orders/change.ts'
import { refund } from '../../orders/refund.ts'
import { fulfillmentOrdersOf, netPayment, unfulfilledQuantity } from '../../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../../records/fulfillment.ts'
import { nothing, times } from '../../records/money.ts'
import type { LineRecord, OrderRecord } from '../../records/orders.ts'
import { adminPath, worldOf } from '../shop-names.ts'
import { demandOwnOrigin } from '../staff.ts'
import { orderOf } from './page.ts'

/** The merchant asked for something the order does not allow; the words are shown to them. */
class NotNow extends Error {}

interface Asked {
  readonly act: Act
  readonly order: OrderRecord
  readonly form: URLSearchParams
}

function lineIn({ order, form }: Asked): LineRecord {
  const line = order.lines[Number(form.get('line'))]
  if (!line) throw new NotNow(`The order has no line ${form.get('line')}.`)
  return line
}

function wholeNumber(form: URLSearchParams, name: string, least: number): number {
  const value = Number(form.get(name))
  if (!form.get(name) || !Number.isInteger(value) || value < least) {
    throw new NotNow(`“${form.get(name) ?? ''}” is no number of pieces.`)
  }
  return value
}

function fulfillmentOrderIn({ act, order, form }: Asked): FulfillmentOrderRecord {
  const id = Number(form.get('fulfillmentOrder'))
  const found = fulfillmentOrdersOf(act.world, order).find((one) => one.id === id)
  if (!found) throw new NotNow(`The order has no fulfillment order ${id}.`)
  return found
}

function edit(asked: Asked): string {
  const line = lineIn(asked)
  const to = wholeNumber(asked.form, 'to', 0)
  const others = asked.order.lines.some((one) => one !== line && one.currentQuantity > 0)
  if (to === 0 && !others) throw new NotNow('An order cannot become empty: cancel it instead.')
  if (!editQuantity(asked.act, asked.order, asked.order.lines.indexOf(line), to)) {
    throw new NotNow('Nothing changed: the pieces are sent, or nothing of the order is open.')
  }
  return `${line.title}: now ${line.currentQuantity}.`
}

function refundLine(asked: Asked): string {
  const { act: one, order } = asked
  const line = lineIn(asked)
  const quantity = wholeNumber(asked.form, 'quantity', 1)
  if (order.cancelledAt !== null || quantity > line.currentQuantity) {
    throw new NotNow(`There are not ${quantity} pieces left to refund.`)
  }
  const waiting = unfulfilledQuantity(one.world, order, line.id)
  const worth = times(line.unitPrice, quantity)
  const left = netPayment(one.world, order)
  refund(one, order, {
    lines: [
      {
        lineItemId: line.id,
        quantity,
        restockType: waiting >= quantity ? 'CANCEL' : 'NO_RESTOCK',
        locationId: null,
      },
    ],
    shipping: nothing,
    amount: {
      shop: Math.min(worth.shop, left.shop),
      presentment: Math.min(worth.presentment, left.presentment),
    },
    note: 'Refunded in the admin',
    returnId: null,
    parentId: null,
  })
  return `Refunded ${quantity} × ${line.title}.`
}

function cancel({ act: one, order }: Asked): string {
  const why = whyNotCancel(one, order)
  if (why !== null) throw new NotNow(`${why}.`)
  cancelOrder(one, order, { reason: 'STAFF', note: null, restock: true, refund: true })
  return 'The order is cancelled and paid back.'
}

function release(asked: Asked): string {
  const fulfillmentOrder = fulfillmentOrderIn(asked)
  const id = Number(asked.form.get('hold'))
  const holds = fulfillmentOrder.holds.filter((hold) => hold.id === id)
  if (holds.length === 0) throw new NotNow('That hold is gone already.')
  releaseHolds(asked.act, fulfillmentOrder, holds)
  return 'The hold is released.'
}

function request(asked: Asked): string {
  const one = fulfillmentOrderIn(asked)
  if (!supportedActions(asked.act.world, one).includes('REQUEST_FULFILLMENT')) {
    throw new NotNow('Fulfilment cannot be requested now.')
  }
  submitRequest(asked.act, one, one, null, true)
  asked.act.touch(asked.order)
  return 'Fulfilment is requested.'
}

const deeds: Readonly<Record<string, (asked: Asked) => string>> = {
  edit,
  refund: refundLine,
  cancel,
  release,
  request,
}

/** `POST …/orders/:id/:action`: what the merchant's staff does by hand; comes back to the order. */
export function orderAction(context: RouteContext): Answer {
  demandOwnOrigin(context)
  const world = worldOf(context)
  const order = orderOf(world, context.params['id'])
  const deed = deeds[context.params['action'] ?? '']
  if (!deed) throw new BadRequest(`no action "${context.params['action']}"`, 404)
  const form = new URLSearchParams(context.request.body.toString('utf8'))
  const back = `${adminPath(world.shop.domain)}/orders/${order.id}`
  const told = (name: string, text: string) =>
    redirect(`${back}?${new URLSearchParams({ [name]: text }).toString()}`, 303)
  try {
    return told(
      'done',
      act(world, (one) => deed({ act: one, order, form })),
    )
  } catch (error) {
    if (error instanceof NotNow) return told('refused', error.message)
    throw error
  }
}
