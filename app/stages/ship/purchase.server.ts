import { minutesAfter } from '../../journey/due.ts'
import { finishLabel } from '../../journey/jobs.ts'
import { bookCall, takeCall } from '../../journey/outside-call.server.ts'
import { type RequestKey, requestKey, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { LabelRequest } from '../../providers/carrier/contract.ts'
import type { LabelRefusal } from './decide-label.ts'
import { shippingQuestion } from './label-request.ts'
import { type ParcelFacts, parcelReference, type ShippingFacts } from './read-shipping.server.ts'

/** A purchase that is booked and ours to make. */
export interface Purchase {
  readonly shop: ShopId
  readonly callId: string
  readonly key: RequestKey
  readonly carrierKey: string
  readonly shipment: Pick<ShippingFacts, 'id' | 'orderId' | 'number'>
  readonly parcelId: string
  readonly request: LabelRequest
  readonly by: string
}

/** What the carrier is asked for a parcel; the same facts give the same question, so that it can be repeated. */
export async function questionFor(
  tx: ShopTx,
  facts: ShippingFacts,
  parcel: Pick<ParcelFacts, 'position' | 'cartonId' | 'grams'>,
) {
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const carton = parcel.cartonId
    ? await tx.carton.findUnique({
        where: { shopId_id: { shopId: tx.shopId, id: parcel.cartonId } },
      })
    : null
  return shippingQuestion({
    reference: parcelReference(facts.number, parcel.position),
    shopName: shop.name || shop.domain,
    location: facts.location,
    buyer: facts.order.buyer,
    weightGrams: parcel.grams ?? 0,
    carton,
  })
}

/** Books a purchase in the caller's transaction, leased to the caller, and the job that finishes it if the caller cannot. */
export async function bookPurchase(
  tx: ShopTx,
  facts: ShippingFacts,
  parcel: ParcelFacts,
  want: {
    readonly carrierKey: string
    readonly carrierName: string
    readonly service: string
    readonly by: string
  },
): Promise<Outcome<Purchase, LabelRefusal>> {
  const question = await questionFor(tx, facts, parcel)
  if (!question.ok) return question
  const before = await tx.outsideCall.count({
    where: { shopId: tx.shopId, key: { startsWith: `buy_label:${parcel.id}:` } },
  })
  const key = requestKey('buy_label', parcel.id, before + 1)
  await bookCall(tx, { orderId: facts.orderId, kind: 'buy_label', key })
  const call = await takeCall(tx, [key])
  if (!call) throw new Error(`a purchase that was booked just now cannot be taken: ${key}`)
  await tx.parcel.update({
    where: { shopId_id: { shopId: tx.shopId, id: parcel.id } },
    data: { carrierKey: want.carrierKey, carrierName: want.carrierName, service: want.service },
  })
  await bookFinish(tx, { id: facts.id, parcelId: parcel.id }, minutesAfter(new Date(), 3))
  return accept({
    ...{ shop: tx.shopId, callId: call.id, key, carrierKey: want.carrierKey, shipment: facts },
    ...{ parcelId: parcel.id, by: want.by },
    request: { ...question.value, service: want.service, callback: tx.shopId },
  })
}

/**
 * Books the job that finishes what is open with a carrier: the purchase for one parcel, in a time of its own, or for
 * null whatever is open of the shipment. Voids wait under the shipment's key alone: no purchase takes it from them.
 */
export const bookFinish = (
  tx: ShopTx,
  { id, parcelId }: { readonly id: ShippingFacts['id']; readonly parcelId: string | null },
  runAt: Date,
) =>
  enqueue(
    tx,
    finishLabel,
    { shopId: tx.shopId, shipmentId: id, ...(parcelId === null ? {} : { parcelId }) },
    { key: parcelId === null ? `ship.label:${id}` : `ship.label:${id}:${parcelId}`, runAt },
  )

/**
 * Takes over a booked purchase of a parcel; null when there is none. The caller holds the order.
 * @throws MovedMeanwhile when another process is at it.
 */
export async function takePurchase(
  tx: ShopTx,
  facts: ShippingFacts,
  parcel: ParcelFacts,
): Promise<Outcome<Purchase, LabelRefusal> | null> {
  if (!parcel.purchase || !parcel.carrierKey || !parcel.service) return null
  const key = requestKey(parcel.purchase.key)
  const call = await takeCall(tx, [key])
  if (!call) return null
  const question = await questionFor(tx, facts, parcel)
  if (!question.ok) return question
  return accept({
    ...{ shop: tx.shopId, callId: call.id, key, carrierKey: parcel.carrierKey, shipment: facts },
    ...{ parcelId: parcel.id, by: 'system' },
    request: { ...question.value, service: parcel.service, callback: tx.shopId },
  })
}
