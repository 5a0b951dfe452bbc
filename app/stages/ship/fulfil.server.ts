import { advanceShipment } from '../../journey/advance.server.ts'
import { isBeingLifted } from '../../journey/holds/being-lifted.server.ts'
import { distributeOrder, fulfilShipment } from '../../journey/jobs.ts'
import {
  bookCall,
  callEndOf,
  dropCalls,
  recordCall,
  takeCall,
} from '../../journey/outside-call.server.ts'
import { hasParcelWithCarrier } from '../../journey/parcels-with-carrier.server.ts'
import { isShipmentOver } from '../../journey/shipment.ts'
import { Fault, MovedMeanwhile, ProviderRefused } from '../../kernel/faults.ts'
import { gid, requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { FulfillmentOrder, ShopProvider, Store } from '../../providers/shop/contract.ts'
import { planFulfil, type WantedLine } from '../../providers/shop/pair-lines.ts'
import { decideFulfilment, type FulfilmentWork } from './decide-fulfilment.ts'
import type { ShipDeps } from './deps.server.ts'
import { handOver } from './hand-over.server.ts'
import { askOffice } from './office-work.server.ts'
import { holdOrderOf, readShipping, type ShippingFacts } from './read-shipping.server.ts'

interface Taken {
  readonly callId: string
  readonly facts: ShippingFacts
  readonly work: Exclude<FulfilmentWork, { kind: 'nothing' }>
  readonly store: Store
}

/**
 * Tells the store that a shipment left (or was delivered by wire, or handed out), once.
 * Fulfillment orders are read fresh; a fulfilment that is there already, and no other shipment's, is taken as ours.
 * @throws ProviderUnavailable, MovedMeanwhile: the job repeats it. A refusal by the store ends on
 * the office's list and stays refused until somebody says `tryFulfilmentAgain`.
 */
export async function fulfil(deps: ShipDeps, shop: ShopId, id: ShipmentId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const taken = await withShop(deps.db, shop, async (tx): Promise<Taken | null> => {
    await holdOrderOf(tx, id)
    const facts = await readShipping(tx, vault, id)
    if (!facts) return null
    const key = requestKey('fulfil', id)
    const booked = await tx.outsideCall.findUnique({
      where: { shopId_key: { shopId: shop, key } },
      select: { state: true },
    })
    const work = decideFulfilment({ ...facts, call: booked?.state ?? null })
    if (work.kind === 'nothing') {
      // Stopped, or arrived, before the store could be told: there is nothing to tell any more.
      if (isShipmentOver(facts.state)) await dropCalls(tx, { keys: [key] }, facts.state)
      return null
    }
    if (await mustWait(tx, facts, work)) {
      await lookAgainSoon(tx, id)
      return null
    }
    await bookCall(tx, { orderId: facts.orderId, kind: 'fulfil', key })
    const call = await takeCall(tx, [key])
    if (!call) return null
    const { domain } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    return { callId: call.id, facts, work, store: { domain } }
  })
  if (!taken) return
  try {
    const told = await tellStore(deps.shop, taken)
    await withShop(deps.db, shop, (tx) => recorded(tx, taken, told))
  } catch (fault) {
    await withShop(deps.db, shop, (tx) => failed(tx, taken, fault))
    if (!(fault instanceof Fault && fault.retry === 'never')) throw fault
  }
}

/** Not yet: the store would refuse it, or it could be taken for another. */
const mustWait = async (tx: ShopTx, facts: ShippingFacts, work: Taken['work']): Promise<boolean> =>
  work.kind === 'fulfil' &&
  ((await isBeingLifted(tx, facts.orderId)) ||
    (work.tracking === null && (await isAlikeUnderWay(tx, facts))))

/**
 * Without a number a fulfilment is known by its pieces alone. While nobody knows what became of an earlier one of
 * the order (two gift cards, sent each by itself), it could be taken for this one's.
 */
async function isAlikeUnderWay(tx: ShopTx, { id, orderId }: ShippingFacts): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ under_way: boolean }[]>`
    select exists (
      select from outside_call c join shipment s on s.shop_id = c.shop_id and c.key = 'fulfil:' || s.id
      where c.shop_id = ${tx.shopId}::uuid and c.order_id = ${orderId}::uuid and c.kind = 'fulfil' and c.state = 'booked'
        and s.kind in ('digital', 'pickup') and s.id < ${id}::uuid) as under_way`
  return row?.under_way === true
}

const lookAgainSoon = (tx: ShopTx, id: ShipmentId) =>
  enqueue(
    tx,
    fulfilShipment,
    { shopId: tx.shopId, shipmentId: id },
    { key: `ship.fulfil:${id}`, runAt: new Date(Date.now() + 2_000) },
  )

interface Told {
  /** null: all of it was taken out of the order meanwhile, and the store has nothing left to fulfil. */
  readonly fulfillmentGid: string | null
  /** In the parcel, and taken out of the order meanwhile. */
  readonly tooMuch: readonly WantedLine[]
}

async function tellStore(provider: ShopProvider, { facts, work, store }: Taken): Promise<Told> {
  if (work.kind === 'update_tracking') {
    const at = gid(work.fulfillmentGid)
    await provider.updateTracking(store, at, work.tracking, false)
    return { fulfillmentGid: at, tooMuch: [] }
  }
  const orderGid = gid(facts.order.gid)
  const records = (await provider.fulfillments(store, orderGid)).filter(
    (record) => !facts.othersFulfilments.has(record.gid),
  )
  const all = await provider.fulfillmentOrders(store, orderGid)
  const here = all.filter(
    (one) => facts.location.gid === '' || one.locationGid === facts.location.gid,
  )
  const open = here.filter((one) => one.status === 'OPEN' || one.status === 'IN_PROGRESS')
  const plan = planFulfil(facts.lines, { records, open }, work.tracking?.numbers ?? [])
  if (plan.kind === 'made') return { fulfillmentGid: plan.gid, tooMuch: [] }
  const held = plan.missing.length > 0 && here.some((one) => one.status === 'ON_HOLD')
  if (held) throw new ProviderRefused('the store', ['the fulfilment order is on hold there'])
  if (plan.kind === 'nothing_open') {
    if (!isWantedFrom(all, plan.missing)) return { fulfillmentGid: null, tooMuch: plan.missing }
    throw notOpen(plan.missing)
  }
  const record = await provider.fulfil(store, {
    orderGid,
    lines: plan.lines,
    tracking: work.tracking,
    notifyCustomer: false,
    others: facts.othersFulfilments,
  })
  return { fulfillmentGid: record.gid, tooMuch: plan.missing }
}

const notOpen = (missing: readonly WantedLine[]) =>
  new ProviderRefused('the store', [
    `not open there any more: ${missing.map((line) => `${line.quantity} × ${line.orderLineGid}`).join(', ')}`,
  ])

/** Whether some place of the order still has pieces of it to send. */
const isWantedFrom = (all: readonly FulfillmentOrder[], pieces: readonly WantedLine[]): boolean =>
  all.some(
    ({ status, lines }) =>
      status !== 'CLOSED' &&
      status !== 'CANCELLED' &&
      lines.some(
        (line) =>
          line.remaining > 0 &&
          pieces.some(({ orderLineGid }) => orderLineGid === line.orderLineGid),
      ),
  )

async function recorded(tx: ShopTx, taken: Taken, told: Told) {
  const { callId, facts, work } = taken
  const { fulfillmentGid, tooMuch } = told
  await holdOrderOf(tx, facts.id)
  if (fulfillmentGid === null) return takenOut(tx, taken, tooMuch)
  await recordCall(tx, callId, { state: 'done', answer: { fulfillmentGid } })
  await tx.shipment.update({
    where: { shopId_id: { shopId: tx.shopId, id: facts.id } },
    data: { fulfillmentGid },
  })
  await closeWork(tx, facts, 'the store was told')
  await handOver(tx, facts, { to: goalOf(work), inStore: true })
  if (tooMuch.length > 0) await tellOffice(tx, facts, tooMuch)
}

const goalOf = (work: Taken['work']) => (work.kind === 'fulfil' ? work.to : 'handed_over')

const closeWork = (tx: ShopTx, { id }: ShippingFacts, outcome: string) =>
  tx.workOrder.updateMany({
    where: { shopId: tx.shopId, shipmentId: id, kind: 'fix_fulfilment', state: 'open' },
    data: { state: 'done', doneAt: new Date(), doneBy: 'system', outcome },
  })

/**
 * Nobody wants any of it any more, and the store has no place to book it. Files are not sent; goods that left go on
 * their way without the store, and somebody is asked to get them back. What still lies in the house is refused:
 * distribute asks the office what is to become of it.
 */
async function takenOut(tx: ShopTx, taken: Taken, pieces: readonly WantedLine[]): Promise<void> {
  const { callId, facts, work } = taken
  const left = await howItLeft(tx, facts)
  if (left === 'not_yet' && facts.kind !== 'digital') {
    await failed(tx, taken, notOpen(pieces))
    return enqueue(
      tx,
      distributeOrder,
      { shopId: tx.shopId, orderId: facts.orderId },
      { key: `distribute.order:${facts.orderId}` },
    )
  }
  await recordCall(tx, callId, { state: 'done', answer: { notMade: 'taken out of the order' } })
  await closeWork(tx, facts, 'nothing of it is wanted in the store any more')
  if (facts.kind === 'digital') return cancelFiles(tx, facts)
  if (facts.kind === 'pickup' && facts.order.cancelledAt) return collectedTooLate(tx, facts)
  await handOver(tx, facts, { to: goalOf(work), inStore: false })
  if (left !== 'kept') await tellOffice(tx, facts, pieces)
}

/** `kept`: somebody knows that the store does not want it, and sends it all the same. */
async function howItLeft(tx: ShopTx, facts: ShippingFacts): Promise<'gone' | 'kept' | 'not_yet'> {
  const kept = await tx.orderDifference.count({
    where: {
      ...{ shopId: tx.shopId, shipmentId: facts.id, field: 'lines' },
      ...{ state: 'decided', choice: 'keep' },
    },
  })
  if (kept > 0) return 'kept'
  if (facts.kind === 'pickup') return 'gone'
  // Read anew: the carrier may have taken it while the store was asked.
  return (await hasParcelWithCarrier(tx, facts.id)) ? 'gone' : 'not_yet'
}

async function cancelFiles(tx: ShopTx, facts: ShippingFacts): Promise<void> {
  const moved = await advanceShipment(tx, facts, {
    to: 'cancelled',
    reason: `${facts.number} was taken out of the order before it was sent`,
    ...{ room: 'ship', by: 'store', next: null },
  })
  if (!moved.ok) throw new MovedMeanwhile('the files moved while the store was told of them')
}

/** The parcel holds what was taken out of the order while it was made: stopped at the dock, or asked back. */
async function tellOffice(tx: ShopTx, facts: ShippingFacts, tooMuch: readonly WantedLine[]) {
  const titles = new Map(facts.lines.map((line) => [line.orderLineGid, line.title]))
  const what = tooMuch.map((line) => `${line.quantity} × ${titles.get(line.orderLineGid) ?? ''}`)
  await askOffice(tx, facts, {
    kind: 'sent_too_much',
    key: `sent_too_much:${facts.id}`,
    why: `${what.join(', ')} left although taken out of the order: stop the parcel, or ask the customer`,
  })
}

async function failed(tx: ShopTx, { callId, facts }: Taken, fault: unknown) {
  await holdOrderOf(tx, facts.id)
  const end = callEndOf(fault)
  await recordCall(tx, callId, end)
  if (end.state !== 'refused') return
  if (facts.kind === 'pickup' && facts.order.cancelledAt) return collectedTooLate(tx, facts)
  const { attempts } = await tx.outsideCall.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: callId } },
    select: { attempts: true },
  })
  await askOffice(tx, facts, {
    kind: 'fix_fulfilment',
    key: `fix_fulfilment:${facts.id}:${attempts}`,
    why: `the store did not take the fulfilment: ${end.error}`,
  })
}

/** The customer has the goods, and then the store cancelled the order: it takes no fulfilment of it any more. */
async function collectedTooLate(tx: ShopTx, facts: ShippingFacts) {
  await handOver(tx, facts, { to: 'delivered', inStore: false })
  await askOffice(tx, facts, {
    kind: 'call_back',
    key: `call_back:${facts.id}`,
    why: 'it was collected, then the store cancelled the order: ask the customer for the goods or the money',
  })
}
