import type { ActionFunctionArgs } from '@remix-run/node'
import {
  type AnswerOutcome,
  acceptRequest,
  confirmCancel,
  type PartnerCaller,
  refuseCancel,
  rejectRequest,
  reportShipped,
} from '../stages/handoff/index.server.ts'
import { acceptBody, cancellationBody, rejectBody, shipBody } from '../stages/handoff/index.ts'
import {
  apiAnswer,
  apiError,
  callingPartner,
  readApiBody,
} from '../wiring/partner-api-door.server.ts'
import { services } from '../wiring/services.server.ts'

type Answering = (request: Request, caller: PartnerCaller, id: string) => Promise<AnswerOutcome>

const answers: Readonly<Record<string, Answering>> = {
  accept: async (request, caller, id) => {
    const { reference } = await readApiBody(request, acceptBody)
    return acceptRequest(services(), caller, id, { reference: reference ?? null })
  },
  reject: async (request, caller, id) => {
    const { reason, note } = await readApiBody(request, rejectBody)
    return rejectRequest(services(), caller, id, { reason, note: note || null })
  },
  ship: async (request, caller, id) => {
    const { carrier, tracking, lines } = await readApiBody(request, shipBody)
    return reportShipped(services(), caller, id, {
      carrier,
      tracking: tracking.map(({ number, url }) => ({ number, url: url ?? null })),
      lines: lines?.map(({ line_id, quantity }) => ({ lineId: line_id, quantity })) ?? null,
    })
  },
  cancellation: async (request, caller, id) => {
    const { answer } = await readApiBody(request, cancellationBody)
    return answer === 'confirm'
      ? confirmCancel(services(), caller, id)
      : refuseCancel(services(), caller, id)
  },
}

/** A partner's system answers a request: accept, reject, ship, cancellation. The same answer again is fine. */
export async function action({ request, params }: ActionFunctionArgs) {
  const caller = await callingPartner(request)
  if (request.method !== 'POST') return apiError(405, 'method', 'this address is for POST')
  const name = params['answer'] ?? ''
  // A name comes from outside: `constructor` is none, though every object has one.
  const answer = Object.hasOwn(answers, name) ? answers[name] : undefined
  if (!answer)
    return apiError(404, 'not_found', `answer with one of: ${Object.keys(answers).join(', ')}`)
  const id = params['id'] ?? ''
  return apiAnswer(caller, id, await answer(request, caller, id))
}

export const loader = () => apiError(405, 'method', 'this address is for POST')
