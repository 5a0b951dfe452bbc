import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { shipmentId } from '../kernel/ids.ts'
import { labelAnswer } from '../wiring/label-answer.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const idsShape = z.array(z.uuid().transform(shipmentId)).min(1).max(100)

/** The labels of several shipments as one file: `?ids=a,b,c`. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await signedIn(request, 'ship.see')
  const search = new URL(request.url).searchParams
  const ids = idsShape.safeParse((search.get('ids') ?? '').split(','))
  if (!ids.success) throw new Response(null, { status: 400 })
  return labelAnswer(services(), shop, ids.data, search)
}
