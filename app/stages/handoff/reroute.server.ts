import { advanceShipment } from '../../journey/advance.server.ts'
import { hoursAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { allocateStock, requestPartner } from '../../journey/jobs.ts'
import type { NextStep } from '../../journey/next-step.ts'
import { nextShipmentNumber } from '../../journey/shipment-number.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { gid, type ShipmentId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { HandoffDeps } from './deps.server.ts'
import { mirrorAnswer } from './mirror.server.ts'
import { moveInStore } from './move-in-store.server.ts'
import { readOwnPlaces } from './own-places.server.ts'
import { holdShipment, type StandingShipment, storeOf } from './read-shipment.server.ts'
import { closeOfficeWork, closePartnerWork } from './work-orders.server.ts'

/** Why a shipment is not given to somebody else. */
export type RerouteRefusal =
  | { readonly kind: 'not_found' }
  /** Only what a partner rejected, or never got, can be given to somebody else. */
  | { readonly kind: 'not_reroutable'; readonly state: string }
  | { readonly kind: 'no_such_target' }
  /** Another open shipment has these pieces already. */
  | { readonly kind: 'given_already' }
  /** The store has nothing open to move there. */
  | { readonly kind: 'not_open_in_store' }

/** Where the goods shall leave from instead. */
interface Target {
  readonly locationId: string
  readonly locationGid: string
  readonly partnerId: string | null
  readonly name: string
}

/** Hours the warehouse has to reserve what the partner did not send. */
const reserveWithinHours = 4

/**
 * The office's decision about a shipment that its partner does not send: the own warehouse, or another
 * partner. Moves what is open in the store to that place, cancels the old shipment and starts a new one.
 * Repeating after an unclear answer of the store is safe: what was moved is found at its new place.
 * @param to `warehouse` (the own place that has most of the goods), or the id of an own place or a partner.
 * @returns the new shipment.
 */
export async function rerouteShipment(
  deps: HandoffDeps,
  shop: ShopId,
  id: ShipmentId,
  { to, by }: { readonly to: string; readonly by: string },
): Promise<Outcome<ShipmentId, RerouteRefusal>> {
  await mirrorAnswer(deps, shop, id)
  const plan = await withShop(deps.db, shop, (tx) => planReroute(tx, id, to))
  if (!plan.ok) return plan
  const { shipment, target, store } = plan.value
  if (target.locationGid !== shipment.locationGid) {
    const moved = await moveInStore(deps, {
      ...store,
      from: gid(shipment.locationGid),
      to: gid(target.locationGid),
    })
    if (!moved.ok) return moved
  }
  return withShop(deps.db, shop, (tx) => replace(tx, id, { target, by }))
}

async function planReroute(tx: ShopTx, id: ShipmentId, to: string) {
  const shipment = await holdShipment(tx, id)
  if (shipment?.kind !== 'partner') return refuse({ kind: 'not_found' } as const)
  const possible = await mayReroute(tx, shipment)
  if (!possible.ok) return possible
  const target = await readTarget(tx, shipment, to)
  if (!target) return refuse({ kind: 'no_such_target' } as const)
  const { domain, orderGid } = await storeOf(tx, shipment.orderId)
  const lines = await tx.shipmentLine.findMany({
    where: { shopId: tx.shopId, shipmentId: id },
    select: { orderLineId: true, quantity: true },
  })
  const ordered = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: shipment.orderId },
    select: { id: true, shopifyId: true },
  })
  const gidOf = new Map(ordered.map((line) => [line.id, line.shopifyId]))
  const wanted = lines.map((line) => ({
    orderLineGid: gidOf.get(line.orderLineId) ?? '',
    quantity: line.quantity,
  }))
  return accept({ shipment, target, store: { domain, orderGid: gid(orderGid), wanted } })
}

async function mayReroute(
  tx: ShopTx,
  shipment: StandingShipment,
): Promise<Outcome<true, RerouteRefusal>> {
  const { state, id } = shipment
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    select: { state: true },
  })
  if (order.state !== 'released') return refuse({ kind: 'not_reroutable', state: order.state })
  const neverGot =
    state === 'requested' &&
    (await tx.outsideCall.count({
      where: { shopId: tx.shopId, key: `partner_request:${id}`, state: 'refused' },
    })) > 0
  if (state !== 'rejected' && !neverGot) return refuse({ kind: 'not_reroutable', state })
  // The store's own news may have led to another shipment of these pieces meanwhile.
  const [{ free } = { free: false }] = await tx.$queryRaw<{ free: boolean }[]>`
    select bool_and(l.quantity + coalesce((
      select sum(o.quantity) from shipment_line o join shipment s on s.shop_id = o.shop_id and s.id = o.shipment_id
      where o.shop_id = l.shop_id and o.order_line_id = l.order_line_id and s.state <> 'cancelled' and s.id <> l.shipment_id
    ), 0) <= ol.quantity) as free
    from shipment_line l join order_line ol on ol.shop_id = l.shop_id and ol.id = l.order_line_id
    where l.shop_id = ${tx.shopId}::uuid and l.shipment_id = ${id}::uuid`
  return free ? accept(true) : refuse({ kind: 'given_already' })
}

async function readTarget(
  tx: ShopTx,
  shipment: StandingShipment,
  to: string,
): Promise<Target | null> {
  const places = await readOwnPlaces(tx, shipment.id)
  const chosen = places.find((place) => place.id === to)
  const own = chosen ?? places.find((place) => place.gid === shipment.locationGid) ?? places[0]
  if (to === 'warehouse' || chosen)
    return own
      ? { locationId: own.id, locationGid: own.gid, partnerId: null, name: own.name }
      : null
  const partner = await tx.partner.findFirst({
    where: { shopId: tx.shopId, id: to, active: true },
    select: { id: true, name: true },
  })
  if (!partner || partner.id === shipment.partnerId) return null
  const theirs = await tx.location.findFirst({
    where: { shopId: tx.shopId, partnerId: partner.id, active: true },
  })
  // A partner without a place of its own in the store ships what is booked at the shop's.
  const place = theirs ? { id: theirs.id, gid: theirs.shopifyGid } : own
  const { id: partnerId, name } = partner
  return place ? { locationId: place.id, locationGid: place.gid, partnerId, name } : null
}

async function replace(
  tx: ShopTx,
  id: ShipmentId,
  { target, by }: { readonly target: Target; readonly by: string },
): Promise<Outcome<ShipmentId, RerouteRefusal>> {
  const shipment = await holdShipment(tx, id)
  if (!shipment) return refuse({ kind: 'not_found' })
  const possible = await mayReroute(tx, shipment)
  const known = possible.ok ? null : await findReplacement(tx, shipment, target)
  if (!possible.ok && !known) return possible
  const made = known ?? (await createShipment(tx, shipment, target))
  if (shipment.state === 'rejected' || shipment.state === 'requested') {
    const old = { id, orderId: shipment.orderId, state: shipment.state } as const
    const moved = await advanceShipment(tx, old, {
      to: 'cancelled',
      reason: `${target.name} ships it instead, as ${made.number}`,
      room: 'handoff',
      by,
      next: null,
    })
    if (!moved.ok) throw new MovedMeanwhile('the shipment moved while it was given to another')
  }
  await closePartnerWork(tx, id, { state: 'cancelled', by })
  await closeOfficeWork(tx, id, 'decide_route', { by, outcome: `given to ${target.name}` })
  return accept(made.id)
}

/**
 * The store's word that the goods moved may have come back before us, and made the new shipment:
 * one at the new place with the same pieces.
 */
async function findReplacement(tx: ShopTx, old: StandingShipment, target: Target) {
  const fresh = await tx.shipment.findMany({
    where: {
      shopId: tx.shopId,
      orderId: old.orderId,
      locationGid: target.locationGid,
      state: { in: ['waiting_stock', 'ready', 'requested'] },
      id: { not: old.id },
    },
    include: { lines: true },
  })
  const wanted = await tx.shipmentLine.findMany({
    where: { shopId: tx.shopId, shipmentId: old.id },
  })
  const found = fresh.find((one) =>
    wanted.every((line) =>
      one.lines.some(
        (has) => has.orderLineId === line.orderLineId && has.quantity === line.quantity,
      ),
    ),
  )
  return found ? { id: shipmentId(found.id), number: found.number } : null
}

async function createShipment(tx: ShopTx, old: StandingShipment, target: Target) {
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: old.orderId } },
    select: { name: true, shipments: { select: { number: true } } },
  })
  const taken = order.shipments.map((one) => one.number)
  const number = nextShipmentNumber(order.name, taken)
  const toPartner = target.partnerId !== null
  const next: NextStep = toPartner
    ? { owner: 'system', step: 'ask_partner', dueAt: minutesAfter(new Date(), systemStepMinutes) }
    : { owner: 'warehouse', step: 'reserve', dueAt: hoursAfter(new Date(), reserveWithinHours) }
  const row = await tx.shipment.create({
    data: {
      shopId: tx.shopId,
      orderId: old.orderId,
      number,
      kind: toPartner ? 'partner' : 'warehouse',
      state: toPartner ? 'requested' : 'waiting_stock',
      locationId: target.locationId,
      locationGid: target.locationGid,
      partnerId: target.partnerId,
      leaveBy: old.leaveBy,
      owner: next.owner,
      nextStep: next.step,
      dueAt: next.dueAt,
    },
    select: { id: true },
  })
  const lines = await tx.shipmentLine.findMany({
    where: { shopId: tx.shopId, shipmentId: old.id },
    orderBy: { id: 'asc' },
  })
  for (const { orderLineId, itemId, quantity } of lines)
    await tx.shipmentLine.create({
      data: { shopId: tx.shopId, shipmentId: row.id, orderLineId, itemId, quantity },
    })
  await openWork(tx, old, { id: row.id, number, toPartner })
  const about = { shopId: tx.shopId, shipmentId: row.id }
  if (toPartner) await enqueue(tx, requestPartner, about, { key: `handoff.request:${row.id}` })
  else
    await enqueue(tx, allocateStock, { shopId: tx.shopId }, { key: `stock.allocate:${tx.shopId}` })
  return { id: shipmentId(row.id), number }
}

async function openWork(
  tx: ShopTx,
  old: StandingShipment,
  made: { readonly id: string; readonly number: string; readonly toPartner: boolean },
) {
  const kind = made.toPartner ? 'ship_by_partner' : 'pick_and_pack'
  await tx.workOrder.createMany({
    data: {
      shopId: tx.shopId,
      orderId: old.orderId,
      shipmentId: made.id,
      department: made.toPartner ? 'partner' : 'warehouse',
      kind,
      title: made.toPartner ? `Ship ${made.number}` : `Pick and pack ${made.number}`,
      dueAt: old.leaveBy ?? hoursAfter(new Date(), 48),
      key: `${kind}:${made.id}`,
    },
    skipDuplicates: true,
  })
}
