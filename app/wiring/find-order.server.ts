import { findCustomerOrder } from '../journey/find-customer-order.server.ts'
import type { OrderId } from '../kernel/ids.ts'
import { type ShopTx, withShop } from '../platform/db.server.ts'
import { openProxyRequest, type ProxyVisit } from './proxy-door.server.ts'
import { services } from './services.server.ts'

/** What a page that asks for an order shows. */
interface FindOrder {
  readonly shop: ProxyVisit['face']
  readonly order: string
  readonly email: string
  readonly error: string
}

/** Somebody comes from a page of the store, perhaps with `?order=#1001`. */
export async function openFindOrder(request: Request): Promise<FindOrder> {
  const { face, query } = await openProxyRequest(services(), request)
  return { shop: face, order: query.get('order') ?? '', email: '', error: '' }
}

/** Gives whoever knows an order's number and e-mail address a link of their own; else what to show. */
export async function findOrder(
  request: Request,
  linkTo: (tx: ShopTx, id: OrderId) => Promise<string>,
): Promise<{ readonly url: string } | { readonly url: null; readonly page: FindOrder }> {
  const { shop, face } = await openProxyRequest(services(), request)
  const form = await request.formData()
  const order = String(form.get('order') ?? '').slice(0, 60)
  const email = String(form.get('email') ?? '').slice(0, 200)
  const found = await findCustomerOrder(services(), shop, { name: order, email })
  if (found) return { url: await withShop(services().db, shop, (tx) => linkTo(tx, found)) }
  const error = 'We find no order with this number and this e-mail address'
  return { url: null, page: { shop: face, order, email, error } }
}
