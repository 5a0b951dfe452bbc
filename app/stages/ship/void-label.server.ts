import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { dueBeforeLeaving, minutesAfter } from '../../journey/due.ts'
import { recordCall } from '../../journey/outside-call.server.ts'
import { note } from '../../journey/timeline.server.ts'
import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderUnavailable,
} from '../../kernel/faults.ts'
import { orderId, requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { type LabelRefusal, mayVoid } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import { bookFinish } from './purchase.server.ts'
import {
  holdOrderOf,
  labelFacts,
  readShipping,
  type ShippingFacts,
} from './read-shipping.server.ts'

interface BookedVoid {
  readonly callId: string
  readonly parcelId: string
  readonly number: string
  readonly carrierKey: string | null
  readonly by: string
}

/**
 * Makes a label void: first at the carrier, then here. A label of one's own is only forgotten here.
 * The shipment goes back to `packed`; one that left already waits for a new label.
 */
export async function voidLabel(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  want: { readonly parcelId: string; readonly by: string },
): Promise<Outcome<{ trackingNumber: string }, LabelRefusal>> {
  const vault = await deps.vaults.of(shop)
  const booked = await withShop(
    deps.db,
    shop,
    async (tx): Promise<Outcome<BookedVoid, LabelRefusal>> => {
      await holdOrderOf(tx, id)
      const facts = await readShipping(tx, vault, id)
      const parcel = facts?.parcels.find((one) => one.id === want.parcelId)
      if (!facts || !parcel) return refuse({ kind: 'not_found' })
      const booking = await tx.outsideCall.findUnique({
        where: { shopId_key: { shopId: shop, key: requestKey('fulfil', id) } },
      })
      const bookingNow = booking?.state === 'booked' && booking.leasedAt !== null
      const may = mayVoid(labelFacts(facts, parcel), bookingNow)
      if (!may.ok) return may
      const key = requestKey('void_label', parcel.id, may.value)
      const call = await tx.outsideCall.upsert({
        where: { shopId_key: { shopId: shop, key } },
        create: {
          ...{ shopId: shop, orderId: facts.orderId, kind: 'void_label', key },
          ...{ attempts: 1, answer: { by: want.by } },
        },
        update: { state: 'booked', attempts: { increment: 1 } },
        select: { id: true },
      })
      await bookFinish(tx, { id, parcelId: null }, minutesAfter(new Date(), 3))
      return accept({
        ...{ callId: call.id, parcelId: parcel.id, number: may.value, by: want.by },
        carrierKey: parcel.carrierKey,
      })
    },
  )
  return booked.ok ? makeVoid(deps, shop, id, booked.value) : booked
}

async function makeVoid(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  booked: BookedVoid,
): Promise<Outcome<{ trackingNumber: string }, LabelRefusal>> {
  const { carrierKey } = booked
  const carrier = carrierKey && deps.carriers.has(carrierKey) ? deps.carriers.get(carrierKey) : null
  try {
    await carrier?.voidLabel(booked.number)
  } catch (fault) {
    if (fault instanceof ProviderUnavailable || fault instanceof ProviderAnswerUnreadable)
      return refuse({ kind: 'void_unknown', carrier: carrier?.name ?? '' })
    if (!(fault instanceof ProviderRefused)) throw fault
    const { reasons } = fault
    await withShop(deps.db, shop, (tx) =>
      recordCall(tx, booked.callId, { state: 'refused', error: reasons.join('; ').slice(0, 300) }),
    )
    return refuse({ kind: 'carrier_refused', carrier: carrier?.name ?? '', reasons })
  }
  await withShop(deps.db, shop, async (tx) => {
    await holdOrderOf(tx, id)
    await recordCall(tx, booked.callId, { state: 'done', answer: { number: booked.number } })
    await forget(tx, id, booked)
  })
  return accept({ trackingNumber: booked.number })
}

/** The parcel stands as it was packed; the shipment waits for a label again. */
async function forget(tx: ShopTx, id: ShipmentId, { parcelId, number, by }: BookedVoid) {
  const cleared = await tx.parcel.updateMany({
    where: { shopId: tx.shopId, id: parcelId, trackingNumber: number },
    data: {
      ...{ carrierKey: null, carrierName: null, service: null, trackingNumber: null },
      ...{ trackingUrl: null, labelPdf: null, labelZpl: null, costMinor: null, costCurrency: null },
      ...{ status: 'none', statusAt: null, originalEta: null, eta: null, nextPollAt: null },
      ...{ boughtAt: null, voidedAt: new Date() },
    },
  })
  if (cleared.count === 0) return
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
  })
  const shipment = { id, orderId: orderId(row.orderId) }
  await note(tx, shipment.orderId, {
    room: 'ship',
    kind: 'label_void',
    ...{ by, text: `Label ${number} made void`, detail: { shipmentId: id, parcelId } },
  })
  const next = {
    owner: 'warehouse',
    step: 'label',
    dueAt: dueBeforeLeaving(row.leaveBy, 'label', new Date()),
  } as const
  if (row.state === 'labelled')
    await advanceShipment(
      tx,
      { ...shipment, state: 'labelled' },
      { to: 'packed', reason: `the label of ${row.number} is void`, room: 'ship', by, next },
    )
  else if (row.state === 'handed_over') await planShipmentNext(tx, shipment, next)
}

/**
 * Books the voids of a cancelled shipment's labels: they are paid for and nobody needs them.
 * Those that the carrier has scanned are left: the goods are on their way. The caller holds the order.
 * @returns how many were booked that were not before.
 */
export async function bookVoidsOfCancelled(tx: ShopTx, facts: ShippingFacts): Promise<number> {
  const { count } = await tx.outsideCall.createMany({
    data: facts.parcels.flatMap(({ id, trackingNumber, scanned }) =>
      trackingNumber === null || scanned
        ? []
        : [
            {
              ...{ shopId: tx.shopId, orderId: facts.orderId, kind: 'void_label' },
              key: requestKey('void_label', id, trackingNumber),
            },
          ],
    ),
    skipDuplicates: true,
  })
  return count
}

/** Voids that were booked and not recorded. @throws ProviderUnavailable the job repeats it. */
export async function finishVoids(deps: ShipDeps, shop: ShopId, id: ShipmentId): Promise<void> {
  const open = await withShop(deps.db, shop, async (tx) => {
    const parcels = await tx.parcel.findMany({
      where: { shopId: shop, shipmentId: id, trackingNumber: { not: null } },
      select: { id: true, trackingNumber: true, carrierKey: true },
    })
    const calls = await tx.outsideCall.findMany({
      where: {
        ...{ shopId: shop, state: 'booked' },
        key: {
          in: parcels.map((parcel) =>
            requestKey('void_label', parcel.id, parcel.trackingNumber ?? ''),
          ),
        },
      },
    })
    return parcels.flatMap((parcel) => {
      const number = parcel.trackingNumber ?? ''
      const call = calls.find((one) => one.key === requestKey('void_label', parcel.id, number))
      return call
        ? [
            {
              callId: call.id,
              parcelId: parcel.id,
              number,
              carrierKey: parcel.carrierKey,
              by: 'system',
            },
          ]
        : []
    })
  })
  for (const booked of open) {
    const answer = await makeVoid(deps, shop, id, booked)
    // Asked again it is void once; given up in the end, it stands among what was given up.
    if (!answer.ok && answer.refusal.kind === 'void_unknown')
      throw new ProviderUnavailable(answer.refusal.carrier)
  }
}
