import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { listRequests } from '../stages/handoff/index.server.ts'
import { rowForApi } from '../stages/handoff/index.ts'
import { apiError, apiJson, callingPartner } from '../wiring/partner-api-door.server.ts'
import { services } from '../wiring/services.server.ts'

const query = z.object({
  waiting_for: z.enum(['answer', 'ship', 'nothing']).default('answer'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
const groups = { answer: 'answer', ship: 'ship', nothing: 'done' } as const

/** A partner's system lists its requests: those that wait for an answer, for the goods, or for nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  const caller = await callingPartner(request)
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success)
    return apiError(422, 'invalid', 'waiting_for is answer, ship or nothing; limit is 1 to 200')
  const { waiting_for, limit } = asked.data
  const rows = await listRequests(services(), caller, { group: groups[waiting_for], limit })
  return apiJson({ requests: rows.map(rowForApi) })
}

export const action = () => apiError(405, 'method', 'this address is for GET')
