import { notHeld } from '../../journey/holds/open-holds.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { currentPick, type OpenTour, type PickRow, readTourRow } from './read-tour.server.ts'
import type { PickDeps } from './scan.server.ts'
import { decideSuggested, type SuggestedTour, suggestion } from './tours/suggestion.ts'

export interface ReadyRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly country: string
  readonly dueAt: Date
  readonly locationId: string | null
  readonly place: string
  readonly pieces: number
  readonly bins: readonly string[]
}

export interface PickBoard {
  /** Due first. */
  readonly ready: readonly ReadyRow[]
  readonly readyInAll: number
  /** Planned off the page, in the order in which they are to be walked, each with its place. */
  readonly suggested: readonly (SuggestedTour & { readonly locationId: string })[]
  /** Orders no tour was planned for, and why. */
  readonly leftOut: readonly { readonly id: string; readonly why: string }[]
  /** Why a place has no plan. */
  readonly refused: readonly string[]
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
    const ready = await tx.$queryRaw<ReadyRow[]>`
      select s.id, s.number, s.kind, o.country, s.due_at as "dueAt", s.location_id as "locationId", coalesce(p.name, '') as place,
        (select coalesce(sum(l.quantity - l.picked), 0)::int from shipment_line l where l.shop_id = s.shop_id and l.shipment_id = s.id) as pieces,
        (select coalesce(array_agg(b.code order by b.walk), '{}') from reservation r join bin b on b.shop_id = r.shop_id and b.id = r.bin_id
          where r.shop_id = s.shop_id and r.shipment_id = s.id and r.quantity > 0) as bins
      from shipment s
      join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
      left join location p on p.shop_id = s.shop_id and p.id = s.location_id
      where s.shop_id = ${shop}::uuid and s.state = 'ready' and s.kind in ('warehouse', 'pickup')
        and not exists (select from hold h where h.shop_id = s.shop_id and h.order_id = s.order_id and h.released_at is null)
      order by s.due_at, s.number limit ${shown}`
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
      ready,
      readyInAll,
      ...(await readSuggested(tx)),
      tours,
    }
  })
}

/** What the planner suggested, without what was taken or stopped since. */
async function readSuggested(tx: ShopTx) {
  const rows = await tx.pickSuggestion.findMany({
    where: { shopId: tx.shopId },
    orderBy: { locationId: 'asc' },
  })
  const ready = await tx.shipment.findMany({
    where: { shopId: tx.shopId, state: 'ready' },
    select: { id: true },
  })
  const isReady = new Set(ready.map((one) => one.id))
  const read = rows.map((row) => ({ ...row, suggestion: suggestion.parse(row.suggestion) }))
  return {
    suggested: read.flatMap((row) =>
      decideSuggested(row.suggestion, (id) => isReady.has(id)).map((tour) => ({
        ...tour,
        locationId: row.locationId,
      })),
    ),
    leftOut: read.flatMap((row) => row.suggestion.leftOut.filter(({ id }) => isReady.has(id))),
    refused: read.flatMap((row) => row.suggestion.refused),
    later: read.reduce((sum, row) => sum + row.suggestion.later, 0),
  }
}

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
