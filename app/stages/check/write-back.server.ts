import { hoursAfter } from '../../journey/due.ts'
import { rereadOrder } from '../../journey/jobs.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile, ProviderRefused } from '../../kernel/faults.ts'
import { gid, type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { type Correction, correctionShape } from './correction-shape.ts'
import type { CheckDeps } from './deps.server.ts'
import { correctionCall } from './read-orders.server.ts'

/** How long one process has for one call before another may take it over. */
const leaseSeconds = 120

interface Taken {
  readonly id: string
  readonly sealed: Uint8Array | null
}

/**
 * Takes the oldest correction that the store has not got yet.
 * @throws MovedMeanwhile when another process is writing one right now: later ones must wait for it.
 */
async function take(tx: ShopTx, id: OrderId): Promise<Taken | null> {
  const [first] = await tx.$queryRaw<(Taken & { busy: boolean })[]>`
    select id, sealed, coalesce(leased_at > now() - make_interval(secs => ${leaseSeconds}), false) as busy
    from outside_call
    where shop_id = ${tx.shopId}::uuid and order_id = ${id}::uuid and kind = ${correctionCall} and state = 'booked'
    order by id limit 1 for update`
  if (!first) return null
  if (first.busy) throw new MovedMeanwhile('another process is writing a correction back right now')
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id: first.id } },
    data: { leasedAt: new Date(), attempts: { increment: 1 } },
  })
  return first
}

/**
 * Writes an order's corrections into the store, oldest first. Saying the same twice harms nothing
 * there. What the store refuses goes to the office, and holds here all the same.
 */
export async function writeBack(deps: CheckDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const order = await withShop(deps.db, shop, async (tx) => {
    const row = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { shopifyId: true, name: true },
    })
    const { domain } = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { domain: true },
    })
    return row && { name: row.name, shopifyId: gid(row.shopifyId), domain }
  })
  if (!order) return
  for (;;) {
    const call = await withShop(deps.db, shop, (tx) => take(tx, id))
    if (call === null) return
    // Redacted before it was sent: there is nothing left to write.
    if (call.sealed === null) {
      await withShop(deps.db, shop, (tx) =>
        close(tx, call.id, { state: 'dead', error: 'redacted' }),
      )
      continue
    }
    const correction = correctionShape.parse(vault.open(call.sealed))
    try {
      await deps.shop.correctOrder(
        { domain: order.domain, urgency: 'urgent' },
        order.shopifyId,
        defined(correction),
      )
    } catch (thrown) {
      if (thrown instanceof ProviderRefused) {
        await withShop(deps.db, shop, (tx) => refused(tx, id, order.name, call.id, thrown))
        continue
      }
      await withShop(deps.db, shop, (tx) => letGo(tx, call.id))
      throw thrown
    }
    await withShop(deps.db, shop, async (tx) => {
      await close(tx, call.id, { state: 'done', error: null })
      await note(tx, id, {
        room: 'check',
        kind: 'written_back',
        by: 'system',
        text: 'The corrected details are in the store',
        detail: { fields: Object.keys(defined(correction)) },
      })
      await enqueue(
        tx,
        rereadOrder,
        { shopId: shop, orderGid: order.shopifyId },
        { key: `intake.reread:${order.shopifyId}` },
      )
    })
  }
}

const defined = ({ email, phone, shipTo }: Correction) => ({
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
  ...(shipTo === undefined ? {} : { shipTo }),
})

const close = (tx: ShopTx, id: string, end: { state: 'done' | 'dead'; error: string | null }) =>
  tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { ...end, sealed: null, leasedAt: null, doneAt: new Date() },
  })

const letGo = (tx: ShopTx, id: string) =>
  tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { leasedAt: null },
  })

/** The correction stays sealed with the call: the order goes on with it, whatever the store says. */
async function refused(
  tx: ShopTx,
  id: OrderId,
  orderName: string,
  call: string,
  fault: ProviderRefused,
): Promise<void> {
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id: call } },
    data: {
      state: 'refused',
      leasedAt: null,
      doneAt: new Date(),
      error: fault.reasons.join('; ').slice(0, 500),
    },
  })
  await tx.workOrder.createMany({
    data: {
      shopId: tx.shopId,
      orderId: id,
      department: 'office',
      kind: 'write_back',
      title: `The store did not take the corrected details of ${orderName}: enter them there by hand`,
      dueAt: hoursAfter(new Date(), 8),
      key: requestKey('write_back', call),
    },
    skipDuplicates: true,
  })
  await note(tx, id, {
    room: 'check',
    kind: 'write_back_refused',
    by: 'store',
    text: 'The store did not take the corrected details: the office enters them by hand',
  })
}
