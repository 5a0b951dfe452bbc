import type { ShopTx } from '../../platform/db.server.ts'
import { decideGathering, type Gathering, type ZoneFacts } from './decide-gathering.ts'

interface ZoneRow extends ZoneFacts {
  readonly shipment_id: string
}

/** How far the zones of these shipments have come together; those that were never walked by zone are left out. */
export async function readGathering(
  tx: ShopTx,
  shipmentIds: readonly string[],
): Promise<ReadonlyMap<string, Gathering>> {
  const rows = await tx.$queryRaw<ZoneRow[]>`
    with walks as (
      select p.shipment_id, coalesce(b.zone, t.zone) as zone, sum(p.picked)::int as taken,
        min(t.picker) filter (where t.state = 'open') as picker
      from pick p
      join pick_tour t on t.shop_id = p.shop_id and t.id = p.tour_id
      left join bin b on b.shop_id = p.shop_id and b.id = p.bin_id
      where p.shop_id = ${tx.shopId}::uuid and p.shipment_id = any(${[...shipmentIds]}::uuid[]) and t.zone is not null
      group by 1, 2),
    shelves as (
      select r.shipment_id, b.zone, sum(r.quantity)::int as "left"
      from reservation r join bin b on b.shop_id = r.shop_id and b.id = r.bin_id
      where r.shop_id = ${tx.shopId}::uuid and r.shipment_id in (select shipment_id from walks) and r.quantity > 0
      group by 1, 2)
    select coalesce(w.shipment_id, s.shipment_id) as shipment_id, coalesce(w.zone, s.zone) as zone, w.picker,
      coalesce(s."left", 0) as "left", coalesce(w.taken, 0) as taken
    from walks w full join shelves s on s.shipment_id = w.shipment_id and s.zone = w.zone
    order by 1, 2`
  return new Map(
    [...Map.groupBy(rows, (row) => row.shipment_id)].map(([id, zones]) => [
      id,
      decideGathering(zones),
    ]),
  )
}

export interface GatheringRow {
  readonly id: string
  readonly number: string
  readonly slot: string
  readonly dueAt: Date | null
  readonly gathering: Gathering
}

const shown = 60

/** Orders that come together beside the bench and are not whole yet, due first. */
export async function readComingTogether(tx: ShopTx): Promise<readonly GatheringRow[]> {
  const rows = await tx.$queryRaw<
    { id: string; number: string; slot: string; dueAt: Date | null }[]
  >`
    select s.id, s.number, s.tote as slot, s.due_at as "dueAt" from shipment s
    where s.shop_id = ${tx.shopId}::uuid and s.state in ('waiting_stock', 'ready', 'picking')
      and s.tote ~ '^SLOT-[0-9]{2,}$'
    order by s.due_at, s.number limit ${shown}`
  const gathering = await readGathering(
    tx,
    rows.map((row) => row.id),
  )
  return rows.flatMap((row) => {
    const of = gathering.get(row.id)
    return of ? [{ ...row, gathering: of }] : []
  })
}
