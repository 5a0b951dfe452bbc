import { Fault, MovedMeanwhile } from '../kernel/faults.ts'
import type { OrderId, RequestKey } from '../kernel/ids.ts'
import type { Prisma, ShopTx } from '../platform/db.server.ts'

/** How long one process has for one call before another may take it over. Longer than any time limit inside. */
const leaseSeconds = 120

export interface CallBooking {
  /** Null while there is no order yet. */
  readonly orderId: OrderId | null
  /** What is done: shown to people beside the key. */
  readonly kind: string
  /** The same key is booked once, and its call is made once. */
  readonly key: RequestKey
}

/** Books a call that changes the outside world, in the transaction of what causes it. */
export async function bookCall(tx: ShopTx, call: CallBooking): Promise<void> {
  await tx.outsideCall.createMany({ data: { shopId: tx.shopId, ...call }, skipDuplicates: true })
}

/** Whether a call was booked before, made or not. */
export const isCallBooked = async (tx: ShopTx, key: RequestKey): Promise<boolean> =>
  (await tx.outsideCall.count({ where: { shopId: tx.shopId, key } })) > 0

export interface TakenCall {
  readonly id: string
  readonly kind: string
}

/**
 * Takes the call that was booked first among these keys and is still to be made; null when there is none.
 * @throws MovedMeanwhile when another process makes it right now: the later ones must wait for it.
 */
export async function takeCall(tx: ShopTx, keys: readonly RequestKey[]): Promise<TakenCall | null> {
  const [first] = await tx.$queryRaw<{ id: string; kind: string; busy: boolean }[]>`
    select id, kind, coalesce(leased_at > now() - make_interval(secs => ${leaseSeconds}), false) as busy
    from outside_call
    where shop_id = ${tx.shopId}::uuid and key = any(${[...keys]}) and state = 'booked'
    order by id limit 1 for update`
  if (!first) return null
  if (first.busy) throw new MovedMeanwhile('another process makes this call right now')
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id: first.id } },
    data: { leasedAt: new Date(), attempts: { increment: 1 } },
  })
  return { id: first.id, kind: first.kind }
}

/** What became of a call. `again`: it is not known whether it was made, and it is repeated later. */
export type CallEnd =
  | { readonly state: 'done'; readonly answer: Prisma.InputJsonObject }
  | { readonly state: 'refused'; readonly error: string }
  | { readonly state: 'again'; readonly error: string }

/** How a call ended that threw: refused for good, or to be made again. */
export function callEndOf(fault: unknown): Exclude<CallEnd, { readonly state: 'done' }> {
  const error = fault instanceof Error ? fault.message : String(fault)
  const refused = fault instanceof Fault && fault.retry === 'never'
  return { state: refused ? 'refused' : 'again', error }
}

/** Writes down what became of a call that was taken. */
export async function recordCall(tx: ShopTx, id: string, end: CallEnd): Promise<void> {
  const left = { leasedAt: null, error: end.state === 'done' ? null : end.error.slice(0, 500) }
  const over = end.state === 'again' ? {} : { state: end.state, doneAt: new Date() }
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { ...left, ...over, ...(end.state === 'done' ? { answer: end.answer } : {}) },
  })
}
