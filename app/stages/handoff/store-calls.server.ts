import { mirrorPartnerAnswer } from '../../journey/jobs.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { OrderId, ShipmentId } from '../../kernel/ids.ts'
import { requestKey } from '../../kernel/ids.ts'
import type { Prisma, ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'

/** What the store has to hear of a partner's shipment, in the order in which it came about. */
export const storeCalls = [
  'store_submit',
  'store_accept',
  'store_reject',
  'store_cancel_ask',
  'store_cancel_accept',
  'store_cancel_refuse',
  'store_fulfil',
] as const
export type StoreCall = (typeof storeCalls)[number]

/** How long one process has for one call before another may take it over. Longer than any time limit inside. */
const leaseSeconds = 120

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
export async function writeStoreCall(tx: ShopTx, about: About, call: StoreCall): Promise<void> {
  await tx.outsideCall.createMany({
    data: {
      shopId: tx.shopId,
      orderId: about.orderId,
      kind: call,
      key: requestKey(call, about.id),
    },
    skipDuplicates: true,
  })
}

/** Whether a call was booked before, made or not. */
export async function isBooked(tx: ShopTx, about: About, call: StoreCall): Promise<boolean> {
  const key = requestKey(call, about.id)
  return (await tx.outsideCall.count({ where: { shopId: tx.shopId, key } })) > 0
}

export interface TakenCall {
  readonly id: string
  readonly kind: StoreCall
}

/**
 * Takes the oldest call that is still to be made for a shipment; null when there is none.
 * @throws MovedMeanwhile when another process makes it right now: the later ones must wait for it.
 */
export async function takeStoreCall(tx: ShopTx, about: About): Promise<TakenCall | null> {
  const keys = storeCalls.map((call) => requestKey(call, about.id))
  const [first] = await tx.$queryRaw<{ id: string; kind: string; busy: boolean }[]>`
    select id, kind, coalesce(leased_at > now() - make_interval(secs => ${leaseSeconds}), false) as busy
    from outside_call
    where shop_id = ${tx.shopId}::uuid and key = any(${keys}) and state = 'booked'
    order by id limit 1 for update`
  if (!first) return null
  if (first.busy) throw new MovedMeanwhile('another process is telling the store right now')
  const kind = storeCalls.find((call) => call === first.kind)
  if (!kind) throw new Error(`a booked call of unknown kind: ${first.kind}`)
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id: first.id } },
    data: { leasedAt: new Date(), attempts: { increment: 1 } },
  })
  return { id: first.id, kind }
}

/** What became of a call. `again`: it is not known whether it was made, and it is repeated later. */
export type CallEnd =
  | { readonly state: 'done'; readonly answer: Prisma.InputJsonObject }
  | { readonly state: 'refused'; readonly error: string }
  | { readonly state: 'again'; readonly error: string }

/** Writes down what became of a call that was taken. */
export async function recordCall(tx: ShopTx, id: string, end: CallEnd): Promise<void> {
  const common = { leasedAt: null, error: end.state === 'done' ? null : end.error.slice(0, 500) }
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data:
      end.state === 'again'
        ? common
        : {
            ...common,
            state: end.state,
            doneAt: new Date(),
            ...(end.state === 'done' ? { answer: end.answer } : {}),
          },
  })
}
