import { ProviderRefused } from '../../kernel/faults.ts'
import { gid, orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type Prisma, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { FulfillmentOrder, Store } from '../../providers/shop/contract.ts'
import { planFulfil } from '../../providers/shop/pair-lines.ts'
import { isRejectReason, rejectReasons } from './decide-answer.ts'
import type { HandoffDeps } from './deps.server.ts'
import { storeOf } from './read-shipment.server.ts'
import type { StoreCall } from './store-calls.server.ts'

/** What the store is told about, read just before. */
async function readFacts(tx: ShopTx, id: ShipmentId) {
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: true, parcels: { orderBy: { position: 'asc' } } },
  })
  const orderLines = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: shipment.orderId },
    select: { id: true, shopifyId: true },
  })
  const place = await tx.location.findFirst({
    where: { shopId: tx.shopId, shopifyGid: shipment.locationGid },
    select: { kind: true },
  })
  const request = await tx.partnerRequest.findFirst({
    where: { shopId: tx.shopId, shipmentId: id },
    select: { rejectReason: true },
  })
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    select: { cancelledAt: true },
  })
  const siblings = await tx.shipment.findMany({
    where: { shopId: tx.shopId, orderId: shipment.orderId, id: { not: id } },
    select: { fulfillmentGid: true },
  })
  const gidOf = new Map(orderLines.map((line) => [line.id, line.shopifyId]))
  return {
    number: shipment.number,
    locationGid: shipment.locationGid,
    /** Only a fulfilment service's place knows requests; at others the store just sees the goods leave. */
    isService: place?.kind === 'partner',
    rejectReason: request?.rejectReason ?? null,
    lines: shipment.lines.map((line) => ({
      orderLineGid: gidOf.get(line.orderLineId) ?? '',
      quantity: line.quantity,
    })),
    parcels: shipment.parcels,
    /** Fulfilments that belong to other shipments of the order, however alike they look. */
    others: new Set(siblings.map((sibling) => sibling.fulfillmentGid)),
    orderId: shipment.orderId,
    orderCancelled: order.cancelledAt !== null,
  }
}
type Facts = Awaited<ReturnType<typeof readFacts>>

const closed = new Set(['CLOSED', 'CANCELLED'])

/**
 * Makes one call to the store about a partner's shipment. Fulfillment orders are read fresh.
 * @returns what to write down; `skipped` says why there was nothing to tell.
 * @throws ProviderUnavailable, ProviderRefused, ProviderAnswerUnreadable as the store's contract says.
 */
export async function tellStore(
  { db, shop: provider }: HandoffDeps,
  shop: ShopId,
  id: ShipmentId,
  call: StoreCall,
): Promise<Prisma.InputJsonObject> {
  const { facts, domain, orderGid } = await withShop(db, shop, async (tx) => {
    const facts = await readFacts(tx, id)
    return { facts, ...(await storeOf(tx, orderIdOf(facts))) }
  })
  const store: Store = { domain, urgency: call.startsWith('store_cancel') ? 'urgent' : 'normal' }
  const all = await provider.fulfillmentOrders(store, gid(orderGid))
  const wanted = new Set(facts.lines.map((line) => line.orderLineGid))
  const here = all.filter(
    (one) =>
      one.locationGid === facts.locationGid &&
      !closed.has(one.status) &&
      one.lines.some((line) => wanted.has(line.orderLineGid)),
  )
  if (call === 'store_fulfil') {
    const isWanted = all.some(
      (one) =>
        !closed.has(one.status) &&
        one.lines.some((line) => wanted.has(line.orderLineGid) && line.remaining > 0),
    )
    return fulfil(provider, store, gid(orderGid), { facts, here, isWanted })
  }
  if (!facts.isService) return { skipped: 'the place is no fulfilment service' }
  if (here.length === 0) return { skipped: 'no open fulfilment order at this place' }
  const say = sayingOf(provider, call)
  for (const one of here) await say(store, one.gid, messageOf(facts, call))
  return { fulfillmentOrders: here.map((one) => one.gid) }
}

const orderIdOf = (facts: Facts) => orderId(facts.orderId)

type Saying = (
  store: Store,
  fulfillmentOrder: FulfillmentOrder['gid'],
  message: string,
) => Promise<void>

function sayingOf(provider: HandoffDeps['shop'], call: Exclude<StoreCall, 'store_fulfil'>): Saying {
  switch (call) {
    case 'store_submit':
      return (...told) => provider.submitRequest(...told)
    case 'store_accept':
      return (...told) => provider.acceptRequest(...told)
    case 'store_reject':
      return (...told) => provider.rejectRequest(...told)
    case 'store_cancel_ask':
      return (...told) => provider.submitCancellation(...told)
    case 'store_cancel_accept':
      return (...told) => provider.acceptCancellation(...told)
    case 'store_cancel_refuse':
      return (...told) => provider.rejectCancellation(...told)
  }
}

/** Shown to the merchant in the store's admin. */
function messageOf(facts: Facts, call: StoreCall): string {
  if (call !== 'store_reject') return facts.number
  const code = facts.rejectReason?.split(':')[0] ?? ''
  return isRejectReason(code) ? `${facts.number}: ${rejectReasons[code]}` : facts.number
}

async function fulfil(
  provider: HandoffDeps['shop'],
  store: Store,
  orderGid: ReturnType<typeof gid>,
  {
    facts,
    here,
    isWanted,
  }: {
    readonly facts: Facts
    readonly here: readonly FulfillmentOrder[]
    /** Some place of the order still has pieces of it to send. */
    readonly isWanted: boolean
  },
) {
  const parcels = facts.parcels.filter((parcel) => parcel.voidedAt === null)
  const numbers = parcels.flatMap((parcel) => parcel.trackingNumber ?? [])
  const records = (await provider.fulfillments(store, orderGid)).filter(
    (record) => !facts.others.has(record.gid),
  )
  const plan = planFulfil(facts.lines, { records, open: here }, numbers)
  if (plan.kind === 'made') return { fulfillmentGid: plan.gid, found: true }
  const missing = plan.missing.map((line) => `${line.quantity} of ${line.orderLineGid}`).join(', ')
  // Goods that left although nobody wants them any more: the store has no place for them, we have.
  if (missing && facts.orderCancelled) return { skipped: 'the store cancelled the order' }
  if (plan.kind === 'nothing_open' && !isWanted)
    return { skipped: 'nothing of it is open in the store any more' }
  if (plan.kind === 'nothing_open')
    throw new ProviderRefused('the store', [`not open at this place: ${missing}`])
  const tracking = {
    company: parcels[0]?.carrierName ?? '',
    numbers,
    urls: parcels.flatMap((parcel) => parcel.trackingUrl ?? []),
  }
  const record = await provider.fulfil(store, {
    orderGid,
    lines: plan.lines,
    tracking: numbers.length === 0 ? null : tracking,
    notifyCustomer: false,
    others: facts.others,
  })
  return { fulfillmentGid: record.gid, found: false }
}
