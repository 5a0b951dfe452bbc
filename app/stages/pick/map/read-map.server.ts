import type { ShopTx } from '../../../platform/db.server.ts'
import type { RoutePolicy } from '../route/plan-route.ts'
import type { PlacedBin, Point, WarehousePlan } from '../warehouse/plan.ts'

export interface StoredMap {
  readonly plan: WarehousePlan
  readonly policy: RoutePolicy
}

/** The floor plan of a place; null where it has none. @param bins codes of the bins wanted; without: all. */
export async function readMap(
  tx: ShopTx,
  locationId: string,
  bins?: readonly string[],
): Promise<StoredMap | null> {
  const { shopId } = tx
  const map = await tx.warehouseMap.findUnique({
    where: { shopId_locationId: { shopId, locationId } },
  })
  if (!map) return null
  const parts = await tx.warehousePart.findMany({
    where: { shopId, locationId },
    orderBy: [{ what: 'asc' }, { xMm: 'asc' }, { yMm: 'asc' }, { code: 'asc' }],
  })
  const extent = (part: (typeof parts)[number]) => ({
    ...(part.fromMm === null ? {} : { fromMm: part.fromMm }),
    ...(part.toMm === null ? {} : { toMm: part.toMm }),
  })
  return {
    policy: policyOf(map.policy),
    plan: {
      aisles: parts
        .filter((part) => part.what === 'aisle')
        .map((part) => ({
          code: part.code,
          xMm: part.xMm,
          direction: oneOf(part.direction, ['away', 'back']) ?? 'both',
          ...extent(part),
        })),
      crossAisles: parts
        .filter((part) => part.what === 'cross_aisle')
        .map((part) => ({
          code: part.code,
          yMm: part.yMm,
          direction: oneOf(part.direction, ['right', 'left']) ?? 'both',
          ...extent(part),
        })),
      points: parts.flatMap((part) => {
        const use = useOf[part.what]
        return use ? [{ code: part.code, xMm: part.xMm, yMm: part.yMm, use }] : []
      }),
      bins: await readBins(tx, locationId, bins),
    },
  }
}

const oneOf = <Word extends string>(raw: string | null, words: readonly Word[]): Word | null =>
  words.find((word) => word === raw) ?? null

const policyOf = (raw: string): RoutePolicy => oneOf(raw, ['s_shape', 'largest_gap']) ?? 'shortest'

const useOf: Readonly<Record<string, Point['use']>> = { start: 'start', drop: 'drop', desk: 'both' }

async function readBins(
  tx: ShopTx,
  locationId: string,
  codes?: readonly string[],
): Promise<readonly PlacedBin[]> {
  const rows = await tx.$queryRaw<
    {
      code: string
      aisle: string
      y_mm: number
      level: number
      side: string | null
      zone: string
      kind: string
    }[]
  >`
    select b.code, p.aisle, p.y_mm, p.level, p.side, b.zone, b.kind
    from bin_place p join bin b on b.shop_id = p.shop_id and b.id = p.bin_id
    where p.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid and b.active
      and (${codes === undefined} or b.code = any(${[...(codes ?? [])]}::text[]))
    order by b.code`
  return rows.map((row) => ({
    code: row.code,
    aisle: row.aisle,
    yMm: row.y_mm,
    level: row.level,
    side: oneOf(row.side, ['left', 'right']),
    zone: row.zone,
    kind: row.kind === 'reserve' ? 'reserve' : 'pick',
  }))
}
