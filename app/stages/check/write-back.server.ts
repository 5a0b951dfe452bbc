import { hoursAfter } from '../../journey/due.ts'
import { rereadOrder } from '../../journey/jobs.ts'
import { callEndOf, recordCall, takeCall } from '../../journey/outside-call.server.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { correctionCall } from '../../journey/store-correction.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { type Gid, gid, type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { Store } from '../../providers/shop/contract.ts'
import { type Contract, metafieldType } from './contract/contract.ts'
import { readContract } from './contract/read-contract.server.ts'
import { type Correction, correctionShape } from './correction-shape.ts'
import type { CheckDeps } from './deps.server.ts'

interface Target {
  readonly id: OrderId
  readonly name: string
  readonly gid: Gid
  readonly store: Store
}

/**
 * Writes an order's corrections into the store, oldest first. Saying the same twice harms nothing
 * there. What the store refuses goes to the office, and holds here all the same.
 * @throws ProviderUnavailable when the store did not answer: it is told again later.
 */
export async function writeBack(deps: CheckDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const order = await withShop(deps.db, shop, (tx) => readTarget(tx, id))
  if (!order) return
  const { contract } = await withShop(deps.db, shop, readContract)
  for (;;) {
    const call = await withShop(deps.db, shop, (tx) => take(tx, id))
    if (call === null) return
    if (call.sealed === null) {
      // Erased at the customer's wish before it was sent: there is nothing left to say.
      const end = { state: 'refused', error: 'erased before it was sent' } as const
      await withShop(deps.db, shop, (tx) => recordCall(tx, call.id, end))
      continue
    }
    const facts = given(correctionShape.parse(vault.open(call.sealed)), contract)
    try {
      await deps.shop.correctOrder(order.store, order.gid, facts)
    } catch (thrown) {
      const end = callEndOf(thrown)
      await withShop(deps.db, shop, async (tx) => {
        await recordCall(tx, call.id, end)
        if (end.state === 'refused') await giveToOffice(tx, order, call.id)
      })
      if (end.state === 'again') throw thrown
      continue
    }
    await withShop(deps.db, shop, (tx) => recordDone(tx, order, call.id, Object.keys(facts)))
  }
}

async function readTarget(tx: ShopTx, id: OrderId): Promise<Target | null> {
  const row = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { shopifyId: true, name: true },
  })
  if (!row) return null
  const domain = await shopDomain(tx)
  return { id, name: row.name, gid: gid(row.shopifyId), store: { domain, urgency: 'urgent' } }
}

/** The oldest correction that the store has not got; null when it has them all. */
async function take(tx: ShopTx, id: OrderId) {
  const booked = await tx.outsideCall.findMany({
    where: { shopId: tx.shopId, orderId: id, kind: correctionCall, state: 'booked' },
    select: { key: true },
  })
  const taken = await takeCall(
    tx,
    booked.map(({ key }) => requestKey(key)),
  )
  if (taken === null) return null
  return tx.outsideCall.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: taken.id } },
    select: { id: true, sealed: true },
  })
}

const given = (
  { email, phone, shipTo, note, attributes, metafields }: Correction,
  contract: Contract,
) => ({
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
  ...(shipTo === undefined ? {} : { shipTo }),
  ...(note === undefined ? {} : { note }),
  ...(attributes === undefined ? {} : { attributes }),
  ...(metafields === undefined
    ? {}
    : {
        metafields: metafields.map((one) => ({
          ...one,
          type: one.type ?? metafieldType(one.name, contract),
        })),
      }),
})

/** The store has it: what was sealed for it goes, and the order is read again to see it as it is there. */
async function recordDone(
  tx: ShopTx,
  order: Target,
  call: string,
  fields: readonly string[],
): Promise<void> {
  await recordCall(tx, call, { state: 'done', answer: { fields: [...fields] } })
  await tx.outsideCall.update({
    where: { shopId_id: { shopId: tx.shopId, id: call } },
    data: { sealed: null },
  })
  await note(tx, order.id, {
    room: 'check',
    kind: 'written_back',
    by: 'system',
    text: 'The corrected details are in the store',
    detail: { fields: [...fields] },
  })
  await enqueue(
    tx,
    rereadOrder,
    { shopId: tx.shopId, orderGid: order.gid },
    { key: `intake.reread:${order.gid}` },
  )
}

/** The correction stays sealed with the call: the order goes on with it, whatever the store says. */
async function giveToOffice(tx: ShopTx, order: Target, call: string): Promise<void> {
  await tx.workOrder.createMany({
    data: {
      shopId: tx.shopId,
      orderId: order.id,
      department: 'office',
      kind: 'write_back',
      title: `The store did not take the corrected details of ${order.name}: enter them there by hand`,
      dueAt: hoursAfter(new Date(), 8),
      key: requestKey('write_back', call),
    },
    skipDuplicates: true,
  })
  await note(tx, order.id, {
    room: 'check',
    kind: 'write_back_refused',
    by: 'store',
    text: 'The store did not take the corrected details: the office enters them by hand',
  })
}
