import type { ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { type PlannedWalk, walkWords } from '../plan-walk.ts'
import { currentPick, readTourRow } from '../read-tour.server.ts'
import type { RoutePolicy } from '../route/plan-route.ts'
import type { PickDeps } from '../scan.server.ts'
import { mapWords, type WarehousePlan } from '../warehouse/plan.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import { readMap } from './read-map.server.ts'

export interface Floor {
  readonly places: readonly { readonly id: string; readonly name: string }[]
  /** Null: the shop has no place of its own. */
  readonly placeId: string | null
  readonly map: {
    readonly plan: WarehousePlan
    readonly policy: RoutePolicy
    /** Why no walk can be planned on it. */
    readonly faults: readonly string[]
  } | null
  /** Pick bins of the place, and how many of them are on the map. */
  readonly bins: { readonly all: number; readonly placed: number }
  readonly tour: FloorTour | null
}

export interface FloorTour {
  readonly id: string
  readonly number: number
  readonly words: string
  readonly walk: PlannedWalk | null
  readonly stops: readonly FloorStop[]
  /** The bin the picker is to go to; null when all is taken. */
  readonly currentBin: string | null
}

export interface FloorStop {
  readonly bin: string
  readonly open: number
  readonly goods: readonly { readonly title: string; readonly open: number }[]
}

/** The map of a place, and a tour on it; the tour's place goes before the one asked for. */
export function readFloor(
  deps: PickDeps,
  shop: ShopId,
  asked: { readonly locationId: string | null; readonly tourId: string | null },
): Promise<Floor> {
  return withShop(deps.db, shop, async (tx) => {
    const places = await tx.$queryRaw<{ id: string; name: string; mapped: boolean }[]>`
      select l.id, l.name, m.location_id is not null as mapped
      from location l left join warehouse_map m on m.shop_id = l.shop_id and m.location_id = l.id
      where l.shop_id = ${shop}::uuid and l.kind <> 'partner' and l.active order by l.name, l.id`
    const tour = asked.tourId ? await readTourOn(tx, asked.tourId) : null
    const wanted = tour?.placeId ?? asked.locationId
    const place =
      places.find((one) => one.id === wanted) ?? places.find((one) => one.mapped) ?? places[0]
    const stored = place ? await readMap(tx, place.id) : null
    return {
      places: places.map(({ id, name }) => ({ id, name })),
      placeId: place?.id ?? null,
      map: stored && { ...stored, faults: faultsOf(stored.plan) },
      bins: await countBins(tx, place?.id ?? null),
      tour: tour?.shown ?? null,
    }
  })
}

function faultsOf(plan: WarehousePlan): readonly string[] {
  const opened = openWarehouse(plan)
  return opened.ok ? [] : opened.refusal.slice(0, 20).map(mapWords)
}

async function countBins(tx: ShopTx, locationId: string | null) {
  if (!locationId) return { all: 0, placed: 0 }
  const [count] = await tx.$queryRaw<{ all: number; placed: number }[]>`
    select count(*)::int as all, count(p.bin_id)::int as placed
    from bin b left join bin_place p on p.shop_id = b.shop_id and p.bin_id = b.id
    where b.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid and b.active
      and b.kind in ('pick', 'reserve')`
  return count ?? { all: 0, placed: 0 }
}

async function readTourOn(tx: ShopTx, id: string) {
  const open = await readTourRow(tx, id)
  if (!open) return null
  const { tour, picks } = open
  const [first] = picks
  const shipment = first
    ? await tx.shipment.findUnique({
        where: { shopId_id: { shopId: tx.shopId, id: first.shipmentId } },
        select: { locationId: true },
      })
    : null
  const alive = picks.filter((pick) => pick.shipmentState !== 'cancelled')
  const atBins = Map.groupBy(alive, (pick) => pick.bin)
  const shown: FloorTour = {
    id: tour.id,
    number: tour.number,
    walk: tour.walk,
    words: tour.walk ? walkWords(tour.walk) : 'In the order of the bins.',
    stops: [...atBins].flatMap(([bin, here]) =>
      bin === null
        ? []
        : [
            {
              bin,
              open: here.reduce((sum, pick) => sum + pick.open, 0),
              goods: here.map(({ title, open: left }) => ({ title, open: left })),
            },
          ],
    ),
    currentBin: tour.state === 'open' ? (currentPick(picks)?.bin ?? null) : null,
  }
  return { placeId: shipment?.locationId ?? null, shown }
}
