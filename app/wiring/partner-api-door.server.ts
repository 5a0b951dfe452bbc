import type { z } from 'zod'
import { actAs } from '../platform/acting.server.ts'
import {
  type AnswerOutcome,
  type AnswerRefusal,
  type PartnerCaller,
  partnerOfKey,
  readRequest,
} from '../stages/handoff/index.server.ts'
import { sheetForApi } from '../stages/handoff/index.ts'
import { readRawBody } from './raw-body.server.ts'
import { services } from './services.server.ts'

/** Largest body a partner may send, in bytes. */
const maxBody = 65_536

const headers = { 'cache-control': 'no-store' }

/** An error as partners' systems read it: a code for the machine, words for the person, problems by field. */
export const apiError = (
  status: number,
  code: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
) =>
  Response.json(
    { error: { code, message, ...more } },
    {
      status,
      headers: status === 401 ? { ...headers, 'www-authenticate': 'Bearer' } : headers,
    },
  )

export const apiJson = (body: unknown) => Response.json(body, { headers })

/**
 * Which partner calls, by its API key; the first line of each door.
 * @throws Response 401, the same for a missing, a wrong and an outdated key.
 */
export async function callingPartner(request: Request): Promise<PartnerCaller> {
  const caller = await partnerOfKey(services(), request.headers.get('authorization'))
  if (caller) {
    actAs(`partner:${caller.partnerId}`)
    return caller
  }
  throw apiError(
    401,
    'unknown_key',
    'send your API key as "Authorization: Bearer owp_…"; a key that was replaced no longer works',
  )
}

/**
 * Reads a JSON body; an empty one counts as `{}`.
 * @throws Response 413, 400 or 422 naming every field that is wrong.
 */
export async function readApiBody<T>(request: Request, shape: z.ZodType<T>): Promise<T> {
  const bytes = await readRawBody(request, maxBody)
  if (bytes === null) throw apiError(413, 'too_large', `a body has at most ${maxBody} bytes`)
  const text = new TextDecoder().decode(bytes)
  const parsed = shape.safeParse(text.trim() === '' ? {} : parseJson(text))
  if (parsed.success) return parsed.data
  throw apiError(422, 'invalid', 'the body does not fit; see problems', {
    problems: parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message,
    })),
  })
}

function parseJson(text: string): unknown {
  try {
    // A zero byte is in no word that a person or a system means; PostgreSQL takes none.
    return JSON.parse(text, (_key, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    )
  } catch {
    throw apiError(400, 'no_json', 'the body is no JSON')
  }
}

/** A partner's answer, answered: the request as it stands now, or why the answer does not count. */
export async function apiAnswer(
  caller: PartnerCaller,
  id: string,
  outcome: AnswerOutcome,
): Promise<Response> {
  if (!outcome.ok) return refusalOf(outcome.refusal)
  const sheet = await readRequest(services(), caller, id)
  if (!sheet) return refusalOf({ kind: 'not_found' })
  const { repeated, remainingId } = outcome.value
  return apiJson({ ...sheetForApi(sheet), repeated, remaining_id: remainingId })
}

function refusalOf(refusal: AnswerRefusal): Response {
  switch (refusal.kind) {
    case 'not_found':
      return apiError(404, 'not_found', 'there is no request of yours with this id')
    case 'answer_not_possible':
      return apiError(409, 'not_possible', refusal.why, { state: refusal.state })
    case 'bad_report':
      return apiError(422, 'invalid', 'the report does not fit; see problems', {
        problems: refusal.problems.map((message) => ({ field: 'lines', message })),
      })
    case 'shipped_otherwise':
      return apiError(
        409,
        'shipped_otherwise',
        'it was reported as shipped before, with other tracking numbers',
        { tracking_numbers: refusal.trackingNumbers },
      )
  }
}
