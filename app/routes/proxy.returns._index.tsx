import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { makeReturnLink } from '../stages/returns/index.server.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import { FindOrderPage } from '../ui/shopper/find-order-page.tsx'
import { findOrder, openFindOrder } from '../wiring/find-order.server.ts'
import { services } from '../wiring/services.server.ts'

/** Where "send something back" on the store's own pages leads. */
export const loader = async ({ request }: LoaderFunctionArgs) =>
  shopperAnswer(<FindOrderPage wants="back" {...(await openFindOrder(request))} />)

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const found = await findOrder(request, (tx, id) => makeReturnLink(tx, services(), id))
  if (found.url !== null) return redirect(found.url, 303)
  return shopperAnswer(<FindOrderPage wants="back" {...found.page} />, 404)
}
