import { noLot } from '../../../journey/goods-ledger.server.ts'
import { rebindGoods } from '../../../journey/reservations.server.ts'
import {
  type OrderId,
  orderId,
  type ShipmentId,
  type ShopId,
  shipmentId,
} from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import type { Threads } from '../../../platform/threads/open-threads.server.ts'
import { ThreadFault } from '../../../platform/threads/thread-fault.ts'
import { readMap } from '../map/read-map.server.ts'
import { type BinsRequest, chooseBinsTask } from './choose-bins.ts'
import { decideRebinding, type Rebinding } from './decide-rebinding.ts'
import type { Source } from './sources.ts'

export interface RebindDeps {
  readonly db: Db
  readonly planners: Threads
}

interface OfTour {
  readonly tourId: string
  readonly locationId: string
}

const limitMs = 1_000
/** With more places than this to choose from the choice takes longer than the walk it saves. */
const mostSources = 400

/**
 * Where several bins hold the goods of a tour, promises them from those that make its walk shortest: within the
 * tour's zone, pick faces only, what expires first before the rest, never a numbered piece. Each shipment by a
 * command of the ledger; one whose goods moved meanwhile keeps its bins.
 */
export async function rebindTour(deps: RebindDeps, shop: ShopId, of: OfTour): Promise<void> {
  const read = await withShop(deps.db, shop, (tx) => readTour(tx, of))
  if (read === null) return
  const takes = await choose(deps.planners, read.request)
  if (takes === null) return
  const wanted = decideRebinding(read.picks, takes)
  const picks = new Map(read.picks.map((pick) => [pick.id, pick]))
  const byShipment = Map.groupBy(wanted, (one) => picks.get(one.pickId)?.shipmentId ?? '')
  for (const some of byShipment.values())
    await withShopInTurn(deps.db, shop, (tx) => rebindSome(tx, of.tourId, some, picks, read.binIds))
}

async function choose(planners: Threads, request: BinsRequest) {
  try {
    return (await planners.run(chooseBinsTask, request, { limitMs })).takes
  } catch (err) {
    if (err instanceof ThreadFault) return null
    throw err
  }
}

interface PickRow {
  readonly id: string
  readonly shipmentId: string
  readonly orderId: string
  readonly lineId: string
  readonly item: string
  readonly binId: string
  readonly bin: string
  readonly lot: string | null
  readonly quantity: number
}

/** Null: there is nothing to choose. */
async function readTour(tx: ShopTx, { tourId, locationId }: OfTour) {
  const picks = await tx.$queryRaw<(PickRow & { readonly serial: string | null })[]>`
    select p.id, p.shipment_id as "shipmentId", s.order_id as "orderId", p.shipment_line_id as "lineId",
      p.item_id as item, p.bin_id as "binId", b.code as bin, p.lot_id as lot, p.quantity, p.serial
    from pick p join bin b on b.shop_id = p.shop_id and b.id = p.bin_id
    join shipment s on s.shop_id = p.shop_id and s.id = p.shipment_id
    where p.shop_id = ${tx.shopId}::uuid and p.tour_id = ${tourId}::uuid and p.version = 0
    order by p.position`
  const free = picks.filter((pick) => pick.serial === null)
  const others = await readFree(tx, { tourId, locationId }, [
    ...new Set(free.map((one) => one.item)),
  ])
  const isElsewhere = others.some(
    (one) =>
      !free.some((pick) => pick.bin === one.bin && pick.item === one.item && pick.lot === one.lot),
  )
  if (!isElsewhere || others.length > mostSources) return null
  const held = free.map((pick) => ({ ...pick, ...expiryOf(others, pick) }))
  const sources = merged([...others, ...held])
  const map = await readMap(tx, locationId, [
    ...new Set([...picks.map((one) => one.bin), ...sources.map((one) => one.bin)]),
  ])
  if (!map) return null
  const also = picks.filter((pick) => pick.serial !== null).map((pick) => pick.bin)
  const binIds = new Map([...picks, ...others].map((one) => [one.bin, one.binId]))
  const now = free.map(({ bin, item, lot, quantity }) => ({ bin, item, lot, quantity }))
  return { picks: free, binIds, request: { plan: map.plan, now, sources, also } }
}

type FreeRow = Source & { readonly binId: string }

/** Free pieces of pick bins that may be promised, in the tour's zone where it has one. */
const readFree = (tx: ShopTx, { tourId, locationId }: OfTour, items: readonly string[]) =>
  tx.$queryRaw<FreeRow[]>`
    select b.id as "binId", b.code as bin, l.item_id as item, l.quantity, nullif(l.lot_id, ${noLot}::uuid) as lot,
      to_char(lot.expires_on, 'YYYY-MM-DD') as "expiresOn", false as "isReserve"
    from stock_level l
    join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    join bin_place m on m.shop_id = b.shop_id and m.bin_id = b.id
    join location p on p.shop_id = b.shop_id and p.id = b.location_id
    join pick_tour t on t.shop_id = l.shop_id and t.id = ${tourId}::uuid
    left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
    where l.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid and b.kind = 'pick' and b.active
      and l.state = 'on_hand' and l.quantity > 0 and l.serial = '' and l.item_id = any(${[...items]}::uuid[])
      and (t.zone is null or b.zone = t.zone)
      and (l.lot_id = ${noLot}::uuid or lot.state = 'open'
        and (lot.expires_on is null or lot.expires_on >= (now() at time zone p.time_zone)::date))
    order by b.walk, b.code, l.item_id, l.lot_id`

const isSame = (a: Pick<Source, 'bin' | 'item' | 'lot'>, b: Pick<Source, 'bin' | 'item' | 'lot'>) =>
  a.bin === b.bin && a.item === b.item && a.lot === b.lot
const expiryOf = (free: readonly FreeRow[], pick: PickRow) => ({
  expiresOn: free.find((one) => one.lot === pick.lot && one.item === pick.item)?.expiresOn ?? null,
  isReserve: false,
})

function merged(all: readonly Source[]): readonly Source[] {
  const found: { -readonly [Key in keyof Source]: Source[Key] }[] = []
  for (const { bin, item, lot, quantity, expiresOn, isReserve } of all) {
    const same = found.find((one) => isSame(one, { bin, item, lot }))
    if (same) same.quantity += quantity
    else found.push({ bin, item, lot, quantity, expiresOn, isReserve })
  }
  return found
}

async function rebindSome(
  tx: ShopTx,
  tourId: string,
  some: readonly Rebinding[],
  picks: ReadonlyMap<string, PickRow>,
  binIds: ReadonlyMap<string, string>,
): Promise<void> {
  const changes = some.flatMap(({ pickId, to, quantity }) => {
    const pick = picks.get(pickId)
    const binId = binIds.get(to.bin)
    return pick && binId ? [{ pick, to: { binId, lotId: to.lot }, quantity }] : []
  })
  const first = changes[0]?.pick
  if (!first) return
  // Whoever scans at one of these stops waits, or was faster: then all of it stays.
  const untouched = await tx.$queryRaw<unknown[]>`
    select 1 from pick where shop_id = ${tx.shopId}::uuid and version = 0
      and id = any(${[...new Set(changes.map((one) => one.pick.id))]}::uuid[]) for update`
  if (untouched.length !== new Set(changes.map((one) => one.pick.id)).size) return
  const rebound = await rebindGoods(tx, {
    key: `rebind:${tourId}:${first.shipmentId}`,
    by: 'system',
    shipmentId: ids(first).shipmentId,
    orderId: ids(first).orderId,
    changes: changes.map(({ pick, to, quantity }) => ({
      lineId: pick.lineId,
      itemId: pick.item,
      from: { binId: pick.binId, lotId: pick.lot },
      to,
      quantity,
    })),
  })
  if (rebound) for (const change of changes) await movePick(tx, tourId, change)
}

const ids = (pick: PickRow): { readonly shipmentId: ShipmentId; readonly orderId: OrderId } => ({
  shipmentId: shipmentId(pick.shipmentId),
  orderId: orderId(pick.orderId),
})

/** Pieces of a stop become a stop of their own at the other bin; a stop without pieces is none. */
async function movePick(
  tx: ShopTx,
  tourId: string,
  change: {
    readonly pick: PickRow
    readonly to: { readonly binId: string; readonly lotId: string | null }
    readonly quantity: number
  },
): Promise<void> {
  const where = { shopId_id: { shopId: tx.shopId, id: change.pick.id } }
  const before = await tx.pick.findUniqueOrThrow({ where })
  const { shopId, shipmentId, shipmentLineId, itemId, tote, position } = before
  const { quantity, to } = change
  if (before.quantity === quantity) await tx.pick.delete({ where })
  else await tx.pick.update({ where, data: { quantity: { decrement: quantity } } })
  await tx.pick.create({
    data: { shopId, tourId, shipmentId, shipmentLineId, itemId, tote, position, quantity, ...to },
  })
}
