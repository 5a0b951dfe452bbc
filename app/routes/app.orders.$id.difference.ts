import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { isDifferenceChoice } from '../journey/difference.ts'
import { isUuid, orderId } from '../kernel/ids.ts'
import { decideDifference } from '../stages/intake/index.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const form = z.object({ difference: z.uuid(), choice: z.string().refine(isDifferenceChoice) })

/** A person decides what becomes of goods that no longer fit the order in the store. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'orders.decide')
  const raw = params['id'] ?? ''
  if (!isUuid(raw)) throw new Response(null, { status: 404 })
  const read = form.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  const { difference: id, choice } = read.data
  const by = person.handle
  const answer = await decideDifference(services(), shop, orderId(raw), { id, choice, by })
  return answer.ok ? { kind: 'decided' as const } : data(answer.refusal, { status: 409 })
}
