import { buyerName, buyerShape } from '../../journey/buyer.ts'
import { waitWords } from '../../journey/difference.ts'
import { type ListedReason, openListed } from '../../journey/holds/hold-reason.ts'
import { listedReason } from '../../journey/holds/open-holds.server.ts'
import { readUndecided } from '../../journey/undecided.server.ts'
import { beforeTheCarrier } from '../../journey/with-carrier.ts'
import { type ShipmentId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { type ShopTx, sql, withShop } from '../../platform/db.server.ts'
import type { ShipDeps } from './deps.server.ts'
import type { DeskView } from './desk-view.ts'

/** One line of the shipping desk. Times are ISO instants. */
interface ShippingRow {
  readonly id: ShipmentId
  readonly number: string
  readonly recipient: string
  readonly country: string
  readonly shippingTitle: string | null
  /** Of all its parcels; null while one of them was not weighed. */
  readonly grams: number | null
  readonly parcels: number
  readonly labels: readonly { readonly carrier: string | null; readonly number: string }[]
  readonly verified: boolean
  /** Why it must not be labelled now: the order's holds, and what changed in the store. */
  readonly stopped: readonly string[]
  readonly promisedAt: string | null
  readonly dueAt: string | null
  readonly step: string | null
  readonly owner: string | null
}

export interface ShippingDesk {
  readonly rows: readonly ShippingRow[]
  readonly counts: Readonly<Record<DeskView, number>>
}

/** At most so many lines; the counts are whole. */
const most = 100

/** What the carrier has not scanned yet. */
const unscanned = sql.sql`exists (select from parcel p where p.shop_id = s.shop_id and p.shipment_id = s.id
  and p.status in (${sql.join(beforeTheCarrier)}))`

const listed = {
  packed: sql.sql`s.state = 'packed'`,
  labelled: sql.sql`s.state = 'labelled'`,
  waiting: sql.sql`s.state = 'handed_over' and ${unscanned}`,
} as const satisfies Record<DeskView, sql.Sql>

interface Found extends Omit<ShippingRow, 'id' | 'recipient' | 'stopped' | 'promisedAt' | 'dueAt'> {
  readonly id: string
  readonly sealed: Uint8Array | null
  readonly promised_at: Date | null
  readonly due_at: Date | null
  readonly held: readonly ListedReason[]
}

/** One list of the shipping desk, due first, and how many stand in each. Labels themselves are large and not read. */
export async function readShippingDesk(
  deps: Pick<ShipDeps, 'db' | 'vaults'>,
  shop: ShopId,
  view: DeskView,
): Promise<ShippingDesk> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const found = await tx.$queryRaw<Found[]>`
      select s.id, s.number, o.sealed, o.country, o.shipping_title as "shippingTitle", o.promised_at, s.due_at,
        p.grams, p.parcels, p.labels, s.verified_at is not null or s.override_by is not null as verified,
        s.next_step as step, s.owner,
        (select coalesce(json_agg(${listedReason} order by h.due_at, h.id), '[]') from hold h
          where h.shop_id = s.shop_id and h.order_id = s.order_id and h.released_at is null) as held
      from shipment s
      join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
      cross join lateral (
        select count(*)::int as parcels, case when bool_and(p.grams is not null) then sum(p.grams)::int end as grams,
          coalesce(json_agg(json_build_object('carrier', p.carrier_name, 'number', p.tracking_number) order by p.position)
            filter (where p.tracking_number is not null), '[]') as labels
        from parcel p where p.shop_id = s.shop_id and p.shipment_id = s.id) p
      where s.shop_id = ${shop}::uuid and s.kind = 'warehouse' and ${listed[view]}
      order by s.due_at, s.id limit ${most}`
    const undecided = await readUndecided(
      tx,
      found.map(({ id }) => id),
    )
    return {
      rows: found.map(({ id, sealed, promised_at, due_at, held, ...row }) => ({
        ...row,
        id: shipmentId(id),
        recipient: sealed ? buyerName(buyerShape.parse(vault.open(sealed))) : '',
        stopped: [
          ...held.map((hold) => `Held: ${openListed(vault, hold)}`),
          ...(undecided.get(id) ?? []).map((field) => waitWords[field]),
        ],
        promisedAt: promised_at?.toISOString() ?? null,
        dueAt: due_at?.toISOString() ?? null,
      })),
      counts: await count(tx),
    }
  })
}

async function count(tx: ShopTx): Promise<ShippingDesk['counts']> {
  const ours = sql.sql`select count(*)::int from shipment s where s.shop_id = ${tx.shopId}::uuid and s.kind = 'warehouse'`
  const [counts] = await tx.$queryRaw<ShippingDesk['counts'][]>`
    select (${ours} and ${listed.packed}) as packed, (${ours} and ${listed.labelled}) as labelled,
      (${ours} and ${listed.waiting}) as waiting`
  return counts ?? { packed: 0, labelled: 0, waiting: 0 }
}
