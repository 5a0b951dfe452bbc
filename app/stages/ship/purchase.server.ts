import { minutesAfter } from '../../journey/due.ts'
import { finishLabel } from '../../journey/jobs.ts'
import { bookCall, recordCall, takeCall } from '../../journey/outside-call.server.ts'
import { type RequestKey, requestKey, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { LabelRequest } from '../../providers/carrier/contract.ts'
import type { LabelRefusal } from './decide-label.ts'
import { shippingQuestion } from './label-request.ts'
import { askOffice } from './office-work.server.ts'
import { type ParcelFacts, parcelReference, type ShippingFacts } from './read-shipping.server.ts'
import { labelRefusalWords } from './refusal-words.ts'

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
 * What lacks an address by now cannot be asked for: the office is told, and the refusal is the answer.
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
  if (!question.ok) {
    await cannotAsk(tx, facts, { parcel, purchase: parcel.purchase, refusal: question.refusal })
    return question
  }
  return accept({
    ...{ shop: tx.shopId, callId: call.id, key, carrierKey: parcel.carrierKey, shipment: facts },
    ...{ parcelId: parcel.id, by: 'system' },
    request: { ...question.value, service: parcel.service, callback: tx.shopId },
  })
}

/** How a call stands that cannot be made for want of an address. */
const incompleteCode = 'address_incomplete'
/** Minutes until it is looked at again whether the address is complete; a person can ask at once. */
const lookAgainMinutes = 60

/**
 * A purchase that was taken and cannot be asked for. It may have been made before, so that it stays open until the
 * address is complete again, and is then asked for under its own key. Where nobody completes it any more it ends here,
 * and a person has to ask the carrier.
 */
async function cannotAsk(
  tx: ShopTx,
  facts: ShippingFacts,
  about: {
    readonly parcel: ParcelFacts
    readonly purchase: NonNullable<ParcelFacts['purchase']>
    readonly refusal: LabelRefusal
  },
): Promise<void> {
  const { parcel, purchase, refusal } = about
  const carrier = parcel.carrierName ?? 'the carrier'
  const office = { kind: 'fix_label', key: `fix_label:${purchase.callId}` } as const
  const over = overBecause(facts)
  if (over !== null) {
    await recordCall(tx, purchase.callId, { state: 'refused', error: over })
    const reference = parcelReference(facts.number, parcel.position)
    return askOffice(tx, facts, {
      ...office,
      key: `${office.key}:over`,
      why: `${over} before ${carrier} said whether it sold the label; ask there for ${reference}`,
    })
  }
  await recordCall(tx, purchase.callId, { state: 'again', error: incompleteCode })
  // Nobody was asked: it was no try.
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id: purchase.callId } },
    data: { attempts: { decrement: 1 } },
  })
  await bookFinish(
    tx,
    { id: facts.id, parcelId: parcel.id },
    minutesAfter(new Date(), lookAgainMinutes),
  )
  // Told again it would have longer each time.
  if (purchase.error !== incompleteCode)
    await askOffice(tx, facts, {
      ...office,
      key: `${office.key}:address`,
      why: `${labelRefusalWords(refusal)} The label asked of ${carrier} is asked for again once it is complete.`,
    })
}

function overBecause({ order, state }: ShippingFacts): string | null {
  if (order.buyer === null) return 'the customer was erased'
  return state === 'cancelled' ? 'the shipment was cancelled' : null
}
