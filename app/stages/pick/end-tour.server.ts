import { advanceShipment } from '../../journey/advance.server.ts'
import { dueBeforeLeaving, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { planAnew } from '../../journey/plan-anew.server.ts'
import { giveBackGoods } from '../../journey/reservations.server.ts'
import { isSlot } from '../../journey/slots.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { tourOf } from './at-pick.server.ts'
import { currentPick, type OpenTour } from './read-tour.server.ts'
import type { PickDeps } from './scan.server.ts'
import { carryRest } from './short/carry-rest.server.ts'
import type { TourRefusal } from './tour-refusal.ts'
import { walkedZones } from './zone-walks.server.ts'

/** Stops are left: take them, short them, or abandon the tour. */
export interface OpenPicks {
  readonly kind: 'open_picks'
}
interface OfTour {
  readonly tourId: string
  readonly by: string
}

/** What became of the tour's shipments. */
export interface TourEnd {
  readonly picked: number
  readonly short: number
  readonly back: number
  /** Their other zones are still being walked. */
  readonly gathering: number
}

/** All stops are done: the totes go to packing; what came short waits for stock again. */
export const finishTour = (
  deps: PickDeps,
  shop: ShopId,
  of: OfTour,
): Promise<Outcome<TourEnd, TourRefusal | OpenPicks>> =>
  withShop(deps.db, shop, async (tx) => {
    await planningTurn(tx)
    const answer = await tourOf(tx, of)
    if (!answer.ok) return answer
    if (currentPick(answer.value.picks)) return refuse({ kind: 'open_picks' })
    return accept(await end(tx, answer.value, { state: 'done', by: of.by }))
  })

/**
 * The walk ends here. What is complete goes to packing; the rest is ready to be picked again, with
 * the pieces already taken kept in their tote.
 */
export const abandonTour = (
  deps: PickDeps,
  shop: ShopId,
  of: OfTour,
): Promise<Outcome<TourEnd, TourRefusal>> =>
  withShop(deps.db, shop, async (tx) => {
    await planningTurn(tx)
    const answer = await tourOf(tx, of)
    if (!answer.ok) return answer
    return accept(await end(tx, answer.value, { state: 'cancelled', by: of.by }))
  })

/** Somebody else walks on, or the same person on another device: what the other one still sends is refused. */
export const takeOverTour = (
  deps: PickDeps,
  shop: ShopId,
  { tourId, by, device = null }: OfTour & { readonly device?: string | null },
): Promise<Outcome<'yours', TourRefusal>> =>
  withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.pickTour.updateMany({
      where: { shopId: shop, id: tourId, state: 'open' },
      data: { picker: by, device },
    })
    return count === 1 ? accept('yours') : refuse({ kind: 'tour_closed' })
  })

/** The walk rests: whoever goes on with it does so on whatever device they have. */
export const pauseTour = (
  deps: PickDeps,
  shop: ShopId,
  of: OfTour,
): Promise<Outcome<'paused', TourRefusal>> =>
  withShop(deps.db, shop, async (tx) => {
    const answer = await tourOf(tx, of)
    if (!answer.ok) return answer
    await tx.pickTour.update({
      where: { shopId_id: { shopId: shop, id: of.tourId } },
      data: { device: null },
    })
    return accept('paused')
  })

/**
 * Tours of a shop are planned and ended one after the other: they lock several orders at once, and
 * would otherwise wait for each other in a ring.
 */
export const planningTurn = (tx: ShopTx) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`pick:${tx.shopId}`}, 0))`

async function end(
  tx: ShopTx,
  { tour, picks }: OpenTour,
  { state, by }: { readonly state: 'done' | 'cancelled'; readonly by: string },
): Promise<TourEnd> {
  const ends = { picked: 0, short: 0, back: 0, gathering: 0 }
  const shipments = [...new Set(picks.map((pick) => pick.shipmentId))]
  const elsewhere = await walkedZones(tx, shipments, { except: tour.id })
  for (const id of shipments) {
    const pick = picks.find((one) => one.shipmentId === id)
    const tote = pick?.slot ?? pick?.tote ?? null
    const ended = elsewhere.has(id)
      ? await gather(tx, id, { slot: tote, by, zone: tour.tourZone, state })
      : await settle(tx, id, { tote, by, state, tourId: tour.id })
    if (ended) ends[ended]++
  }
  if (ends.back > 0 || state === 'cancelled') await planAnew(tx)
  await tx.pickTour.update({
    where: { shopId_id: { shopId: tx.shopId, id: tour.id } },
    data: { state, doneAt: new Date() },
  })
  return ends
}

/** One of an order's zones is in its slot; the others are still walked, and the last of them settles it. */
async function gather(
  tx: ShopTx,
  id: ShipmentId,
  {
    slot,
    zone,
    by,
    state,
  }: {
    readonly slot: string | null
    readonly zone: string | null
    readonly by: string
    readonly state: 'done' | 'cancelled'
  },
): Promise<keyof TourEnd | null> {
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { state: true, orderId: true, number: true },
  })
  if (shipment.state !== 'picking') return null
  await note(tx, orderId(shipment.orderId), {
    room: 'pick',
    kind: 'zone_in',
    by,
    text:
      state === 'done'
        ? `Zone ${zone ?? ''} of ${shipment.number} is in ${slot ?? ''}`
        : `The walk through zone ${zone ?? ''} for ${shipment.number} was abandoned`,
    detail: { shipmentId: id, zone, slot },
  })
  return 'gathering'
}

async function settle(
  tx: ShopTx,
  id: ShipmentId,
  {
    tote,
    by,
    state,
    tourId,
  }: {
    readonly tote: string | null
    readonly by: string
    readonly state: 'done' | 'cancelled'
    readonly tourId: string
  },
): Promise<keyof TourEnd | null> {
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: true },
  })
  if (shipment.state !== 'picking') return null
  const at = { id, orderId: orderId(shipment.orderId), state: 'picking' } as const
  const now = new Date()
  const some = shipment.lines.some((line) => line.picked > 0)
  await tx.shipment.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { tote: some ? tote : null },
  })
  const came = shipment.lines.some((line) => line.short > 0)
    ? await carryRest(tx, { id, by, tourId })
    : 'apart'
  if (came === 'gone') return 'short'
  if (came === 'wait') {
    await giveBackRest(tx, { id, orderId: at.orderId, version: shipment.version, by })
    await must(
      advanceShipment(tx, at, {
        to: 'waiting_stock',
        reason: 'pieces were short at the shelf',
        room: 'pick',
        by,
        next: { owner: 'system', step: 'reserve', dueAt: minutesAfter(now, systemStepMinutes) },
      }),
    )
    await enqueue(tx, allocateStock, { shopId: tx.shopId }, { key: `stock.allocate:${tx.shopId}` })
    return 'short'
  }
  const lines = await tx.shipmentLine.findMany({ where: { shopId: tx.shopId, shipmentId: id } })
  const complete = lines.every((line) => line.picked === line.quantity)
  await must(
    advanceShipment(tx, at, {
      to: complete ? 'picked' : 'ready',
      reason: complete
        ? `all pieces are in ${isSlot(tote) ? '' : 'tote '}${tote ?? ''}`.trim()
        : state === 'done'
          ? isSlot(tote)
            ? `the rest is in other zones, what is there lies in ${tote}`
            : `the rest is in other zones, tote ${tote ?? ''} is passed on`
          : 'the tour was abandoned',
      room: 'pick',
      by,
      next: complete
        ? {
            owner: 'warehouse',
            step: 'pack',
            dueAt: dueBeforeLeaving(shipment.leaveBy, 'pack', now),
          }
        : {
            owner: 'warehouse',
            step: 'pick',
            dueAt: dueBeforeLeaving(shipment.leaveBy, 'pick', now),
          },
    }),
  )
  return complete ? 'picked' : 'back'
}

async function must(moving: ReturnType<typeof advanceShipment>) {
  const moved = await moving
  if (!moved.ok) throw new MovedMeanwhile('a shipment moved while its tour ended')
}

/** What became of pieces that were short on a tour, for the person who ended it. */
export const restsOf = (
  { db }: PickDeps,
  shop: ShopId,
  tourId: string,
): Promise<readonly string[]> =>
  withShop(db, shop, async (tx) => {
    const rows = await tx.$queryRaw<{ text: string }[]>`
      select t.text from timeline t
      where t.shop_id = ${shop}::uuid and t.kind = 'rest_apart' and t.detail ->> 'tourId' = ${tourId}
        and t.order_id in (select s.order_id from pick p
          join shipment s on s.shop_id = p.shop_id and s.id = p.shipment_id
          where p.shop_id = ${shop}::uuid and p.tour_id = ${tourId}::uuid)
      order by t.id`
    return rows.map(({ text }) => text)
  })

/** What is promised and not taken is free again; it is reserved anew together with what was short. */
async function giveBackRest(
  tx: ShopTx,
  shipment: {
    readonly id: ShipmentId
    readonly orderId: ReturnType<typeof orderId>
    readonly version: number
    readonly by: string
  },
) {
  const back = await giveBackGoods(tx, {
    key: `unreserve:${shipment.id}:${shipment.version}`,
    by: shipment.by,
    orderId: shipment.orderId,
    shipmentId: shipment.id,
    looseBin: null,
  })
  if (!back) throw new MovedMeanwhile('goods moved while their tour ended')
}
