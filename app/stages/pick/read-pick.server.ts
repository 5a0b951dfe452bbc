import type { ListedReason } from '../../journey/holds/hold-reason.ts'
import { listedReason, notHeld } from '../../journey/holds/open-holds.server.ts'
import { shopSettingsIn } from '../../journey/settings.server.ts'
import type { ShopSettings } from '../../journey/settings.ts'
import { type UrgencyFacts, urgencyOf, urgentFirst } from '../../journey/urgent.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { currentPick, type OpenTour, type PickRow, readTourRow } from './read-tour.server.ts'
import type { PickDeps } from './scan.server.ts'
import {
  decideSuggested,
  qualityWords,
  type SuggestedTour,
  suggestion,
} from './tours/suggestion.ts'
import { walkedZones } from './zone-walks.server.ts'

export interface ReadyRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly country: string
  readonly dueAt: Date
  /** Why it goes before others; null: it does not. */
  readonly urgency: string | null
  readonly locationId: string | null
  readonly place: string
  readonly pieces: number
  readonly bins: readonly string[]
}

/** Ready to be picked, and held: shown, not walked for. */
export interface HeldRow {
  readonly id: string
  readonly orderId: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly dueAt: Date | null
  readonly pieces: number
  /** Why the order is held, due first; opened by whoever shows it. */
  readonly reasons: readonly ListedReason[]
}

interface PlaceOfTour {
  readonly locationId: string
  /** Its name; empty where the shop has no other place to walk in. */
  readonly place: string
}

export interface PickBoard {
  /** Of shipments that would be picked now or are being picked. */
  readonly held: readonly HeldRow[]
  /** Urgent first, then due first. */
  readonly ready: readonly ReadyRow[]
  readonly readyInAll: number
  /** Planned off the page, in the order in which they are to be walked; the place with the most urgent order first. */
  readonly suggested: readonly (SuggestedTour & PlaceOfTour)[]
  /** Orders no tour was planned for, and why. */
  readonly leftOut: readonly { readonly id: string; readonly why: string }[]
  /** Why a place has no plan. */
  readonly refused: readonly string[]
  /** How near the plan of each place is to the best there can be. */
  readonly quality: readonly string[]
  /** Orders that wait for a later wave. */
  readonly later: number
  readonly tours: readonly {
    readonly id: string
    readonly number: number
    readonly picker: string
    readonly orders: number
    readonly left: number
  }[]
}

const shown = 60

/** What can be picked now, what would make a good batch, and who is walking. */
export function readPickBoard(deps: PickDeps, shop: ShopId): Promise<PickBoard> {
  return withShop(deps.db, shop, async (tx) => {
    const settings = await shopSettingsIn(tx)
    const rows = await tx.$queryRaw<(ReadyRow & UrgencyFacts)[]>`
      select s.id, s.number, s.kind, o.country, o.urgent_at as "urgentAt", o.tags, o.shipping_title as "shippingTitle", s.due_at as "dueAt", s.location_id as "locationId", coalesce(p.name, '') as place,
        (select coalesce(sum(l.quantity - l.picked), 0)::int from shipment_line l where l.shop_id = s.shop_id and l.shipment_id = s.id) as pieces,
        (select coalesce(array_agg(b.code order by b.walk), '{}') from reservation r join bin b on b.shop_id = r.shop_id and b.id = r.bin_id
          where r.shop_id = s.shop_id and r.shipment_id = s.id and r.quantity > 0) as bins
      from shipment s
      join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
      left join location p on p.shop_id = s.shop_id and p.id = s.location_id
      where s.shop_id = ${shop}::uuid and s.state = 'ready' and s.kind in ('warehouse', 'pickup')
        and not exists (select from hold h where h.shop_id = s.shop_id and h.order_id = s.order_id and h.released_at is null)
      order by s.due_at, s.number limit ${shown}`
    const ready = rows.map(({ urgentAt, tags, shippingTitle, ...row }) => ({
      ...row,
      urgency: urgencyOf({ urgentAt, tags, shippingTitle }, settings),
    }))
    const held = await tx.$queryRaw<HeldRow[]>`
      select s.id, s.order_id as "orderId", s.number, s.kind, s.state, s.due_at as "dueAt",
        (select coalesce(sum(l.quantity - l.picked), 0)::int from shipment_line l where l.shop_id = s.shop_id and l.shipment_id = s.id) as pieces,
        json_agg(${listedReason} order by h.due_at, h.id) as reasons
      from shipment s
      join hold h on h.shop_id = s.shop_id and h.order_id = s.order_id and h.released_at is null
      where s.shop_id = ${shop}::uuid and s.state in ('ready', 'picking') and s.kind in ('warehouse', 'pickup')
      group by s.shop_id, s.id order by s.due_at, s.number limit ${shown}`
    const readyInAll = await tx.shipment.count({
      where: {
        shopId: shop,
        state: 'ready',
        kind: { in: ['warehouse', 'pickup'] },
        order: notHeld,
      },
    })
    const tours = await tx.$queryRaw<PickBoard['tours'][number][]>`
      select t.id, t.number, t.picker, count(distinct p.shipment_id)::int as orders,
        coalesce(sum(p.quantity - p.picked - p.short), 0)::int as left
      from pick_tour t left join pick p on p.shop_id = t.shop_id and p.tour_id = t.id
      where t.shop_id = ${shop}::uuid and t.state = 'open'
      group by t.id, t.number, t.picker order by t.number`
    return {
      ready: urgentFirst(ready),
      held,
      readyInAll,
      ...(await readSuggested(tx, settings)),
      tours,
    }
  })
}

/** What the planner suggested, without what was taken or stopped since. */
async function readSuggested(tx: ShopTx, settings: ShopSettings) {
  const rows = await tx.pickSuggestion.findMany({
    where: { shopId: tx.shopId },
    orderBy: { locationId: 'asc' },
  })
  // What was held since it was planned is not walked for: it stands among the held.
  const shipments = await tx.shipment.findMany({
    where: { shopId: tx.shopId, state: { in: ['ready', 'picking'] }, order: notHeld },
    select: { id: true, number: true, state: true },
  })
  const states = new Map(shipments.map((one) => [one.id, one]))
  const walked = await walkedZones(tx, [...states.keys()])
  const isReady = (id: string) => states.get(id)?.state === 'ready'
  const open = {
    isOpen: (id: string, zone: string | null) =>
      isReady(id) || (zone !== null && states.has(id) && !isWalked(walked.get(id), zone)),
    numberOf: (id: string) => states.get(id)?.number ?? '',
  }
  const read = rows.map((row) => ({ ...row, suggestion: suggestion.parse(row.suggestion) }))
  const named = await tx.location.findMany({
    where: { shopId: tx.shopId },
    select: { id: true, name: true, kind: true, active: true },
  })
  const places = new Map(named.map((one) => [one.id, one.name]))
  const isOnlyPlace = named.filter((one) => one.active && one.kind !== 'partner').length <= 1
  const tours = read.flatMap(({ locationId, suggestion: one }) => {
    const place = isOnlyPlace ? '' : (places.get(locationId) ?? '')
    return decideSuggested(one, open).map((tour) => ({ ...tour, locationId, place }))
  })
  return {
    suggested: await placesByUrgency(tx, settings, tours),
    leftOut: read.flatMap((row) => row.suggestion.leftOut.filter(({ id }) => isReady(id))),
    refused: read.flatMap((row) => row.suggestion.refused),
    quality: qualityWords(
      read
        .filter((row) => row.suggestion.plan?.tours.some((tour) => tour.orders.some(isReady)))
        .map((row) => ({ ...row, place: places.get(row.locationId) ?? '' })),
    ),
    later: read.reduce((sum, row) => sum + row.suggestion.later, 0),
  }
}

/** Tours of each place in their order; the place goes first whose most urgent order goes before those of the others. */
async function placesByUrgency<Tour extends SuggestedTour & PlaceOfTour>(
  tx: ShopTx,
  settings: ShopSettings,
  tours: readonly Tour[],
): Promise<readonly Tour[]> {
  if (new Set(tours.map((tour) => tour.locationId)).size <= 1) return tours
  const placeOf = new Map(
    tours.flatMap(({ orders, locationId }) => orders.map((id) => [id, locationId] as const)),
  )
  const rows = await tx.$queryRaw<({ readonly id: string } & UrgencyFacts)[]>`
    select s.id, o.urgent_at as "urgentAt", o.tags, o.shipping_title as "shippingTitle"
    from shipment s join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
    where s.shop_id = ${tx.shopId}::uuid and s.id = any(${[...placeOf.keys()]}::uuid[])
    order by s.due_at, s.number`
  const ranked = urgentFirst(rows.map((row) => ({ ...row, urgency: urgencyOf(row, settings) })))
  const places = [...new Set(ranked.map(({ id }) => placeOf.get(id)))]
  return tours.toSorted((a, b) => places.indexOf(a.locationId) - places.indexOf(b.locationId))
}

const isWalked = (zones: ReadonlySet<string | null> | undefined, zone: string): boolean =>
  zones?.has(null) === true || zones?.has(zone) === true

export interface TourView extends OpenTour {
  /** The stop to work at; null when all is done. */
  readonly current: PickRow | null
}

export function readTour(deps: PickDeps, shop: ShopId, id: string): Promise<TourView | null> {
  return withShop(deps.db, shop, async (tx) => {
    const open = await readTourRow(tx, id)
    return open && { ...open, current: currentPick(open.picks) }
  })
}
