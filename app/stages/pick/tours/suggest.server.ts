import { readSettings, type ShopSettings } from '../../../journey/settings.ts'
import { urgencyOf } from '../../../journey/urgent.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { Threads } from '../../../platform/threads/open-threads.server.ts'
import { ThreadFault } from '../../../platform/threads/thread-fault.ts'
import { mostOrders } from '../batch/decide-problem.ts'
import { readMap } from '../map/read-map.server.ts'
import type { WarehousePlan } from '../warehouse/plan.ts'
import { chooseWave, waveWords } from '../wave/choose-wave.ts'
import { usedSlots } from '../zone-walks.server.ts'
import { decideRequest, type TourFault, tourFaultWords } from './decide-request.ts'
import { planToursTask, type TourAnswer, type TourRequest, type WaitingOrder } from './request.ts'
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
  const { settings, orders, waiting, maps } = await readToPlan({ db }, shop)
  const places = Map.groupBy([...orders, ...waiting], (order) => order.locationId)
  const made = new Map<string, Suggestion>()
  for (const [place, all] of places) {
    const here = all.filter((order) => !waiting.includes(order))
    const request = requestOf(settings, here, maps.get(place) ?? null)
    const suggestion = await suggestFor(planners, request, settings, planMs)
    const later = suggestion.later + all.length - here.length
    made.set(place, { ...suggestion, later })
  }
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

/** What the planner is told of a shop: its rules, all that is ready, and the maps of the places where it lies. */
export const readToPlan = ({ db }: Pick<SuggestDeps, 'db'>, shop: ShopId) =>
  withShop(db, shop, async (tx) => {
    const row = await tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { settings: true } })
    const settings = readSettings(row.settings)
    const ready = await readReady(tx, settings)
    const { orders, waiting } = await withSlots(tx, settings, ready)
    return { settings, orders, waiting, maps: await readMaps(tx, orders) }
  })

/**
 * Orders whose zones are picked at once come together in slots: no more are begun than slots are free, by when they
 * are due. The others wait, and those that have their slot are walked for to the end.
 */
async function withSlots(
  tx: ShopTx,
  { pickMode, gatheringSlots }: ShopSettings,
  ready: readonly ReadyOrder[],
): Promise<{ readonly orders: readonly ReadyOrder[]; readonly waiting: readonly ReadyOrder[] }> {
  if (pickMode !== 'zones_at_once') return { orders: ready, waiting: [] }
  const needsSlot = ({ isBegun, stops }: ReadyOrder) =>
    !isBegun && new Set(stops.map((stop) => stop.zone)).size > 1
  const free = Math.max(0, gatheringSlots - (await usedSlots(tx)).size)
  const waiting = new Set(ready.filter(needsSlot).slice(free))
  return { orders: ready.filter((order) => !waiting.has(order)), waiting: [...waiting] }
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
  const answer = await ask(planners, request, limitMs)
  return answer.kind === 'planned'
    ? { plan: answer.plan, leftOut, refused: [], later }
    : { plan: null, leftOut, refused: answer.why, later }
}

/** What the planner cannot do whenever it is asked is said on the board; anything else is tried again. */
async function ask(planners: Threads, request: TourRequest, limitMs: number): Promise<TourAnswer> {
  try {
    return await planners.run(planToursTask, request, { limitMs })
  } catch (err) {
    if (err instanceof ThreadFault && err.code === 'thread_out_of_memory')
      return { kind: 'refused', why: [tooMuchWords(request.orders.length)] }
    throw err
  }
}

const tooMuchWords = (orders: number) =>
  `${orders} orders are more than the planner's memory holds: release waves of fewer pieces (Settings, Picking)`

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
      totes: settings.cartTotes,
      grams: settings.cartKilograms * 1_000,
      litres: settings.cartLitres,
    },
    toteLitres: settings.toteLitres,
    singlesApart: settings.singlesApart,
    zones: zonesOf(settings),
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

function zonesOf({ pickMode }: ShopSettings): TourRequest['zones'] {
  if (pickMode === 'zones_at_once') return 'at_once'
  return pickMode === 'zone' ? 'passed_on' : 'none'
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

interface ReadyRow {
  readonly id: string
  readonly location_id: string
  readonly due_at: Date
  readonly state: string
  readonly tote: string | null
  readonly urgent_at: Date | null
  readonly tags: readonly string[]
  readonly shipping_title: string | null
  readonly pieces: number
  readonly grams: number
  readonly litres: number
  readonly kinds: string[]
  readonly stops: readonly {
    readonly bin: string
    readonly zone: string
    readonly pieces: number
  }[]
}

/**
 * What is ready, and of orders whose zones are picked at once the zones nobody walks yet, without what a tour fetches
 * there after a short.
 */
async function readReady(tx: ShopTx, settings: ShopSettings): Promise<readonly ReadyOrder[]> {
  const atOnce = settings.pickMode === 'zones_at_once'
  const rows = await tx.$queryRaw<ReadyRow[]>`
    with walked as (select distinct p.shipment_id, t.zone from pick_tour t
      join pick p on p.shop_id = t.shop_id and p.tour_id = t.id
      where t.shop_id = ${tx.shopId}::uuid and t.state = 'open'),
    fetched as (select p.shipment_id, p.bin_id, sum(p.quantity - p.picked - p.short) as pieces from pick_tour t
      join pick p on p.shop_id = t.shop_id and p.tour_id = t.id
      where t.shop_id = ${tx.shopId}::uuid and t.state = 'open' and p.instead_of is not null group by 1, 2)
    select s.id, s.location_id, s.due_at, s.state, s.tote, o.urgent_at, o.tags, o.shipping_title, l.pieces, l.grams, l.litres, l.kinds,
      coalesce((select json_agg(json_build_object('bin', b.code, 'zone', b.zone, 'pieces', r.pieces) order by b.walk, b.code)
        from (select r.bin_id, (sum(r.quantity) - coalesce(min(f.pieces), 0))::int as pieces from reservation r
          left join fetched f on f.shipment_id = r.shipment_id and f.bin_id = r.bin_id
          where r.shop_id = s.shop_id and r.shipment_id = s.id and r.quantity > 0
          group by r.bin_id having sum(r.quantity) > coalesce(min(f.pieces), 0)) r
        join bin b on b.shop_id = s.shop_id and b.id = r.bin_id
        where not exists (select from walked w where w.shipment_id = s.id and w.zone = b.zone)), '[]') as stops
    from shipment s
    join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
    cross join lateral (
      select coalesce(sum(l.quantity - l.picked), 0)::int as pieces,
        coalesce(sum(l.quantity * coalesce(i.grams, 0)), 0)::float8 as grams,
        coalesce(sum(l.quantity * (coalesce(i.length_mm, 0) / 1e6::float8 * coalesce(i.width_mm, 0) * coalesce(i.height_mm, 0))), 0)::float8 as litres,
        coalesce(array_agg(distinct i.product_type) filter (where i.product_type is not null), '{}') as kinds
      from shipment_line l left join item i on i.shop_id = l.shop_id and i.id = l.item_id
      where l.shop_id = s.shop_id and l.shipment_id = s.id) l
    where s.shop_id = ${tx.shopId}::uuid and s.kind in ('warehouse', 'pickup')
      and (s.state = 'ready' or (${atOnce} and s.state = 'picking'
        and not exists (select from walked w where w.shipment_id = s.id and w.zone is null)))
      and s.location_id is not null and s.due_at is not null
      and not exists (select from hold h where h.shop_id = s.shop_id and h.order_id = s.order_id and h.released_at is null)
    order by s.due_at, s.number`
  return rows
    .filter(({ state, stops }) => state === 'ready' || stops.length > 0)
    .map((row) => readyOrder(row, settings))
}

function readyOrder(row: ReadyRow, settings: ShopSettings): ReadyOrder {
  const { id, kinds, grams, litres, due_at: dueAt } = row
  const stops = row.stops.map((stop) => ({ ...stop, aisle: aisleOf(stop.bin) }))
  const urgency = urgencyOf(
    { urgentAt: row.urgent_at, tags: row.tags, shippingTitle: row.shipping_title },
    settings,
  )
  return {
    ...{ id, kinds, grams, litres, stops, locationId: row.location_id, isBegun: row.tote !== null },
    pieces: row.state === 'ready' ? row.pieces : stops.reduce((sum, stop) => sum + stop.pieces, 0),
    dueAt: dueAt.getTime(),
    isUrgent: urgency !== null || dueAt.getTime() <= Date.now(),
  }
}

/** `A-03-07` lies in aisle `A-03`. */
const aisleOf = (code: string) => code.split('-').slice(0, 2).join('-')
