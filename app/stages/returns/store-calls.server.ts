import { mirrorReturn } from '../../journey/jobs.ts'
import { bookCall, takeCall } from '../../journey/outside-call.server.ts'
import { type OrderId, type RequestKey, type ReturnId, requestKey } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'

/** What the store has to hear of a return, in the order in which it came about. */
const storeCalls = ['return_request', 'return_approve', 'return_decline', 'return_process'] as const
export type StoreCall = (typeof storeCalls)[number]

export const callKey = (call: StoreCall, id: ReturnId): RequestKey => requestKey(call, id)
export const callKeys = (id: ReturnId): RequestKey[] => storeCalls.map((call) => callKey(call, id))

interface About {
  readonly id: ReturnId
  readonly orderId: OrderId
}

const bookJob = (tx: ShopTx, id: ReturnId) =>
  enqueue(tx, mirrorReturn, { shopId: tx.shopId, returnId: id }, { key: `returns.mirror:${id}` })

/** Books a call to the store in the caller's transaction, once a return, and the job that makes it. */
export async function bookStoreCall(tx: ShopTx, about: About, call: StoreCall): Promise<void> {
  await bookCall(tx, { orderId: about.orderId, kind: call, key: callKey(call, about.id) })
  await bookJob(tx, about.id)
}

/** Makes the calls that the store refused once more. @returns how many there were. */
export async function bookAgain(tx: ShopTx, id: ReturnId): Promise<number> {
  const { count } = await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, key: { in: callKeys(id) }, state: 'refused' },
    data: { state: 'booked', error: null, doneAt: null, leasedAt: null },
  })
  if (count > 0) await bookJob(tx, id)
  return count
}

export const readCalls = (tx: ShopTx, id: ReturnId) =>
  tx.outsideCall.findMany({
    where: { shopId: tx.shopId, key: { in: callKeys(id) } },
    orderBy: { id: 'asc' },
    select: { kind: true, state: true, error: true, attempts: true },
  })

export interface TakenStoreCall {
  readonly id: string
  readonly kind: StoreCall
}

/** Takes the oldest call that is still to be made for a return; null when there is none. */
export async function takeStoreCall(tx: ShopTx, id: ReturnId): Promise<TakenStoreCall | null> {
  const taken = await takeCall(tx, callKeys(id))
  const kind = storeCalls.find((call) => call === taken?.kind)
  return taken && kind ? { id: taken.id, kind } : null
}
