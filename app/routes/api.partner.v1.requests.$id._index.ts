import type { LoaderFunctionArgs } from '@remix-run/node'
import { readRequest } from '../stages/handoff/index.server.ts'
import { sheetForApi } from '../stages/handoff/index.ts'
import { apiError, apiJson, callingPartner } from '../wiring/partner-api-door.server.ts'
import { services } from '../wiring/services.server.ts'

/** A partner's system reads one of its requests. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const caller = await callingPartner(request)
  const sheet = await readRequest(services(), caller, params['id'] ?? '')
  return sheet
    ? apiJson(sheetForApi(sheet))
    : apiError(404, 'not_found', 'there is no request of yours with this id')
}

export const action = () => apiError(405, 'method', 'this address is for GET')
