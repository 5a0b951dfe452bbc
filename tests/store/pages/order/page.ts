import { type Answer, BadRequest, type RouteContext } from '../../http.ts'
import { financialStatus, fulfillmentStatus, returnStatus } from '../../orders/sums.ts'
import type { OrderRecord } from '../../records/orders.ts'
import type { World } from '../../world.ts'
import { badge, codeBadge, financialBadge, fulfillmentBadge } from '../badges.ts'
import { blockArea } from '../extension-area.ts'
import { dateTime } from '../format.ts'
import { adminPage } from '../layout.ts'
import { html } from '../markup.ts'
import { adminPath, worldOf } from '../shop-names.ts'
import { staffMember } from '../staff.ts'
import { deed, goodsCards } from './goods.ts'
import { linesCard, totalsCard } from './money.ts'
import { notesCard, peopleCard, secretsCard } from './people.ts'
import { timelineCard } from './timeline.ts'

/** The order an address names. @throws BadRequest (404) when the shop has none. */
export function orderOf(world: World, id: string | undefined): OrderRecord {
  const found = world.orders.get(Number(id))
  if (!found) throw new BadRequest(`${world.shop.name} has no order ${id}`, 404)
  return found
}

function headline(world: World, order: OrderRecord, actions: string) {
  const returns = returnStatus(world, order)
  return html`<div class="row apart"><div class="stack tight"><div class="row"><h1>${order.name}</h1>
${financialBadge(financialStatus(world, order))}${fulfillmentBadge(fulfillmentStatus(world, order))}
${order.cancelledAt !== null && badge('Cancelled', 'bad')}${returns !== 'NO_RETURN' && codeBadge(returns)}</div>
<p class="quiet">${dateTime(order.createdAt, world.shop.timezone)}</p></div>
<div class="row">${order.cancelledAt === null && deed(`${actions}/cancel`, 'Cancel order', {}, true)}</div></div>`
}

/** `/store/:shop/admin/orders/:id`: one order with all the store knows of it. */
export function orderPage(context: RouteContext): Answer {
  const { request, params } = context
  const world = worldOf(context)
  const order = orderOf(world, params['id'])
  const here = `${adminPath(world.shop.domain)}/orders/${order.id}`
  const told = request.url.searchParams
  return adminPage({
    world,
    who: staffMember(request),
    title: `Order ${order.name}`,
    at: 'orders',
    here,
    body: html`<div class="page"><div><a href="${adminPath(world.shop.domain)}/orders">‹ Orders</a></div>
${headline(world, order, here)}
${told.has('done') && html`<div class="banner ok" role="status">${told.get('done')}</div>`}
${told.has('refused') && html`<div class="banner bad" role="alert">${told.get('refused')}</div>`}
<div class="columns"><div class="stack">
${blockArea(world, order)}
${goodsCards(world, order, here)}
${linesCard(world, order, here)}${totalsCard(world, order)}${timelineCard(world, order)}</div>
<div class="stack">${peopleCard(world, order)}${notesCard(order)}${secretsCard(order)}</div></div></div>`,
  })
}
