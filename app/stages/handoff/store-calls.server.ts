import { mirrorPartnerAnswer } from '../../journey/jobs.ts'
import { bookCall, isCallBooked, takeCall } from '../../journey/outside-call.server.ts'
import { type OrderId, requestKey, type ShipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'

/** What the store has to hear of a partner's shipment, in the order in which it came about. */
const storeCalls = [
  'store_submit',
  'store_accept',
  'store_reject',
  'store_cancel_ask',
  'store_cancel_accept',
  'store_cancel_refuse',
  'store_fulfil',
] as const
export type StoreCall = (typeof storeCalls)[number]

interface About {
  readonly id: ShipmentId
  readonly orderId: OrderId
}

/** Books a call to the store in the caller's transaction, once a shipment, and the job that makes it. */
export async function bookStoreCall(tx: ShopTx, about: About, call: StoreCall): Promise<void> {
  await writeStoreCall(tx, about, call)
  await enqueue(
    tx,
    mirrorPartnerAnswer,
    { shopId: tx.shopId, shipmentId: about.id },
    { key: `handoff.mirror:${about.id}` },
  )
}

/** The same without a job: for a caller that makes the call itself and is repeated until it is made. */
export const writeStoreCall = (tx: ShopTx, { id, orderId }: About, call: StoreCall) =>
  bookCall(tx, { orderId, kind: call, key: requestKey(call, id) })

export const isBooked = (tx: ShopTx, { id }: About, call: StoreCall) =>
  isCallBooked(tx, requestKey(call, id))

export interface TakenStoreCall {
  readonly id: string
  readonly kind: StoreCall
}

/** Takes the oldest call that is still to be made for a shipment; null when there is none. */
export async function takeStoreCall(tx: ShopTx, about: About): Promise<TakenStoreCall | null> {
  const keys = storeCalls.map((call) => requestKey(call, about.id))
  const taken = await takeCall(tx, keys)
  const kind = storeCalls.find((call) => call === taken?.kind)
  return taken && kind ? { id: taken.id, kind } : null
}
