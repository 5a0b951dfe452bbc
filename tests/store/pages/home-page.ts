import { orderStatusPath } from '../addresses.ts'
import type { Answer, RouteContext } from '../http.ts'
import type { World } from '../world.ts'
import { count } from './format.ts'
import { plainPage } from './layout.ts'
import { html } from './markup.ts'
import { adminPath, appPath } from './shop-names.ts'

const newest = (world: World, most: number) => [...world.orders.values()].slice(-most).reverse()

function tile(world: World) {
  const { domain, name } = world.shop
  return html`<section class="card stack">
<div class="stack tight"><h2>${name}</h2><p class="quiet small">${domain}</p></div>
<div class="row"><a class="button primary" href="${appPath(domain)}">Open Orderwright</a>
<a class="button" href="${adminPath(domain)}/orders">${count(world.orders.size, 'order')}</a></div>
<div class="stack tight"><h3>What shoppers see</h3>
${world.orders.size === 0 && html`<p class="quiet">No order yet.</p>`}
<ul class="row">${newest(world, 6).map(
    (order) =>
      html`<li><a href="${orderStatusPath(domain, order.statusToken)}">${order.name}</a></li>`,
  )}</ul></div></section>`
}

/** `/`: what this is, and ways into every shop. */
export function homePage({ store }: RouteContext): Answer {
  return plainPage(
    'Stand-in store',
    html`<div class="stack tight"><h1>The stand-in store</h1>
<p class="quiet">It behaves like Shopify for the demo and the tests: the same API, the same webhooks, an admin that
embeds the app, order pages for shoppers. Nothing here reaches the real Shopify. The app runs at
<a href="${store.appUrl}">${store.appUrl}</a>.</p></div>
<div class="tiles">${[...store.worlds.values()].map(tile)}</div>`,
  )
}
