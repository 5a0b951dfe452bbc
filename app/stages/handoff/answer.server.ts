import { holdReasons } from '../../journey/holds/open-holds.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { isUuid, requestKey, type ShipmentId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type Prisma, type ShopTx, withShop } from '../../platform/db.server.ts'
import {
  type AnswerNotPossible,
  because,
  decideAnswer,
  type PartnerAnswer,
  type RequestState,
  readRequestState,
} from './decide-answer.ts'
import type { BadReport } from './decide-shipped.ts'
import type { HandoffDeps } from './deps.server.ts'
import { holdShipment, type StandingShipment } from './read-shipment.server.ts'

/** A partner at one of our doors, known by its key or its portal session. */
export interface PartnerCaller {
  readonly shop: ShopId
  readonly partnerId: string
  readonly name: string
}

/** Why an answer does not count. `not_found` says nothing about whether another partner has such a request. */
export type AnswerRefusal =
  | { readonly kind: 'not_found' }
  | AnswerNotPossible
  | BadReport
  | { readonly kind: 'shipped_otherwise'; readonly trackingNumbers: readonly string[] }

interface Answered {
  readonly state: RequestState
  /** The answer was given before and stands; nothing changed. */
  readonly repeated: boolean
  /** What is still to be shipped, as a request of its own; null when nothing is. */
  readonly remainingId: string | null
}

export type AnswerOutcome = Outcome<Answered, AnswerRefusal>

/** A request as it stands while its order is held. */
export interface HeldRequest {
  readonly id: string
  readonly state: RequestState
  readonly shipment: StandingShipment
}

/**
 * Runs one answer of a partner while its order is held: of two answers at once the second sees the first.
 * @param rawId as the partner named it.
 * @param work is run only when the answer changes something.
 * @param again is run when the same kind of answer was given before.
 */
export async function answering(
  deps: Pick<HandoffDeps, 'db'>,
  caller: PartnerCaller,
  { rawId, answer }: { readonly rawId: string; readonly answer: PartnerAnswer },
  work: (tx: ShopTx, request: HeldRequest) => Promise<AnswerOutcome>,
  again: (tx: ShopTx, request: HeldRequest) => Promise<AnswerOutcome> = repeated,
): Promise<AnswerOutcome> {
  if (!isUuid(rawId)) return refuse({ kind: 'not_found' })
  return withShop(deps.db, caller.shop, async (tx) => {
    const request = await holdRequest(tx, caller, shipmentId(rawId))
    if (!request) return refuse({ kind: 'not_found' })
    const stopped = request.shipment.state === 'cancelled' && answer !== 'ship'
    const state = stopped && request.state !== 'cancel_asked' ? 'cancelled' : request.state
    const verdict = decideAnswer(state, answer)
    if (!verdict.ok) return verdict
    const held = answer === 'accept' && verdict.value === 'do'
    if (held && (await holdReasons(tx, request.shipment.orderId)).length > 0)
      return refuse({ kind: 'answer_not_possible', state, why: because.held })
    return verdict.value === 'repeated' ? again(tx, request) : work(tx, request)
  })
}

async function holdRequest(
  tx: ShopTx,
  caller: PartnerCaller,
  id: ShipmentId,
): Promise<HeldRequest | null> {
  const shipment = await holdShipment(tx, id)
  if (!shipment) return null
  const row = await tx.partnerRequest.findFirst({
    where: { shopId: tx.shopId, shipmentId: id, partnerId: caller.partnerId },
  })
  return row ? { id: row.id, state: readRequestState(row.state), shipment } : null
}

const repeated = async (_tx: ShopTx, { state }: HeldRequest): Promise<AnswerOutcome> =>
  accept({ state, repeated: true, remainingId: null })

export const answered = (state: RequestState, remainingId: string | null = null): AnswerOutcome =>
  accept({ state, repeated: false, remainingId })

/** Writes a partner's answer down, with the moment. */
export async function recordAnswer(
  tx: ShopTx,
  request: HeldRequest,
  data: Prisma.PartnerRequestUpdateInput & { readonly state: RequestState },
): Promise<void> {
  await tx.partnerRequest.update({
    where: { shopId_id: { shopId: tx.shopId, id: request.id } },
    data,
  })
  // Whoever answers has the request, whatever became of the line on which it was sent.
  await tx.outsideCall.updateMany({
    where: {
      ...{ shopId: tx.shopId, state: 'booked' },
      key: requestKey('partner_request', request.shipment.id),
    },
    data: { state: 'done', doneAt: new Date(), error: null },
  })
}

/** One line on the order's timeline, by the partner. */
export async function noteAnswer(
  tx: ShopTx,
  caller: PartnerCaller,
  { shipment }: HeldRequest,
  said: { readonly kind: string; readonly text: string },
): Promise<void> {
  await note(tx, shipment.orderId, {
    room: 'handoff',
    by: `partner:${caller.partnerId}`,
    detail: { shipmentId: shipment.id, partnerId: caller.partnerId },
    ...said,
  })
}
