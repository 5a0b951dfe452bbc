import { minutesAfter } from '../../journey/due.ts'
import { recordCall } from '../../journey/outside-call.server.ts'
import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderUnavailable,
} from '../../kernel/faults.ts'
import { shipmentId } from '../../kernel/ids.ts'
import { decimalOf } from '../../kernel/money.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Label } from '../../providers/carrier/contract.ts'
import type { LabelRefusal } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import { askOffice } from './office-work.server.ts'
import { bookFinish, type Purchase } from './purchase.server.ts'
import { holdOrderOf } from './read-shipping.server.ts'
import { labelDone } from './record-label.server.ts'

/** How a call stands whose answer nobody could read. */
const unreadableCode = 'provider_answer_unreadable'

export interface BoughtLabel {
  readonly parcelId: string
  readonly carrierName: string
  readonly trackingNumber: string
}

/**
 * Makes a purchase that was booked: calls the carrier with no transaction open and records the
 * label. Made twice under its key, it is bought once.
 * @returns a refusal where the carrier said no, nothing, or nothing readable; the last two keep the
 * booking, and `ship.label` goes on with it.
 */
export async function makePurchase(
  deps: ShipDeps,
  purchase: Purchase,
): Promise<Outcome<BoughtLabel, LabelRefusal>> {
  const carrier = deps.carriers.get(purchase.carrierKey)
  try {
    const label = await carrier.buyLabel(purchase.request, purchase.key)
    return await record(deps, purchase, label)
  } catch (fault) {
    if (fault instanceof ProviderRefused) return refused(deps, purchase, carrier.name, fault)
    if (fault instanceof ProviderUnavailable) return silent(deps, purchase, carrier.name, fault)
    if (fault instanceof ProviderAnswerUnreadable) return unreadable(deps, purchase, carrier.name)
    throw fault
  }
}

const parcelOf = ({ shipment, parcelId }: Purchase) => ({ id: shipment.id, parcelId })
const callOf = ({ shop, callId }: Purchase) => ({ shopId_id: { shopId: shop, id: callId } })

async function record(deps: ShipDeps, purchase: Purchase, label: Label) {
  const { shop, parcelId, shipment } = purchase
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    await holdOrderOf(tx, shipment.id)
    const call = await tx.outsideCall.findUniqueOrThrow({ where: callOf(purchase) })
    const bought = {
      ...{ parcelId, carrierName: label.carrierName, trackingNumber: label.trackingNumber },
    }
    if (call.state !== 'booked') return accept(bought)
    const now = new Date()
    await recordCall(tx, purchase.callId, {
      state: 'done',
      answer: { by: purchase.by, trackingNumber: label.trackingNumber },
    })
    await tx.parcel.update({
      where: { shopId_id: { shopId: shop, id: parcelId } },
      data: {
        carrierName: label.carrierName,
        trackingNumber: label.trackingNumber,
        trackingUrl: label.trackingUrl,
        labelPdf: vault.sealBytes(label.pdf),
        labelZpl: label.zpl === null ? null : vault.sealBytes(Buffer.from(label.zpl)),
        costMinor: label.cost?.minor ?? null,
        costCurrency: label.cost?.currency ?? null,
        ...{ status: 'label_made', statusAt: now, boughtAt: now, voidedAt: null },
        ...{ originalEta: label.eta, eta: label.eta },
      },
    })
    const price = label.cost ? ` for ${decimalOf(label.cost)} ${label.cost.currency}` : ''
    await labelDone(tx, shipment, {
      text: `Label ${label.trackingNumber} of ${label.carrierName} bought${price}`,
      ...{ by: purchase.by, parcelId },
    })
    await askUnreadAgain(tx, purchase.carrierKey)
    return accept(bought)
  })
}

async function refused(
  deps: ShipDeps,
  purchase: Purchase,
  carrier: string,
  fault: ProviderRefused,
): Promise<Outcome<BoughtLabel, LabelRefusal>> {
  await withShop(deps.db, purchase.shop, async (tx) => {
    await holdOrderOf(tx, purchase.shipment.id)
    const error = fault.reasons.join('; ').slice(0, 300)
    await recordCall(tx, purchase.callId, { state: 'refused', error })
    // Somebody at the bench sees the refusal at once; nobody sees what a job was told.
    if (purchase.by === 'system')
      await askOffice(tx, purchase.shipment, {
        kind: 'fix_label',
        key: `fix_label:${purchase.callId}`,
        why: `${carrier} refused to sell the label`,
      })
  })
  return refuse({ kind: 'carrier_refused', carrier, reasons: fault.reasons })
}

async function silent(
  deps: ShipDeps,
  purchase: Purchase,
  carrier: string,
  fault: ProviderUnavailable,
): Promise<Outcome<BoughtLabel, LabelRefusal>> {
  await withShop(deps.db, purchase.shop, async (tx) => {
    await recordCall(tx, purchase.callId, { state: 'again', error: fault.code })
    const waitMinutes = Math.max(0.25, (fault.waitMs ?? 0) / 60_000)
    await bookFinish(tx, parcelOf(purchase), minutesAfter(new Date(), waitMinutes))
  })
  return refuse({ kind: 'carrier_silent', carrier })
}

/** Minutes until an unreadable answer is asked for again, by how many there were; after the last, twice a day. */
const askAgainMinutes = [1, 3, 10, 30, 60, 240]
/** Asked again at once when a carrier can be read again. */
const mostAtOnce = 20

/**
 * The carrier could be read: what it answered to others before is asked for again now. Not what was asked for often
 * already: that is no bad hour of the carrier's, and goes on twice a day.
 */
async function askUnreadAgain(tx: ShopTx, carrierKey: string): Promise<void> {
  const waiting = await tx.$queryRaw<{ shipment: string; parcel: string }[]>`
    select p.shipment_id as shipment, p.id as parcel from outside_call c
    join parcel p on p.shop_id = c.shop_id and p.id = split_part(c.key, ':', 2)::uuid
    where c.shop_id = ${tx.shopId}::uuid and c.state = 'booked' and c.kind = 'buy_label'
      and c.error = ${unreadableCode} and (c.answer ->> 'unreadable')::int <= ${askAgainMinutes.length}
      and p.carrier_key = ${carrierKey}
    limit ${mostAtOnce}`
  for (const { shipment, parcel } of waiting)
    await bookFinish(tx, { id: shipmentId(shipment), parcelId: parcel }, new Date())
}

/** How often the answer could not be read by now. Silence is not counted: it says nothing of the carrier's answers. */
async function countUnreadable(tx: ShopTx, { shop, callId }: Purchase): Promise<number> {
  const [call] = await tx.$queryRaw<{ times: number }[]>`
    update outside_call
    set answer = jsonb_build_object('unreadable', coalesce((answer ->> 'unreadable')::int, 0) + 1)
    where shop_id = ${shop}::uuid and id = ${callId}::uuid returning (answer ->> 'unreadable')::int as times`
  return call?.times ?? 1
}

/** Nobody knows whether it was bought. The office is told, and the same purchase is asked for again until it is known. */
async function unreadable(
  deps: ShipDeps,
  purchase: Purchase,
  carrier: string,
): Promise<Outcome<BoughtLabel, LabelRefusal>> {
  await withShop(deps.db, purchase.shop, async (tx) => {
    await holdOrderOf(tx, purchase.shipment.id)
    await recordCall(tx, purchase.callId, {
      state: 'again',
      error: unreadableCode,
    })
    await askOffice(tx, purchase.shipment, {
      kind: 'fix_label',
      key: `fix_label:${purchase.callId}`,
      why: `${carrier} answered the label purchase with something unreadable`,
    })
    const times = await countUnreadable(tx, purchase)
    const wait = askAgainMinutes[times - 1] ?? 720
    await bookFinish(tx, parcelOf(purchase), minutesAfter(new Date(), wait))
  })
  return refuse({ kind: 'carrier_unreadable', carrier })
}
