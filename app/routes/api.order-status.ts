import type { LoaderFunctionArgs } from '@remix-run/node'
import { ProviderUnavailable } from '../kernel/faults.ts'
import { orderStatusFor } from '../wiring/order-status.server.ts'
import { services } from '../wiring/services.server.ts'
import { findShop } from '../wiring/shopify.server.ts'

/** For the block on the customer's order page. The extension's session token says which shop, and who is signed in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const open = services()
  const { sessionToken, cors } = await open.shopify.authenticate.public.customerAccount(request)
  const shop = await findShop(open.db, sessionToken.dest.replace(/^https:\/\//, ''))
  const query = new URL(request.url).searchParams
  const asked = {
    orderGid: query.get('order') ?? '',
    confirmation: query.get('confirmation') ?? '',
  }
  const customerGid = sessionToken.sub?.startsWith('gid://') ? sessionToken.sub : null
  try {
    const status = shop && (await orderStatusFor(open, shop, { ...asked, customerGid }))
    return cors(status ? Response.json(status) : Response.json({ found: false }, { status: 404 }))
  } catch (fault) {
    if (!(fault instanceof ProviderUnavailable)) throw fault
    // The block says that the order is safe and can be looked at again.
    return cors(Response.json({ kind: 'try_again' }, { status: 503 }))
  }
}
