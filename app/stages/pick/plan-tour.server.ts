import { advanceShipment } from '../../journey/advance.server.ts'
import { dueBeforeLeaving } from '../../journey/due.ts'
import { noLot } from '../../journey/goods-ledger.server.ts'
import { notHeld } from '../../journey/holds/open-holds.server.ts'
import { orderId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { bookPlanning, planningTurn } from './end-tour.server.ts'
import { readMap } from './map/read-map.server.ts'
import { planWalk } from './plan-walk.ts'
import type { PickDeps } from './scan.server.ts'
import { mostTotes, type Stop, toteName } from './walk.ts'

export interface TourWish {
  /** Which to walk for; those that are not ready any more are left out. */
  readonly shipmentIds: readonly string[]
  /** The picker's handle. */
  readonly by: string
  /** Walks this zone only; the totes are passed on to the others. */
  readonly zone?: string | null
}

export type PlanRefusal =
  /** Somebody was faster, or they were stopped. */
  | { readonly kind: 'nothing_ready' }
  | { readonly kind: 'too_many'; readonly most: number }
  /** A walk stays in one house. */
  | { readonly kind: 'several_places' }

/**
 * Starts a walk for one order or for several at once, and takes their shipments out of everybody
 * else's hands. Of two pickers who want the same order one gets it.
 * @returns the new tour's id.
 */
export function planTour(
  deps: PickDeps,
  shop: ShopId,
  wish: TourWish,
): Promise<Outcome<{ readonly tourId: string }, PlanRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    if (wish.shipmentIds.length > mostTotes) return refuse({ kind: 'too_many', most: mostTotes })
    await planningTurn(tx)
    const ready = await tx.shipment.findMany({
      where: {
        shopId: shop,
        id: { in: [...wish.shipmentIds] },
        state: 'ready',
        kind: { in: ['warehouse', 'pickup'] },
        order: notHeld,
      },
      orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
      include: { lines: true },
    })
    if (ready.length === 0) return refuse({ kind: 'nothing_ready' })
    if (new Set(ready.map((one) => one.locationId)).size > 1)
      return refuse({ kind: 'several_places' })
    const taken: typeof ready = []
    for (const one of ready) if (await takeOver(tx, one, wish.by)) taken.push(one)
    if (taken.length === 0) return refuse({ kind: 'nothing_ready' })
    await bookPlanning(tx)
    return accept({ tourId: await makeTour(tx, taken, wish) })
  })
}

async function takeOver(
  tx: ShopTx,
  shipment: { readonly id: string; readonly orderId: string; readonly leaveBy: Date | null },
  by: string,
): Promise<boolean> {
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

interface Ready {
  readonly id: string
  readonly locationId: string | null
  readonly tote: string | null
  readonly lines: readonly {
    readonly id: string
    readonly itemId: string | null
    readonly quantity: number
    readonly picked: number
  }[]
}

interface PlannedPick extends Stop {
  readonly bin: { readonly code: string; readonly walk: number; readonly zone: string } | null
  readonly shipmentId: string
  readonly shipmentLineId: string
  readonly binId: string | null
  readonly itemId: string | null
  readonly lotId: string | null
  readonly serial: string | null
  readonly quantity: number
}

async function makeTour(
  tx: ShopTx,
  shipments: readonly Ready[],
  { by, zone = null }: TourWish,
): Promise<string> {
  const last = await tx.pickTour.aggregate({
    where: { shopId: tx.shopId },
    _max: { number: true },
  })
  const number = (last._max.number ?? 0) + 1
  const { stops, walk } = await planned(tx, shipments, zone)
  const tour = await tx.pickTour.create({
    data: {
      shopId: tx.shopId,
      number,
      mode: shipments.length > 1 ? 'batch' : 'piece',
      picker: by,
      ...(walk ? { walk } : {}),
    },
    select: { id: true },
  })
  const totes = new Map(
    shipments.map((one, at) => [one.id, one.tote ?? toteName(number, at, shipments.length)]),
  )
  await tx.pick.createMany({
    data: stops.map(({ bin: _bin, sku: _sku, ...pick }, position) => ({
      shopId: tx.shopId,
      tourId: tour.id,
      position,
      tote: totes.get(pick.shipmentId) ?? '',
      ...pick,
    })),
  })
  for (const [id, tote] of totes)
    await tx.shipment.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { tote, picker: by },
    })
  return tour.id
}

/** Of a zone's walk: its bins, and of orders that lie in no other zone what is found by hand. */
function inZone(picks: readonly PlannedPick[], zone: string | null): readonly PlannedPick[] {
  if (zone === null) return picks
  const elsewhere = new Set(
    picks.flatMap((pick) => (pick.bin && pick.bin.zone !== zone ? pick.shipmentId : [])),
  )
  return picks.filter((pick) =>
    pick.bin ? pick.bin.zone === zone : !elsewhere.has(pick.shipmentId),
  )
}

/** The stops in the order of the walk: on the map of their place where it has one. */
async function planned(tx: ShopTx, shipments: readonly Ready[], zone: string | null) {
  const picks = inZone(await plannedPicks(tx, shipments), zone)
  const place = shipments[0]?.locationId ?? null
  const bins = picks.flatMap((pick) => pick.bin?.code ?? [])
  return planWalk(picks, place ? await readMap(tx, place, bins) : null)
}

/** Stops at bins, from the reservations; and what must be found by hand: all that has none. */
async function plannedPicks(
  tx: ShopTx,
  shipments: readonly Ready[],
): Promise<readonly PlannedPick[]> {
  const ids = shipments.map((one) => one.id)
  const reserved = await tx.$queryRaw<
    {
      shipment_id: string
      shipment_line_id: string
      bin_id: string
      item_id: string
      lot_id: string | null
      serial: string | null
      quantity: number
      code: string
      walk: number
      zone: string
      sku: string | null
    }[]
  >`
    select r.shipment_id, r.shipment_line_id, r.bin_id, r.item_id, nullif(r.lot_id, ${noLot}::uuid) as lot_id,
      nullif(r.serial, '') as serial, r.quantity, b.code, b.walk, b.zone, i.sku
    from reservation r
    join bin b on b.shop_id = r.shop_id and b.id = r.bin_id
    join item i on i.shop_id = r.shop_id and i.id = r.item_id
    where r.shop_id = ${tx.shopId}::uuid and r.shipment_id = any(${ids}::uuid[]) and r.quantity > 0`
  const atBins = reserved.map((row) => ({
    shipmentId: row.shipment_id,
    shipmentLineId: row.shipment_line_id,
    binId: row.bin_id,
    itemId: row.item_id,
    lotId: row.lot_id,
    serial: row.serial,
    quantity: row.quantity,
    bin: { code: row.code, walk: row.walk, zone: row.zone },
    sku: row.sku,
  }))
  const byHand = shipments.flatMap((shipment) =>
    shipment.lines.flatMap((line) => {
      const promised = atBins
        .filter((pick) => pick.shipmentLineId === line.id)
        .reduce((sum, pick) => sum + pick.quantity, 0)
      const quantity = line.quantity - line.picked - promised
      return quantity > 0
        ? [
            {
              shipmentId: shipment.id,
              shipmentLineId: line.id,
              binId: null,
              itemId: line.itemId,
              lotId: null,
              serial: null,
              quantity,
              bin: null,
              sku: null,
            },
          ]
        : []
    }),
  )
  return [...atBins, ...byHand]
}
