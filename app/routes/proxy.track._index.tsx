import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { customerLink } from '../journey/customer-link.server.ts'
import { daysAfter } from '../journey/due.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import { FindOrderPage } from '../ui/shopper/find-order-page.tsx'
import { findOrder, openFindOrder } from '../wiring/find-order.server.ts'
import { services } from '../wiring/services.server.ts'

/** How long the link to an order's page works. */
const linkDays = 180

/** Where "track my order" on the store's own pages leads. */
export const loader = async ({ request }: LoaderFunctionArgs) =>
  shopperAnswer(<FindOrderPage wants="find" {...(await openFindOrder(request))} />)

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const found = await findOrder(request, (tx, orderId) => {
    const expiresAt = daysAfter(new Date(), linkDays)
    return customerLink(tx, services(), { orderId, purpose: 'track', used: true, expiresAt })
  })
  if (found.url !== null) return redirect(found.url, 303)
  return shopperAnswer(<FindOrderPage wants="find" {...found.page} />, 404)
}
