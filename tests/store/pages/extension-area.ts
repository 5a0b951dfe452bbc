import { orderStatusPath } from '../addresses.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { buildCommand, extensionFor } from './extension-files.ts'
import { html } from './markup.ts'
import { adminPath } from './shop-names.ts'

export const adminBlockTarget = 'admin.order-details.block.render'
export const orderStatusTarget = 'customer-account.order-status.block.render'

/** The place of an app's block: its frame, or how to get one. */
function area(target: string, address: string) {
  const extension = extensionFor(target)
  if (extension?.built) {
    return html`<section class="card flush"><iframe class="block-frame" title="Orderwright" src="${address}"></iframe></section>`
  }
  const why = extension
    ? html`The app’s block <code>${extension.handle}</code> is not built yet: <code>${buildCommand}</code>.`
    : html`No extension in <code>extensions/</code> is made for <code>${target}</code>.`
  return html`<section class="card"><h2>App block</h2><p class="quiet">${why}</p></section>`
}

/** The app's block on an order in the admin. */
export const blockArea = (world: World, order: OrderRecord) =>
  area(adminBlockTarget, `${adminPath(world.shop.domain)}/orders/${order.id}/block`)

/** The app's block on the shopper's order page. */
export const statusBlockArea = (world: World, order: OrderRecord) =>
  area(orderStatusTarget, `${orderStatusPath(world.shop.domain, order.statusToken)}/block`)
