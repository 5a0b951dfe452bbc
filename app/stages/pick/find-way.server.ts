import { z } from 'zod'
import type { ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Threads } from '../../platform/threads/open-threads.server.ts'
import { ThreadFault } from '../../platform/threads/thread-fault.ts'
import { readMap } from './map/read-map.server.ts'
import { type PlannedWalk, planWalkTask, type WalkAnswer, type WalkRequest } from './plan-walk.ts'
import type { PickDeps } from './scan.server.ts'
import { rebindTour } from './where-from/rebind.server.ts'

export interface FindWayDeps extends PickDeps {
  readonly planners: Threads
}

/** How long a picker waits for a way at most. */
const limitMs = 2_000

/**
 * Finds the shortest walk of a tour that was just started, and before it the bins its goods come from where several
 * hold them; both in a planner's thread, with no transaction open. A place without a map, and a planner that gives
 * no answer, leave the tour in the order of the bins. A tour somebody has scanned at stays as it is.
 */
export async function findWay(deps: FindWayDeps, shop: ShopId, tourId: string): Promise<void> {
  const place = await withShop(deps.db, shop, (tx) => placeOf(tx, tourId))
  if (place === null) return
  await rebindTour(deps, shop, { tourId, locationId: place })
  const request = await withShop(deps.db, shop, (tx) => requestFor(tx, tourId, place))
  if (request === null) return
  const { order, walk } = await askPlanner(deps.planners, request)
  await withShop(deps.db, shop, (tx) => keepWay(tx, tourId, order, walk))
}

/** The place of the tour's orders, where it has a map. */
async function placeOf(tx: ShopTx, tourId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ location_id: string }[]>`
    select m.location_id from pick p
    join shipment s on s.shop_id = p.shop_id and s.id = p.shipment_id
    join warehouse_map m on m.shop_id = s.shop_id and m.location_id = s.location_id
    where p.shop_id = ${tx.shopId}::uuid and p.tour_id = ${tourId}::uuid limit 1`
  return row?.location_id ?? null
}

async function requestFor(
  tx: ShopTx,
  tourId: string,
  locationId: string,
): Promise<WalkRequest | null> {
  const rows = await tx.$queryRaw<
    {
      id: string
      shipment_id: string
      sku: string | null
      code: string | null
      walk: number | null
    }[]
  >`
    select p.id, p.shipment_id, i.sku, b.code, b.walk from pick p
    left join bin b on b.shop_id = p.shop_id and b.id = p.bin_id
    left join item i on i.shop_id = p.shop_id and i.id = p.item_id
    where p.shop_id = ${tx.shopId}::uuid and p.tour_id = ${tourId}::uuid order by p.position`
  const bins = rows.flatMap((row) => row.code ?? [])
  const map = await readMap(tx, locationId, bins)
  if (!map) return null
  return {
    map,
    stops: rows.map((row) => ({
      id: row.id,
      shipmentId: row.shipment_id,
      sku: row.sku,
      bin: row.code === null ? null : { code: row.code, walk: row.walk ?? 0 },
    })),
  }
}

async function askPlanner(planners: Threads, request: WalkRequest): Promise<WalkAnswer> {
  try {
    return await planners.run(planWalkTask, request, { limitMs })
  } catch (err) {
    if (!(err instanceof ThreadFault)) throw err
    const walk: PlannedWalk = { how: 'plain', why: 'The planner gave no answer' }
    return { order: request.stops.map((stop) => stop.id), walk }
  }
}

async function keepWay(
  tx: ShopTx,
  tourId: string,
  order: readonly string[],
  walk: PlannedWalk | null,
): Promise<void> {
  await tx.$queryRaw`select 1 from pick_tour where shop_id = ${tx.shopId}::uuid and id = ${tourId}::uuid for update`
  const touched = await tx.pick.count({
    where: {
      shopId: tx.shopId,
      tourId,
      OR: [{ version: { gt: 0 } }, { tour: { state: { not: 'open' } } }],
    },
  })
  if (touched > 0 || walk === null) return
  await tx.$executeRaw`
    update pick p set position = o.at - 1 from unnest(${[...order]}::uuid[]) with ordinality as o (id, at)
    where p.shop_id = ${tx.shopId}::uuid and p.tour_id = ${tourId}::uuid and p.id = o.id`
  await tx.pickTour.update({
    where: { shopId_id: { shopId: tx.shopId, id: tourId } },
    data: { walk: z.json().parse(walk) ?? {} },
  })
}
