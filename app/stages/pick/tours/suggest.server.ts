import { readSettings, type ShopSettings } from '../../../journey/settings.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { Threads } from '../../../platform/threads/open-threads.server.ts'
import { readMap } from '../map/read-map.server.ts'
import type { WarehousePlan } from '../warehouse/plan.ts'
import { chooseWave, waveWords } from '../wave/choose-wave.ts'
import { decideRequest, mostOrders, type TourFault, tourFaultWords } from './decide-request.ts'
import { planToursTask, type TourRequest, type WaitingOrder } from './request.ts'
import type { Suggestion } from './suggestion.ts'

export interface SuggestDeps {
  readonly db: Db
  readonly planners: Threads
  /** Time for one place's plan. */
  readonly planMs?: number
}

interface ReadyOrder extends WaitingOrder {
  readonly locationId: string
}

/** Plans tours for all that is ready, place by place, and keeps them for the board. May run any number of times. */
export async function suggestTours(
  { db, planners, planMs = 5_000 }: SuggestDeps,
  shop: ShopId,
): Promise<void> {
  const { settings, orders, maps } = await withShop(db, shop, async (tx) => {
    const row = await tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { settings: true } })
    const ready = await readReady(tx)
    return { settings: readSettings(row.settings), orders: ready, maps: await readMaps(tx, ready) }
  })
  const places = Map.groupBy(orders, (order) => order.locationId)
  const made = new Map<string, Suggestion>()
  for (const [place, here] of places)
    made.set(
      place,
      await suggestFor(
        planners,
        requestOf(settings, here, maps.get(place) ?? null),
        settings,
        planMs,
      ),
    )
  await withShop(db, shop, async (tx) => {
    await tx.pickSuggestion.deleteMany({
      where: { shopId: shop, locationId: { notIn: [...made.keys()] } },
    })
    for (const [locationId, suggestion] of made) {
      const at = { shopId: shop, locationId }
      const plannedAt = new Date()
      await tx.pickSuggestion.upsert({
        where: { shopId_locationId: at },
        create: { ...at, suggestion, plannedAt },
        update: { suggestion, plannedAt },
      })
    }
  })
}

async function suggestFor(
  planners: Threads,
  whole: TourRequest,
  settings: ShopSettings,
  limitMs: number,
): Promise<Suggestion> {
  const { orders, later, refused } = released(whole, settings)
  if (refused.length > 0) return { plan: null, leftOut: [], refused: [...refused], later }
  const wave = { ...whole, orders: [...orders] }
  // What cannot be planned is named and left out; the others are walked for.
  const onMap = new Set(whole.map?.bins.map((bin) => bin.code))
  const faults = decideRequest(wave, (bin) => whole.map === null || onMap.has(bin))
  const outOf = new Map(faults.flatMap((fault) => namesOf(fault)))
  const request = { ...wave, orders: wave.orders.filter(({ id }) => !outOf.has(id)) }
  const leftOut = [...outOf].map(([id, why]) => ({ id, why }))
  const answer = await planners.run(planToursTask, request, { limitMs })
  return answer.kind === 'planned'
    ? { plan: answer.plan, leftOut, refused: [], later }
    : { plan: null, leftOut, refused: answer.why, later }
}

const namesOf = (fault: TourFault): readonly (readonly [string, string])[] =>
  'orders' in fault && typeof fault.orders !== 'number'
    ? fault.orders.map((id) => [id, tourFaultWords(fault)])
    : []

/** All orders, or a wave of them where the shop wants waves or there are too many for one plan. */
function released(request: TourRequest, { wavePieces }: ShopSettings) {
  const { orders, now } = request
  const pieces = orders.reduce((sum, one) => sum + one.pieces, 0)
  const most = wavePieces > 0 ? wavePieces : Number.MAX_SAFE_INTEGER
  if (pieces <= most && orders.length <= mostOrders) return { orders, later: 0, refused: [] }
  const units = Math.min(most, mostOrders)
  const wave = chooseWave(
    orders.map(({ id, dueAt, pieces: count, stops }) => ({
      id,
      dueAt,
      units: Math.max(1, count),
      aisles: stops.map((stop) => stop.aisle),
    })),
    { least: Math.floor(units * 0.8), most: units, dueBefore: now + 30 * 60_000 },
  )
  if (!wave.ok) return { orders: [], later: orders.length, refused: [waveWords(wave.refusal)] }
  const chosen = new Set(wave.value.orders)
  return {
    orders: orders.filter(({ id }) => chosen.has(id)),
    later: orders.length - chosen.size,
    refused: [],
  }
}

function requestOf(
  settings: ShopSettings,
  orders: readonly ReadyOrder[],
  map: WarehousePlan | null,
): TourRequest {
  const aisleOn = new Map(map?.bins.map((bin) => [bin.code, bin.aisle]))
  return {
    now: Date.now(),
    seed: 1,
    map,
    cart: {
      orders: settings.cartOrders,
      grams: settings.cartKilograms * 1_000,
      litres: settings.cartLitres,
    },
    singlesApart: settings.singlesApart,
    byZone: settings.pickMode === 'zone',
    pieceOnly: settings.pickMode === 'piece',
    apart: settings.keepApart.map((pair) => {
      const [one = '', other = ''] = pair.split('/').map((name) => name.trim())
      return [one, other]
    }),
    pickers: settings.pickersAtOnce,
    metresPerMinute: settings.walkMetresPerMinute,
    secondsPerPiece: settings.secondsPerPiece,
    orders: orders.map(({ locationId: _locationId, stops, ...order }) => ({
      ...order,
      stops: stops.map((stop) => ({ ...stop, aisle: aisleOn.get(stop.bin) ?? stop.aisle })),
    })),
  }
}

/** The maps of the places, with the bins that are needed. */
async function readMaps(tx: ShopTx, orders: readonly ReadyOrder[]) {
  const maps = new Map<string, WarehousePlan>()
  for (const [place, here] of Map.groupBy(orders, (order) => order.locationId)) {
    const bins = new Set(here.flatMap((order) => order.stops.map((stop) => stop.bin)))
    const map = await readMap(tx, place, [...bins])
    if (map) maps.set(place, map.plan)
  }
  return maps
}

async function readReady(tx: ShopTx): Promise<readonly ReadyOrder[]> {
  const now = Date.now()
  const rows = await tx.$queryRaw<
    {
      id: string
      location_id: string
      due_at: Date
      pieces: number
      grams: number
      litres: number
      kinds: string[]
      stops: { bin: string; zone: string }[]
    }[]
  >`
    select s.id, s.location_id, s.due_at, l.pieces, l.grams, l.litres, l.kinds,
      coalesce((select json_agg(json_build_object('bin', b.code, 'zone', b.zone) order by b.walk, b.code)
        from (select distinct r.bin_id from reservation r
          where r.shop_id = s.shop_id and r.shipment_id = s.id and r.quantity > 0) r
        join bin b on b.shop_id = s.shop_id and b.id = r.bin_id), '[]') as stops
    from shipment s
    cross join lateral (
      select coalesce(sum(l.quantity - l.picked), 0)::int as pieces,
        coalesce(sum(l.quantity * coalesce(i.grams, 0)), 0)::float8 as grams,
        coalesce(sum(l.quantity * (coalesce(i.length_mm, 0) / 1e6::float8 * coalesce(i.width_mm, 0) * coalesce(i.height_mm, 0))), 0)::float8 as litres,
        coalesce(array_agg(distinct i.product_type) filter (where i.product_type is not null), '{}') as kinds
      from shipment_line l left join item i on i.shop_id = l.shop_id and i.id = l.item_id
      where l.shop_id = s.shop_id and l.shipment_id = s.id) l
    where s.shop_id = ${tx.shopId}::uuid and s.state = 'ready' and s.kind in ('warehouse', 'pickup')
      and s.location_id is not null and s.due_at is not null
    order by s.due_at, s.number`
  return rows.map(({ location_id, due_at, stops, ...row }) => ({
    ...row,
    locationId: location_id,
    dueAt: due_at.getTime(),
    isUrgent: due_at.getTime() <= now,
    stops: stops.map(({ bin, zone }) => ({ bin, zone, aisle: aisleOf(bin) })),
  }))
}

/** `A-03-07` lies in aisle `A-03`. */
const aisleOf = (code: string) => code.split('-').slice(0, 2).join('-')
