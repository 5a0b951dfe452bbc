/** Where a customer pays what staff typed in for them: behind the payment link of a draft order. */
import { act } from '../act.ts'
import { invoicePath } from '../addresses.ts'
import { BadRequest, type RouteContext, redirect } from '../http.ts'
import { placeDraft } from '../orders/draft.ts'
import type { DraftOrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { money } from './format.ts'
import { frontPage } from './layout.ts'
import { html } from './markup.ts'
import { worldOf } from './shop-names.ts'

function draftOf(world: World, { params }: RouteContext): DraftOrderRecord {
  const draft = world.drafts.get(Number(params['draft']))
  if (draft === undefined) throw new BadRequest('no draft order has this page', 404)
  return draft
}

export function invoicePage(context: RouteContext) {
  const world = worldOf(context)
  const draft = draftOf(world, context)
  const sum = (each: (line: DraftOrderRecord['lines'][number]) => number) =>
    draft.lines.reduce((total, line) => total + each(line), 0)
  const total =
    sum((line) => line.unitPrice.presentment * line.quantity) +
    (draft.shippingLine?.price.presentment ?? 0)
  const paid = draft.status === 'COMPLETED'
  return frontPage({
    world,
    title: 'Payment',
    lang: 'en',
    body: html`<section class="card stack"><h1>${paid ? 'Paid' : 'Complete your purchase'}</h1>
<ul>${draft.lines.map((line) => html`<li>${line.quantity} × ${line.title}</li>`)}</ul>
<p>${money(total, draft.currency)}</p>
${
  paid
    ? html`<p>Thank you.</p>`
    : html`<form method="post" action="${invoicePath(world.shop.domain, draft.id)}"><button class="button">Pay now</button></form>`
}</section>`,
  })
}

export function payInvoice(context: RouteContext) {
  const world = worldOf(context)
  const draft = draftOf(world, context)
  if (draft.status !== 'COMPLETED')
    act(world, (acting) =>
      placeDraft(acting, draft, { paid: true, sourceName: 'shopify_draft_order' }),
    )
  return redirect(invoicePath(world.shop.domain, draft.id), 303)
}
