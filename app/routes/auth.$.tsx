import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { ShopifyError } from '@shopify/shopify-api'
import { isShopDomain } from '../kernel/shop-domain.ts'
import { services } from '../wiring/services.server.ts'

/**
 * Shopify's library answers what is under /auth: bouncing for a session token, leaving the iframe. It writes the shop of
 * the query into the policy of who may frame its answer, whatever it says; so it is asked only about a shop.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  // Where the library sends whoever did not come from the admin: the first page says how to open the app.
  if (pathname === '/auth/login') throw redirect('/')
  const shop = searchParams.get('shop')
  if (shop !== null && !isShopDomain(shop)) throw refused('there is no such shop')
  try {
    await services().shopify.authenticate.admin(request)
  } catch (fault) {
    if (!(fault instanceof ShopifyError)) throw fault
    throw refused('this address cannot be opened like this: open the app from the admin')
  }
  return null
}

const refused = (why: string): Response =>
  new Response(why, { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' } })
