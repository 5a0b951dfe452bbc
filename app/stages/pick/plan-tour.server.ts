import { advanceShipment } from '../../journey/advance.server.ts'
import { dueBeforeLeaving } from '../../journey/due.ts'
import { notHeld } from '../../journey/holds/open-holds.server.ts'
import { planAnew } from '../../journey/plan-anew.server.ts'
import { readSettings } from '../../journey/settings.ts'
import { orderId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { planningTurn } from './end-tour.server.ts'
import { type FindWayDeps, findWay } from './find-way.server.ts'
import { inZone, type PlannedPick, plannedPicks, type Ready } from './planned-picks.server.ts'
import { inWalkingOrder, mostOrdersOfOnePiece, mostTotes, toteName } from './walk.ts'
import { takeSlots, walkedZones } from './zone-walks.server.ts'

export interface TourWish {
  /** Which to walk for; those that are not ready any more are left out. */
  readonly shipmentIds: readonly string[]
  /** The picker's handle. */
  readonly by: string
  /** Walks this zone only; the totes are passed on to the others, or come together in slots. */
  readonly zone?: string | null
  /** Orders of one piece, all in the same tote. */
  readonly oneTote?: boolean
}

export type PlanRefusal =
  /** Somebody was faster, or they were stopped. */
  | { readonly kind: 'nothing_ready' }
  | { readonly kind: 'too_many'; readonly most: number }
  /** A walk stays in one house. */
  | { readonly kind: 'several_places' }
  /** All slots, where the zones of an order come together, are in use. */
  | { readonly kind: 'no_slot'; readonly slots: number }

/**
 * Starts a walk for one order or for several at once, and takes their shipments out of everybody
 * else's hands; of orders that are picked in several zones at once it takes one zone. Of two pickers who want the
 * same one gets it. Then finds the way: a tour that has none is walked in the order of the bins.
 * @returns the new tour's id.
 */
export async function planTour(
  deps: FindWayDeps,
  shop: ShopId,
  wish: TourWish,
): Promise<Outcome<{ readonly tourId: string }, PlanRefusal>> {
  const started = await withShop(deps.db, shop, (tx) => startTour(tx, wish))
  if (started.ok) await findWay(deps, shop, started.value.tourId)
  return started
}

async function startTour(
  tx: ShopTx,
  wish: TourWish,
): Promise<Outcome<{ readonly tourId: string }, PlanRefusal>> {
  const most = wish.oneTote ? mostOrdersOfOnePiece : mostTotes
  if (wish.shipmentIds.length > most) return refuse({ kind: 'too_many', most })
  await planningTurn(tx)
  const zone = wish.zone ?? null
  const row = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  const settings = readSettings(row.settings)
  const atOnce = zone !== null && settings.pickMode === 'zones_at_once'
  const walked = await walkedZones(tx, wish.shipmentIds)
  const found = (await readyFor(tx, wish, atOnce)).filter((one) =>
    mayWalk(walked.get(one.id), zone),
  )
  const all = await plannedPicks(tx, found, walked)
  const picks = inZone(all, zone)
  // A zone that was walked meanwhile has nothing left for an order that waits for others.
  const wanted = atOnce
    ? found.filter((one) => picks.some((pick) => pick.shipmentId === one.id))
    : found
  if (wanted.length === 0) return refuse({ kind: 'nothing_ready' })
  const apart = atOnce ? wanted.filter((one) => isElsewhere(one, all, zone, walked)) : []
  const without = apart.filter((one) => one.tote === null).map((one) => one.id)
  const slots = await takeSlots(tx, without, settings.gatheringSlots)
  // Those a slot is left for, and those that have theirs, are walked for: only they make slots free again.
  const ready = wanted.filter(({ id }) => !without.includes(id) || slots.has(id))
  if (ready.length === 0) return refuse({ kind: 'no_slot', slots: settings.gatheringSlots })
  if (ready.length > mostTotes && !ready.every(isOnePiece))
    return refuse({ kind: 'too_many', most: mostTotes })
  if (new Set(ready.map((one) => one.locationId)).size > 1)
    return refuse({ kind: 'several_places' })
  const taken: Ready[] = []
  for (const one of ready) if (await takeOver(tx, one, wish.by)) taken.push(one)
  if (taken.length === 0) return refuse({ kind: 'nothing_ready' })
  await planAnew(tx)
  const gathered = new Set(apart.map((one) => one.id))
  return accept({ tourId: await makeTour(tx, taken, { wish, picks, slots, gathered }) })
}

function readyFor(tx: ShopTx, wish: TourWish, atOnce: boolean): Promise<readonly Ready[]> {
  return tx.shipment.findMany({
    where: {
      shopId: tx.shopId,
      id: { in: [...wish.shipmentIds] },
      state: { in: atOnce ? ['ready', 'picking'] : ['ready'] },
      kind: { in: ['warehouse', 'pickup'] },
      order: notHeld,
    },
    orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
    include: { lines: true },
  })
}

/** Nobody walks for it, or others walk other zones of it. */
const mayWalk = (walked: ReadonlySet<string | null> | undefined, zone: string | null): boolean =>
  walked === undefined || (zone !== null && !walked.has(null) && !walked.has(zone))

/** Some of the order lies in other zones, or came from there before. */
const isElsewhere = (
  { id, tote }: Ready,
  all: readonly PlannedPick[],
  zone: string | null,
  walked: ReadonlyMap<string, unknown>,
): boolean =>
  tote !== null ||
  walked.has(id) ||
  all.some((pick) => pick.shipmentId === id && pick.bin !== null && pick.bin.zone !== zone)

async function takeOver(tx: ShopTx, shipment: Ready, by: string): Promise<boolean> {
  if (shipment.state === 'picking') return isStillPicked(tx, shipment)
  const moved = await advanceShipment(
    tx,
    { id: shipmentId(shipment.id), orderId: orderId(shipment.orderId), state: 'ready' },
    {
      to: 'picking',
      reason: 'on a picking tour',
      room: 'pick',
      by,
      next: {
        owner: 'warehouse',
        step: 'pick',
        dueAt: dueBeforeLeaving(shipment.leaveBy, 'pick', new Date()),
      },
    },
  )
  return moved.ok
}

/** Others walk for it in other zones; it must not be stopped while this zone begins. */
async function isStillPicked(tx: ShopTx, { id, orderId: order }: Ready): Promise<boolean> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${order}::uuid for update`
  const now = await tx.shipment.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { state: true },
  })
  return now?.state === 'picking'
}

interface Plan {
  readonly wish: TourWish
  readonly picks: readonly PlannedPick[]
  /** Slots of orders that get one now. */
  readonly slots: ReadonlyMap<string, string>
  /** Orders whose zones come together. */
  readonly gathered: ReadonlySet<string>
}

async function makeTour(tx: ShopTx, shipments: readonly Ready[], plan: Plan): Promise<string> {
  const { wish, slots, gathered } = plan
  const last = await tx.pickTour.aggregate({
    where: { shopId: tx.shopId },
    _max: { number: true },
  })
  const number = (last._max.number ?? 0) + 1
  const oneTote = wish.oneTote === true && shipments.every(isOnePiece)
  const tour = await tx.pickTour.create({
    data: {
      shopId: tx.shopId,
      number,
      mode: oneTote ? 'single' : shipments.length > 1 ? 'batch' : 'piece',
      picker: wish.by,
      zone: wish.zone ?? null,
    },
    select: { id: true },
  })
  const toteOf = (one: Ready, at: number) =>
    oneTote
      ? toteName(number, 0, 1)
      : gathered.has(one.id)
        ? toteName(number, at, shipments.length)
        : (one.tote ?? toteName(number, at, shipments.length))
  const totes = new Map(shipments.map((one, at) => [one.id, toteOf(one, at)]))
  const stops = inWalkingOrder(plan.picks.filter((pick) => totes.has(pick.shipmentId)))
  await tx.pick.createMany({
    data: stops.map(({ bin: _bin, sku: _sku, ...pick }, position) => ({
      shopId: tx.shopId,
      tourId: tour.id,
      position,
      tote: totes.get(pick.shipmentId) ?? '',
      ...pick,
    })),
  })
  for (const one of shipments)
    await tx.shipment.update({
      where: { shopId_id: { shopId: tx.shopId, id: one.id } },
      data: {
        tote: gathered.has(one.id)
          ? (one.tote ?? slots.get(one.id) ?? null)
          : (totes.get(one.id) ?? null),
        picker: wish.by,
      },
    })
  return tour.id
}

const isOnePiece = ({ tote, lines }: Ready): boolean =>
  tote === null && lines.reduce((sum, line) => sum + line.quantity, 0) === 1
