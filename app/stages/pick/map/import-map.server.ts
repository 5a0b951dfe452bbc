import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { RoutePolicy } from '../route/plan-route.ts'
import type { PickDeps } from '../scan.server.ts'
import type { PlacedBin } from '../warehouse/plan.ts'
import { type FileRefusal, readMapFile } from './read-map-file.ts'
import type { BadRow, MapRow } from './read-rows.ts'

export interface ImportReport {
  readonly bins: number
  /** Of them: codes the place did not have. */
  readonly newBins: number
  readonly parts: number
  readonly bad: readonly BadRow[]
}

export type ImportRefusal = FileRefusal | { readonly kind: 'no_such_place' }

/**
 * Brings a map file in: good rows change the map, bad ones are named and change nothing. The same file
 * twice changes nothing the second time.
 * @param wish.replace what is on the map and not in the file goes; bins and their stock stay.
 */
export function importMap(
  deps: PickDeps,
  shop: ShopId,
  wish: { readonly locationId: string; readonly text: string; readonly replace: boolean },
): Promise<Outcome<ImportReport, ImportRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const { locationId } = wish
    if (!(await lockPlace(tx, locationId))) return refuse({ kind: 'no_such_place' })
    const aisles = await tx.warehousePart.findMany({
      where: { shopId: shop, locationId, what: 'aisle' },
      select: { code: true },
    })
    const file = readMapFile(wish.text, new Set(wish.replace ? [] : aisles.map((one) => one.code)))
    if (!file.ok) return file
    const { good, bad } = file.value
    if (wish.replace && good.length > 0) await clearMap(tx, locationId)
    const parts = good.filter((row) => row.what !== 'bin')
    await storeParts(tx, locationId, parts)
    const bins = good.flatMap((row) => (row.what === 'bin' ? [row.bin] : []))
    const newBins = await storeBins(tx, locationId, bins)
    if (good.length > 0) await touchMap(tx, locationId)
    return accept({ bins: bins.length, newBins, parts: parts.length, bad })
  })
}

/** How walks are planned at a place that has a map. */
export const choosePolicy = (
  deps: PickDeps,
  shop: ShopId,
  wish: { readonly locationId: string; readonly policy: RoutePolicy },
): Promise<boolean> =>
  withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.warehouseMap.updateMany({
      where: { shopId: shop, locationId: wish.locationId },
      data: { policy: wish.policy, changedAt: new Date() },
    })
    return count === 1
  })

async function lockPlace(tx: ShopTx, locationId: string): Promise<boolean> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from location where shop_id = ${tx.shopId}::uuid and id = ${locationId}::uuid and kind <> 'partner' for update`
  return found.length === 1
}

async function clearMap(tx: ShopTx, locationId: string): Promise<void> {
  await tx.warehousePart.deleteMany({ where: { shopId: tx.shopId, locationId } })
  await tx.$executeRaw`
    delete from bin_place p using bin b
    where p.shop_id = ${tx.shopId}::uuid and b.shop_id = p.shop_id and b.id = p.bin_id and b.location_id = ${locationId}::uuid`
}

async function touchMap(tx: ShopTx, locationId: string): Promise<void> {
  await tx.warehouseMap.upsert({
    where: { shopId_locationId: { shopId: tx.shopId, locationId } },
    create: { shopId: tx.shopId, locationId },
    update: { changedAt: new Date() },
  })
}

const whatOf = { start: 'start', drop: 'drop', both: 'desk' } as const

function partOf(row: MapRow) {
  switch (row.what) {
    case 'aisle': {
      const { code, xMm, direction, fromMm = null, toMm = null } = row.aisle
      return { what: 'aisle', code, xMm, yMm: 0, direction, fromMm, toMm }
    }
    case 'cross_aisle': {
      const { code, yMm, direction, fromMm = null, toMm = null } = row.cross
      return { what: 'cross_aisle', code, xMm: 0, yMm, direction, fromMm, toMm }
    }
    case 'point': {
      const { code, xMm, yMm, use } = row.point
      return { what: whatOf[use], code, xMm, yMm, direction: 'both', fromMm: null, toMm: null }
    }
    case 'bin':
      return null
  }
}

async function storeParts(tx: ShopTx, locationId: string, rows: readonly MapRow[]): Promise<void> {
  const parts = JSON.stringify(rows.flatMap((row) => partOf(row) ?? []))
  const point = ['start', 'drop', 'desk']
  // What a point is for may have changed; its name is its own all the same.
  await tx.$executeRaw`
    delete from warehouse_part p using jsonb_to_recordset(${parts}::jsonb) as r(what text, code text)
    where p.shop_id = ${tx.shopId}::uuid and p.location_id = ${locationId}::uuid and p.code = r.code
      and p.what = any(${point}) and r.what = any(${point}) and p.what <> r.what`
  await tx.$executeRaw`
    insert into warehouse_part (shop_id, location_id, what, code, x_mm, y_mm, from_mm, to_mm, direction)
    select ${tx.shopId}::uuid, ${locationId}::uuid, r.what, r.code, r."xMm", r."yMm", r."fromMm", r."toMm", r.direction
    from jsonb_to_recordset(${parts}::jsonb)
      as r(what text, code text, "xMm" int, "yMm" int, "fromMm" int, "toMm" int, direction text)
    on conflict (shop_id, location_id, what, code) do update
      set x_mm = excluded.x_mm, y_mm = excluded.y_mm, from_mm = excluded.from_mm, to_mm = excluded.to_mm, direction = excluded.direction
      where (warehouse_part.x_mm, warehouse_part.y_mm, warehouse_part.from_mm, warehouse_part.to_mm, warehouse_part.direction)
        is distinct from (excluded.x_mm, excluded.y_mm, excluded.from_mm, excluded.to_mm, excluded.direction)`
}

/** @returns how many bins the place did not have. New ones are walked last in the plain order. */
async function storeBins(
  tx: ShopTx,
  locationId: string,
  bins: readonly PlacedBin[],
): Promise<number> {
  if (bins.length === 0) return 0
  const rows = JSON.stringify(bins.map((bin, at) => ({ ...bin, at })))
  const made = await tx.$queryRaw<{ id: string }[]>`
    with last as (select coalesce(max(walk), 0) as walk from bin where shop_id = ${tx.shopId}::uuid and location_id = ${locationId}::uuid)
    insert into bin (shop_id, location_id, code, zone, walk, kind)
    select ${tx.shopId}::uuid, ${locationId}::uuid, r.code, r.zone, last.walk + 1 + r.at, r.kind
    from jsonb_to_recordset(${rows}::jsonb) as r(code text, zone text, kind text, at int), last
    on conflict (shop_id, location_id, code) do nothing
    returning id`
  await tx.$executeRaw`
    update bin b set active = true, zone = case when r.zone = '' then b.zone else r.zone end,
      kind = case when b.kind in ('pick', 'reserve') then r.kind else b.kind end
    from jsonb_to_recordset(${rows}::jsonb) as r(code text, zone text, kind text)
    where b.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid and b.code = r.code
      and (not b.active or b.zone <> r.zone or b.kind <> r.kind)`
  await tx.$executeRaw`
    insert into bin_place (shop_id, bin_id, aisle, y_mm, level, side)
    select b.shop_id, b.id, r.aisle, r."yMm", r.level, r.side
    from jsonb_to_recordset(${rows}::jsonb) as r(code text, aisle text, "yMm" int, level int, side text)
    join bin b on b.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid and b.code = r.code
    on conflict (shop_id, bin_id) do update
      set aisle = excluded.aisle, y_mm = excluded.y_mm, level = excluded.level, side = excluded.side`
  return made.length
}
