import { createHash } from 'node:crypto'
import { normalEmail } from '../journey/buyer.ts'
import { findCustomerOrder } from '../journey/find-customer-order.server.ts'
import type { OrderId } from '../kernel/ids.ts'
import { type Language, languageAsked } from '../kernel/language.ts'
import { type ShopTx, withShop } from '../platform/db.server.ts'
import { openRateLimit } from './front-door/rate-limit.ts'
import { visitorAddress } from './front-door/visitor-address.ts'
import { openProxyRequest, type ProxyVisit, tooOften } from './proxy-door.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

/** What a page that asks for an order shows. */
interface FindOrder {
  readonly shop: ProxyVisit['face']
  readonly order: string
  readonly email: string
  readonly error: 'no_order' | null
  readonly language: Language
}

const asked = (request: Request) => languageAsked(request.headers.get('accept-language'))

/** Somebody comes from a page of the store, perhaps with `?order=#1001`. */
export async function openFindOrder(request: Request): Promise<FindOrder> {
  const { face, query } = await openProxyRequest(services(), request)
  return {
    shop: face,
    order: query.get('order') ?? '',
    email: '',
    error: null,
    language: asked(request),
  }
}

/** An order number and an e-mail address can be guessed: a visitor of a shop gets so many tries. */
const lookUps = openRateLimit({ perMinute: 60, burst: 60 })
/** Order numbers can be counted up by whoever knows somebody's address: it is looked for so often, from wherever. */
const addresses = openRateLimit({ perMinute: 1 / 3, burst: 15 })

/** Gives whoever knows an order's number and e-mail address a link of their own; else what to show. */
export async function findOrder(
  request: Request,
  linkTo: (tx: ShopTx, id: OrderId) => Promise<string>,
): Promise<{ readonly url: string } | { readonly url: null; readonly page: FindOrder }> {
  const { shop, face } = await openProxyRequest(services(), request)
  const visitor = request.headers.get(visitorAddress) ?? ''
  const wait = lookUps.take(`${shop} ${visitor}`, Date.now())
  if (wait !== null) throw tooOften(wait)
  const form = await readForm(request)
  const order = String(form.get('order') ?? '').slice(0, 60)
  const email = String(form.get('email') ?? '').slice(0, 200)
  const buyer = createHash('sha256').update(normalEmail(email)).digest('base64')
  const waitForThem = email === '' ? null : addresses.take(`${shop} ${buyer}`, Date.now())
  if (waitForThem !== null) throw tooOften(waitForThem)
  const found = await findCustomerOrder(services(), shop, { name: order, email })
  if (found) return { url: await withShop(services().db, shop, (tx) => linkTo(tx, found)) }
  const page = { shop: face, order, email, error: 'no_order', language: asked(request) } as const
  return { url: null, page }
}
