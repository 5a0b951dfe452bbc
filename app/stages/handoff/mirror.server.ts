import { callEndOf, recordCall } from '../../journey/outside-call.server.ts'
import { distributeIfAnew } from '../../journey/settle-differences.server.ts'
import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { HandoffDeps } from './deps.server.ts'
import { handOver } from './hand-over.server.ts'
import { lookInto } from './look-into.server.ts'
import { holdShipment, readShipment } from './read-shipment.server.ts'
import { type TakenStoreCall, takeStoreCall } from './store-calls.server.ts'
import { tellStore } from './tell-store.server.ts'

/**
 * Makes the store say what the partner and the shop said: each booked call once, in order.
 * Safe to run twice and at once: a call belongs to one process at a time, and every call looks
 * first or is harmless when the store stands there already.
 * @throws ProviderUnavailable the job repeats it. A refusal by the store ends on the office's list.
 */
export async function mirrorAnswer(deps: HandoffDeps, shop: ShopId, id: ShipmentId): Promise<void> {
  const shipment = await withShop(deps.db, shop, (tx) => readShipment(tx, id))
  if (!shipment) return
  for (;;) {
    const call = await withShop(deps.db, shop, (tx) => takeStoreCall(tx, shipment))
    if (!call) break
    await makeCall(deps, shop, id, call)
  }
  // The store knows by now that the partner stopped: what is to be asked anew is open there again.
  await withShop(deps.db, shop, (tx) => distributeIfAnew(tx, shipment))
}

async function makeCall(deps: HandoffDeps, shop: ShopId, id: ShipmentId, call: TakenStoreCall) {
  try {
    const answer = await tellStore(deps, shop, id, call.kind)
    await withShop(deps.db, shop, async (tx) => {
      await recordCall(tx, call.id, { state: 'done', answer })
      if (call.kind === 'store_fulfil') await handOver(tx, id, answer)
    })
  } catch (fault) {
    const end = callEndOf(fault)
    await withShop(deps.db, shop, async (tx) => {
      await recordCall(tx, call.id, end)
      if (end.state !== 'refused') return
      const shipment = await holdShipment(tx, id)
      if (shipment) await lookInto(tx, shipment, `the store refused (${call.kind})`)
    })
    if (end.state === 'again') throw fault
  }
}
