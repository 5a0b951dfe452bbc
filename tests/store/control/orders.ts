/** Control of orders: placing them, and what staff or buyers do to them outside the app. */
import { act } from '../act.ts'
import { placeNext, refundLine } from '../background.ts'
import { shopTime } from '../clock.ts'
import { placeHold, releaseHolds } from '../fulfillment/hold.ts'
import { BadRequest, json, type Route, type RouteContext } from '../http.ts'
import { gid } from '../ids.ts'
import { cancelOrder, editQuantity, markPaid, whyNotCancel } from '../orders/change.ts'
import { placeOrder } from '../orders/place.ts'
import { deleteOrder } from '../orders/remove.ts'
import { fulfillmentOrdersOf } from '../orders/sums.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { orderFacts } from './order-facts.ts'
import { amount, flag, orderOf, text, told, wholeNumber, worldOf } from './read.ts'
import { seedOrderFrom } from './seed-order.ts'

const most = 10_000

function place(context: RouteContext) {
  const world = worldOf(context)
  const body = told(context)
  const facts = (orders: readonly OrderRecord[]) =>
    json({ orders: orders.map((order) => orderFacts(world, context.store, order)) }, 201)
  if (body['order'] !== undefined) {
    const seed = seedOrderFrom(body['order'])
    return facts([act(world, (acting) => placeOrder(acting, seed, null))])
  }
  if (body['n'] !== undefined) {
    const n = wholeNumber(body, 'n')
    return facts([act(world, (acting) => placeOrder(acting, world.seed.order(n), n))])
  }
  const count = wholeNumber(body, 'count', 1)
  if (count < 1 || count > most) throw new BadRequest(`"count" must be 1 to ${most}`)
  return facts(Array.from({ length: count }, () => placeNext(world)))
}

/** Something done to one order; answers its facts afterwards. */
const onOrder =
  (doing: (world: World, order: OrderRecord, context: RouteContext) => void) =>
  (context: RouteContext) => {
    const world = worldOf(context)
    const order = orderOf(world, context)
    doing(world, order, context)
    return json(orderFacts(world, context.store, order))
  }

const refused = (why: string): never => {
  throw new BadRequest(why, 409)
}

const cancel = onOrder((world, order, context) => {
  const body = told(context)
  act(world, (acting) => {
    const why = whyNotCancel(acting, order)
    if (why !== null) refused(why)
    cancelOrder(acting, order, {
      reason: (text(body, 'reason', 'CUSTOMER') ?? 'CUSTOMER').toUpperCase(),
      note: text(body, 'note', null),
      restock: flag(body, 'restock', true),
      refund: flag(body, 'refund', true),
    })
  })
})

const edit = onOrder((world, order, context) => {
  const body = told(context)
  const [line, to] = [wholeNumber(body, 'line'), wholeNumber(body, 'to')]
  const changed = act(world, (acting) => editQuantity(acting, order, line, to))
  if (!changed) refused(`line ${line} of ${order.name} cannot be set to ${to}`)
})

const refund = onOrder((world, order, context) => {
  const body = told(context)
  const [line, quantity] = [wholeNumber(body, 'line'), wholeNumber(body, 'quantity', 1)]
  if (!refundLine(world, order, line, quantity)) {
    refused(`line ${line} of ${order.name} has nothing left to take back`)
  }
})

const pay = onOrder((world, order) => {
  if (!act(world, (acting) => markPaid(acting, order))) refused(`${order.name} awaits no payment`)
})

const hold = onOrder((world, order, context) => {
  const body = told(context)
  act(world, (acting) => {
    const open = fulfillmentOrdersOf(world, order).filter(({ status }) => status === 'OPEN')
    if (open.length === 0) refused(`${order.name} has nothing that can be held`)
    for (const one of open) {
      const wish = {
        reason: (text(body, 'reason', 'OTHER') ?? 'OTHER').toUpperCase(),
        reasonNotes: text(body, 'notes', null),
        handle: '',
        externalId: null,
      }
      placeHold(acting, one, wish, [])
    }
  })
})

const release = onOrder((world, order) => {
  act(world, (acting) => {
    const held = fulfillmentOrdersOf(world, order).filter(({ status }) => status === 'ON_HOLD')
    if (held.length === 0) refused(`${order.name} is not held`)
    for (const one of held) releaseHolds(acting, one, one.holds)
  })
})

/** A new risk assessment: HIGH, MEDIUM or LOW. */
const assess = onOrder((world, order, context) => {
  const level = (text(told(context), 'level', null) ?? '').toUpperCase()
  if (level !== 'LOW' && level !== 'MEDIUM' && level !== 'HIGH') {
    throw new BadRequest('"level" must be low, medium or high')
  }
  act(world, (acting) => {
    order.risk = level
    acting.tell('orders/risk_assessment_changed', () => ({
      provider_id: null,
      provider_title: null,
      risk_level: level.toLowerCase(),
      created_at: shopTime(acting.at, world.shop.timezone),
      order_id: order.id,
      admin_graphql_api_order_id: gid('Order', order.id),
    }))
    acting.touch(order)
  })
})

function remove(context: RouteContext) {
  const world = worldOf(context)
  const order = orderOf(world, context)
  if (order.cancelledAt === null)
    refused(`${order.name} is not cancelled; Shopify deletes no other`)
  act(world, (acting) => deleteOrder(acting, order))
  return json({ deleted: order.id })
}

function setRate(context: RouteContext) {
  const world = worldOf(context)
  const body = told(context)
  const count = body['count']
  world.cells.rate = {
    perMinute: amount(body, 'perMinute', 0),
    remaining: count === undefined || count === null ? null : wholeNumber(body, 'count'),
  }
  world.changed()
  return json(world.cells.rate)
}

const path = '/control/:shop/orders'

export const orderControl: readonly Route[] = [
  { method: 'POST', pattern: path, handle: place },
  {
    method: 'GET',
    pattern: path,
    handle: (context) => {
      const world = worldOf(context)
      const orders = [...world.orders.values()]
      return json({ orders: orders.map((order) => orderFacts(world, context.store, order)) })
    },
  },
  { method: 'GET', pattern: `${path}/:order`, handle: onOrder(() => {}) },
  { method: 'POST', pattern: `${path}/:order/cancel`, handle: cancel },
  { method: 'POST', pattern: `${path}/:order/edit`, handle: edit },
  { method: 'POST', pattern: `${path}/:order/refund`, handle: refund },
  { method: 'POST', pattern: `${path}/:order/pay`, handle: pay },
  { method: 'POST', pattern: `${path}/:order/hold`, handle: hold },
  { method: 'POST', pattern: `${path}/:order/release-holds`, handle: release },
  { method: 'POST', pattern: `${path}/:order/risk`, handle: assess },
  { method: 'POST', pattern: `${path}/:order/delete`, handle: remove },
  { method: 'POST', pattern: '/control/:shop/rate', handle: setRate },
]
