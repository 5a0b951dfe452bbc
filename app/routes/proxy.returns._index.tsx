import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { makeReturnLink } from '../stages/returns/index.server.ts'
import { shopperAnswer } from '../ui/shopper/answer.server.ts'
import { FindOrderPage } from '../ui/shopper/find-order-page.tsx'
import { findOrder, openFindOrder } from '../wiring/find-order.server.ts'
import { services } from '../wiring/services.server.ts'

const words = {
  title: 'Send something back',
  lead: 'Tell us which order it is about, and choose what should come back.',
  button: 'Go on',
} as const

/** Where "send something back" on the store's own pages leads. */
export const loader = async ({ request }: LoaderFunctionArgs) =>
  shopperAnswer(<FindOrderPage {...words} {...(await openFindOrder(request))} />)

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const found = await findOrder(request, (tx, id) => makeReturnLink(tx, services(), id))
  if (found.url !== null) return redirect(found.url, 303)
  return shopperAnswer(<FindOrderPage {...words} {...found.page} />, 404)
}
