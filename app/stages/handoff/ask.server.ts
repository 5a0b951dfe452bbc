import { planShipmentNext } from '../../journey/advance.server.ts'
import { buyerShape } from '../../journey/buyer.ts'
import { daysAfter, minutesAfter } from '../../journey/due.ts'
import { isBeingLifted } from '../../journey/holds/being-lifted.server.ts'
import { holdReasons } from '../../journey/holds/open-holds.server.ts'
import { requestPartner } from '../../journey/jobs.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { PartnerShipment } from '../../providers/partner/contract.ts'
import type { HandoffDeps } from './deps.server.ts'
import { lookInto } from './look-into.server.ts'
import { mirrorAnswer } from './mirror.server.ts'
import { mailPartner } from './partner-mail.server.ts'
import { type PartnerReach, readReach } from './partner-reach.server.ts'
import { holdShipment, type StandingShipment } from './read-shipment.server.ts'
import { shipToOf } from './ship-to.ts'
import { writeStoreCall } from './store-calls.server.ts'

/** Days a partner has to send something for which no date was worked out. */
const defaultDaysToShip = 2

/**
 * Asks the partner of a shipment to send it: the store first, so that nothing is sent that the store
 * holds back, then the partner. Once: repeats carry the same key, and a request that went out is left alone.
 * @throws ProviderUnavailable the job repeats it; past the due time it is on the board.
 */
export async function askPartner(deps: HandoffDeps, shop: ShopId, id: ShipmentId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const booked = await withShop(deps.db, shop, (tx) => bookRequest(tx, vault, id))
  if (!booked) return
  await mirrorAnswer(deps, shop, id)
  if (!(await withShop(deps.db, shop, (tx) => setOut(tx, id)))) return
  const { reach, asked } = booked
  try {
    const provider = deps.partners.get(reach.providerKey)
    const { partnerRef } = await provider.request(reach.address, asked, partnerKey(id))
    await withShop(deps.db, shop, (tx) => recordSent(tx, deps, vault, { id, reach, partnerRef }))
  } catch (fault) {
    await withShop(deps.db, shop, (tx) => recordFault(tx, id, fault))
    throw fault
  }
}

const partnerKey = (id: ShipmentId) => requestKey('partner_request', id)

interface Booked {
  readonly reach: PartnerReach
  readonly asked: PartnerShipment
}

/** Writes the request down before anything is sent; null when there is nothing to ask any more. */
async function bookRequest(tx: ShopTx, vault: ShopVault, id: ShipmentId): Promise<Booked | null> {
  const shipment = await holdShipment(tx, id)
  if (shipment?.state !== 'requested' || shipment.kind !== 'partner') return null
  // Released, it is booked again.
  if ((await holdReasons(tx, shipment.orderId)).length > 0) return null
  if (await isBeingLifted(tx, shipment.orderId)) {
    const about = { shopId: tx.shopId, shipmentId: id }
    const soon = new Date(Date.now() + 2_000)
    await enqueue(tx, requestPartner, about, { key: `handoff.request:${id}`, runAt: soon })
    return null
  }
  const reach = await readReach(tx, vault, shipment.partnerId)
  const asked = await whatToAsk(tx, vault, shipment)
  const wrong = !reach.ok ? reach.refusal : asked === null ? 'the order has no address' : null
  if (wrong !== null || !reach.ok || asked === null) {
    await lookInto(tx, shipment, wrong ?? 'it cannot be asked')
    return null
  }
  const about = { shopId: tx.shopId, orderId: shipment.orderId }
  await tx.partnerRequest.createMany({
    data: { ...about, shipmentId: id, partnerId: reach.value.id, key: partnerKey(id) },
    skipDuplicates: true,
  })
  await tx.outsideCall.createMany({
    data: { ...about, kind: 'partner_request', key: partnerKey(id) },
    skipDuplicates: true,
  })
  const where = { shopId_key: { shopId: tx.shopId, key: partnerKey(id) } }
  const request = await tx.partnerRequest.findUniqueOrThrow({ where })
  const call = await tx.outsideCall.findUniqueOrThrow({ where })
  // A call that was refused waits for a person, who may have it sent again.
  if (request.state !== 'booked' || call.state === 'refused') return null
  await writeStoreCall(tx, shipment, 'store_submit')
  return { reach: reach.value, asked }
}

/**
 * Counts a try right before it: until then the partner cannot have got anything, and a request that is stopped
 * meanwhile is over without a word to the partner. False when it was, or when the store refused.
 */
async function setOut(tx: ShopTx, id: ShipmentId): Promise<boolean> {
  await holdShipment(tx, id)
  if (await refusedByStore(tx, id)) return false
  const where = { shopId_key: { shopId: tx.shopId, key: partnerKey(id) } }
  const { state } = await tx.partnerRequest.findUniqueOrThrow({ where })
  if (state !== 'booked') return false
  await tx.outsideCall.update({ where, data: { attempts: { increment: 1 } } })
  return true
}

async function whatToAsk(
  tx: ShopTx,
  vault: ShopVault,
  shipment: StandingShipment,
): Promise<PartnerShipment | null> {
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    include: { lines: true },
  })
  const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
  const shipTo = buyer ? shipToOf(buyer) : null
  if (!buyer || !shipTo) return null
  const lines = await tx.shipmentLine.findMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id },
    orderBy: { id: 'asc' },
  })
  const lineOf = new Map(order.lines.map((line) => [line.id, line]))
  return {
    shipmentId: shipment.id,
    number: shipment.number,
    orderName: order.name,
    shipTo,
    shippingTitle: order.shippingTitle,
    shipBy: (shipment.leaveBy ?? daysAfter(new Date(), defaultDaysToShip)).toISOString(),
    note: buyer.note,
    lines: lines.map((line) => {
      const ordered = lineOf.get(line.orderLineId)
      return {
        lineId: line.id,
        sku: ordered?.sku ?? '',
        title: [ordered?.title, ordered?.variantTitle].filter(Boolean).join(', '),
        quantity: line.quantity,
      }
    }),
  }
}

/** The store said no (it holds the order, or closed it): nothing may go to the partner. */
async function refusedByStore(tx: ShopTx, id: ShipmentId): Promise<boolean> {
  const call = await tx.outsideCall.findUnique({
    where: { shopId_key: { shopId: tx.shopId, key: requestKey('store_submit', id) } },
    select: { state: true },
  })
  if (call?.state !== 'refused') return false
  await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, key: partnerKey(id), state: 'booked' },
    data: { state: 'refused', error: 'the store refused the request' },
  })
  return true
}

async function recordSent(
  tx: ShopTx,
  deps: HandoffDeps,
  vault: ShopVault,
  sent: { id: ShipmentId; reach: PartnerReach; partnerRef: string | null },
): Promise<void> {
  const { id, reach, partnerRef } = sent
  const shipment = await holdShipment(tx, id)
  if (!shipment) return
  const key = partnerKey(id)
  await tx.outsideCall.update({
    where: { shopId_key: { shopId: tx.shopId, key } },
    data: { state: 'done', doneAt: new Date(), error: null, answer: { partnerRef } },
  })
  await tx.partnerRequest.updateMany({
    where: { shopId: tx.shopId, key, partnerRef: null },
    data: { partnerRef },
  })
  // The partner may have answered before our own record: then its answer stands.
  const { count } = await tx.partnerRequest.updateMany({
    where: { shopId: tx.shopId, key, state: 'booked' },
    data: { state: 'sent', sentAt: new Date() },
  })
  if (count === 0) return
  await note(tx, shipment.orderId, {
    room: 'handoff',
    kind: 'partner_asked',
    by: 'system',
    text: `${shipment.number} was asked of ${reach.name}`,
    detail: { shipmentId: id, partnerId: reach.id },
  })
  await mailPartner(tx, deps, vault, { shipment, reach, about: 'request' })
  if (shipment.state !== 'requested') return
  const dueAt = minutesAfter(new Date(), reach.answerWithinMin)
  await planShipmentNext(tx, shipment, { owner: 'partner', step: 'answer_request', dueAt })
}

async function recordFault(tx: ShopTx, id: ShipmentId, fault: unknown): Promise<void> {
  const shipment = await holdShipment(tx, id)
  const refused = fault instanceof Fault && fault.retry === 'never'
  const error = fault instanceof Error ? fault.message : String(fault)
  await tx.outsideCall.update({
    where: { shopId_key: { shopId: tx.shopId, key: partnerKey(id) } },
    data: { error: error.slice(0, 500), ...(refused ? { state: 'refused' } : {}) },
  })
  if (refused && shipment?.state === 'requested')
    await lookInto(tx, shipment, "the partner's system did not take the request")
}
