import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { minutesAfter } from '../../journey/due.ts'
import { dropCalls } from '../../journey/outside-call.server.ts'
import { distributeIfAnew } from '../../journey/settle-differences.server.ts'
import { isShipmentOver } from '../../journey/shipment.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { type RequestState, readRequestState } from './decide-answer.ts'
import type { HandoffDeps } from './deps.server.ts'
import { lookInto } from './look-into.server.ts'
import { mailPartner } from './partner-mail.server.ts'
import { type PartnerReach, readReach } from './partner-reach.server.ts'
import { holdShipment, type StandingShipment } from './read-shipment.server.ts'
import { bookStoreCall } from './store-calls.server.ts'
import { closePartnerWork } from './work-orders.server.ts'

/** Minutes a partner has to say whether it could stop a shipment (Built for Shopify: 99 % within an hour). */
const answerWithinMin = 60

const cancelKey = (id: ShipmentId) => requestKey('partner_cancel', id)

/**
 * Asks the partner to stop a shipment. A request that never went out is cancelled at once; one that
 * was rejected, shipped or cancelled is left alone. The partner confirms or refuses at our doors.
 * @throws ProviderUnavailable the job repeats it with the same key.
 */
export async function cancelAtPartner(
  deps: HandoffDeps,
  shop: ShopId,
  id: ShipmentId,
): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const asked = await withShop(deps.db, shop, (tx) => bookCancel(tx, vault, id))
  if (!asked) return
  const { shipment, reach } = asked
  const key = cancelKey(id)
  const where = { shopId_key: { shopId: shop, key } }
  try {
    const provider = deps.partners.get(reach.providerKey)
    await provider.cancel(reach.address, { shipmentId: id, number: shipment.number }, key)
    await withShop(deps.db, shop, async (tx) => {
      const data = { state: 'done', doneAt: new Date(), error: null }
      await tx.outsideCall.update({ where, data })
      await mailPartner(tx, deps, vault, { shipment, reach, about: 'cancel' })
    })
  } catch (fault) {
    const refused = fault instanceof Fault && fault.retry === 'never'
    const error = fault instanceof Error ? fault.message : String(fault)
    await withShop(deps.db, shop, async (tx) => {
      const data = { error: error.slice(0, 500), ...(refused ? { state: 'refused' } : {}) }
      await tx.outsideCall.update({ where, data })
      if (refused)
        await lookInto(tx, shipment, "the partner's system did not take the cancellation")
    })
    throw fault
  }
}

async function bookCancel(
  tx: ShopTx,
  vault: ShopVault,
  id: ShipmentId,
): Promise<{ shipment: StandingShipment; reach: PartnerReach } | null> {
  const shipment = await holdShipment(tx, id)
  if (shipment?.kind !== 'partner') return null
  const request = await tx.partnerRequest.findFirst({
    where: { shopId: tx.shopId, shipmentId: id },
  })
  const state = request ? readRequestState(request.state) : null
  if (request === null || state === null) {
    await stopShipment(tx, shipment, 'it was not asked of the partner yet')
    return null
  }
  if (state === 'rejected' || state === 'shipped' || state === 'cancelled') return null
  if (state === 'booked' && !(await wasTried(tx, request.key))) {
    await tx.partnerRequest.update({
      where: { shopId_id: { shopId: tx.shopId, id: request.id } },
      data: { state: 'cancelled', answeredAt: new Date() },
    })
    const keys = [requestKey('partner_request', id), requestKey('store_submit', id)]
    await dropCalls(tx, { keys }, 'stopped before the partner had it')
    await stopShipment(tx, shipment, 'the partner had not got it yet')
    return null
  }
  const reach = await readReach(tx, vault, shipment.partnerId)
  if (!reach.ok) {
    await lookInto(tx, shipment, `it cannot be stopped at the partner: ${reach.refusal}`)
    return null
  }
  if (state !== 'cancel_asked') await askOnce(tx, shipment, { id: request.id, state })
  const key = cancelKey(id)
  const about = { shopId: tx.shopId, orderId: shipment.orderId }
  await tx.outsideCall.createMany({
    data: { ...about, kind: 'partner_cancel', key },
    skipDuplicates: true,
  })
  const where = { shopId_key: { shopId: tx.shopId, key } }
  const call = await tx.outsideCall.findUniqueOrThrow({ where })
  if (call.state !== 'booked') return null
  await tx.outsideCall.update({ where, data: { attempts: { increment: 1 } } })
  return { shipment, reach: reach.value }
}

/** Whether anything may have reached the partner: tried, and not known to have been refused. */
async function wasTried(tx: ShopTx, key: string): Promise<boolean> {
  const call = await tx.outsideCall.findUnique({
    where: { shopId_key: { shopId: tx.shopId, key } },
    select: { attempts: true, state: true },
  })
  return call !== null && call.attempts > 0 && call.state !== 'refused'
}

async function askOnce(
  tx: ShopTx,
  shipment: StandingShipment,
  request: { readonly id: string; readonly state: RequestState },
) {
  await tx.partnerRequest.update({
    where: { shopId_id: { shopId: tx.shopId, id: request.id } },
    data: { state: 'cancel_asked' },
  })
  await note(tx, shipment.orderId, {
    room: 'handoff',
    kind: 'partner_cancel_asked',
    by: 'system',
    text: `The partner was asked to stop ${shipment.number}`,
    detail: { shipmentId: shipment.id },
  })
  // A request nobody answered is simply taken back in the store: that waits for the partner's word.
  if (request.state === 'accepted') await bookStoreCall(tx, shipment, 'store_cancel_ask')
  if (isShipmentOver(shipment.state)) return
  const dueAt = minutesAfter(new Date(), answerWithinMin)
  await planShipmentNext(tx, shipment, { owner: 'partner', step: 'answer_request', dueAt })
}

async function stopShipment(tx: ShopTx, shipment: StandingShipment, reason: string) {
  await closePartnerWork(tx, shipment.id, { state: 'cancelled', by: 'system' })
  if (shipment.state !== 'requested' && shipment.state !== 'accepted') return
  await advanceShipment(
    tx,
    { id: shipment.id, orderId: shipment.orderId, state: shipment.state },
    { to: 'cancelled', reason, room: 'handoff', by: 'system', next: null },
  )
  await distributeIfAnew(tx, shipment)
}
