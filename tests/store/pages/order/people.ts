import { orderStatusPath } from '../../addresses.ts'
import type { Address, OrderRecord } from '../../records/orders.ts'
import type { Maybe } from '../../seed/shapes.ts'
import type { World } from '../../world.ts'
import { badge } from '../badges.ts'
import { words } from '../format.ts'
import { html, type Markup } from '../markup.ts'

/** An address as it would stand on a parcel; empty parts are left out. */
export function addressLines(address: Address): Markup {
  const lines = [
    [address.firstName, address.lastName].filter(Boolean).join(' '),
    address.company,
    address.address1,
    address.address2,
    [address.city, address.province, address.zip].filter(Boolean).join(' '),
    address.country,
    address.phone,
  ].filter(Boolean)
  return html`<address>${lines.map((line, at) => html`${at > 0 && html`<br>`}<bdi>${line}</bdi>`)}</address>`
}

function given<T>(value: Maybe<T>, show: (value: T) => Markup): Markup {
  if (value === 'absent') return html`<span class="quiet">The order has no such field.</span>`
  if (value === null || value === '') return html`<span class="quiet">Nothing given.</span>`
  return show(value)
}

const plain = (text: string) => html`<bdi>${text}</bdi>`

/** Who bought, where it goes, what they said. */
export function peopleCard(world: World, order: OrderRecord) {
  const customer = (id: number) => {
    const known = world.customers.get(id)
    return known
      ? html`<bdi>${[known.firstName, known.lastName].filter(Boolean).join(' ')}</bdi>`
      : html`Customer ${id}, erased`
  }
  return html`<section class="card stack">
<div><h2>Customer</h2>${given(order.customerId, customer)}</div>
<div><h2>E-mail</h2>${given(order.email, plain)}</div>
${order.phone && html`<div><h2>Phone</h2>${order.phone}</div>`}
${order.delivery === 'shipping' && html`<div><h2>Shipping address</h2>${given(order.shippingAddress, addressLines)}</div>`}
<div><h2>Billing address</h2>${given(order.billingAddress, addressLines)}</div>
<div><a href="${orderStatusPath(world.shop.domain, order.statusToken)}">What the shopper sees</a></div></section>`
}

export function notesCard(order: OrderRecord) {
  return html`<section class="card stack"><div><h2>Note</h2>${order.note === null ? html`<span class="quiet">None.</span>` : html`<p dir="auto">${order.note}</p>`}</div>
${order.tags.length > 0 && html`<div class="row">${order.tags.map((tag) => badge(tag))}</div>`}
<dl class="facts"><dt>Came by</dt><dd>${words(order.sourceName)}</dd><dt>Language</dt><dd>${order.locale}</dd>
<dt>Delivery</dt><dd>${words(order.delivery)}</dd>
${order.attributes.map(({ key, value }) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl></section>`
}

/** What no answer of the API shows: for people who try the app by hand. */
export function secretsCard(order: OrderRecord) {
  const { truth } = order
  if (truth === null) return null
  return html`<details class="card stack"><summary>Only the stand-in knows</summary>
<p class="quiet small">Wrong with this order: ${order.faults.length === 0 ? 'nothing' : order.faults.map((one) => words(one).toLowerCase()).join(', ')}.
Asked, its buyer would answer:</p>
<dl class="facts"><dt>E-mail</dt><dd>${truth.email}</dd><dt>Phone</dt><dd>${truth.phone}</dd>
<dt>Address</dt><dd>${truth.address === null ? 'none needed' : addressLines(truth.address)}</dd></dl></details>`
}
