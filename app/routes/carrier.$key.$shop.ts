import type { ActionFunctionArgs } from '@remix-run/node'
import { takeMessage } from '../stages/track/index.server.ts'
import { readRawBody } from '../wiring/raw-body.server.ts'
import { services } from '../wiring/services.server.ts'

/** Largest message a carrier may send. */
const mostBytes = 1_000_000

/**
 * The door for carriers' own messages: `POST /carrier/:key/:shop`. The signature is over the raw bytes.
 * Answers 200 taken; 202 about parcels this shop does not have; 401 wrongly signed; 404 no such
 * carrier; 413 too large; 422 signed, and in a shape nobody knows.
 */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== 'POST')
    return Response.json(
      { kind: 'method_not_allowed' },
      { status: 405, headers: { allow: 'POST' } },
    )
  const body = await readRawBody(request, mostBytes)
  if (body === null) return Response.json({ kind: 'too_large', mostBytes }, { status: 413 })
  const answer = await takeMessage(services(), {
    ...{ carrierKey: params['key'] ?? '', shop: params['shop'] ?? '' },
    ...{ headers: request.headers, body },
  })
  if (answer.ok)
    return Response.json(answer.value, { status: answer.value.known === 0 ? 202 : 200 })
  switch (answer.refusal.kind) {
    case 'no_such_carrier':
      return Response.json(answer.refusal, { status: 404 })
    case 'wrong_signature':
      return Response.json(answer.refusal, { status: 401 })
    case 'unreadable':
      return Response.json(answer.refusal, { status: 422 })
  }
}

/** Carriers try an address with a GET when it is set up. */
export const loader = (): Response =>
  Response.json({ kind: 'method_not_allowed' }, { status: 405, headers: { allow: 'POST' } })
