import type { LoaderFunctionArgs } from '@remix-run/node'
import { customersAnswer, productsAnswer } from '../wiring/form-answer.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** What the order form looks for while somebody types: customers or goods of the store. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, domain, person } = await signedIn(request, 'orders.take')
  const ask = { shop, domain, by: person.handle }
  const query = new URL(request.url).searchParams
  const customers = query.get('customers')
  if (customers !== null) return Response.json(await customersAnswer(ask, customers.slice(0, 200)))
  return Response.json(await productsAnswer(ask, (query.get('products') ?? '').slice(0, 200)))
}
