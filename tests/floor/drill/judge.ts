import type pg from 'pg'
import { type PlantedShelf, pieces, type Truth } from './shelves.ts'

/** What an order was to get, by shipment: SKU and pieces. */
export type Wanted = ReadonlyMap<string, ReadonlyMap<string, number>>

const isSame = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
  [...new Set([...one.keys(), ...other.keys()])].every(
    (sku) => pieces(one, sku) === pieces(other, sku),
  )

/** Shipments whose parcel does not hold exactly what was ordered: in the packers' hands, or by the ledger. */
export async function findMisships(
  owner: pg.Client,
  wanted: Wanted,
  truth: Truth,
): Promise<readonly string[]> {
  const { rows } = await owner.query<{ shipment: string; sku: string; pieces: number }>(
    `select e.shipment_id as shipment, i.sku, sum(e.delta)::int as pieces from stock_entry e
     join item i on i.shop_id = e.shop_id and i.id = e.item_id
     where e.state = 'packed' and e.shipment_id = any($1) group by 1, 2`,
    [[...wanted.keys()]],
  )
  const booked = new Map<string, Map<string, number>>()
  for (const { shipment, sku, pieces: count } of rows) {
    const of = booked.get(shipment) ?? new Map<string, number>()
    booked.set(shipment, of.set(sku, count))
  }
  return [...wanted].flatMap(([shipment, lines]) => {
    const parcel = truth.parcels.get(shipment)
    if (!parcel) return [`${shipment}: never packed`]
    const byHand = isSame(parcel, lines) ? [] : [`${shipment}: the parcel holds something else`]
    const byLedger = isSame(booked.get(shipment) ?? new Map(), lines)
      ? []
      : [`${shipment}: the ledger packed something else`]
    return [...byHand, ...byLedger].slice(0, 1)
  })
}

/** Pieces that the ledger took from a shelf and no hand did, or the other way round; and lines picked twice. */
export async function findDoublePicked(
  owner: pg.Client,
  shelves: readonly PlantedShelf[],
  truth: Truth,
): Promise<readonly string[]> {
  const { rows } = await owner.query<{ shelf: string; taken: number }>(
    `select b.code || ' ' || i.sku as shelf, sum(e.delta)::int as taken from stock_entry e
     join bin b on b.shop_id = e.shop_id and b.id = e.bin_id
     join item i on i.shop_id = e.shop_id and i.id = e.item_id
     where e.cause in ('picked', 'unpicked') and e.state = 'picked' and i.sku like 'DRILL-%' group by 1`,
  )
  const booked = new Map(rows.map(({ shelf, taken }) => [shelf, taken]))
  const shelf = shelves.flatMap(({ bin, sku, really }) => {
    const name = `${bin} ${sku}`
    const [hands, ledger] = [really - pieces(truth.shelves, name), pieces(booked, name)]
    return hands === ledger ? [] : [`${name}: ${hands} taken, ${ledger} booked`]
  })
  const { rows: lines } = await owner.query<{ id: string }>(
    `select id from shipment_line where picked > quantity or packed > quantity`,
  )
  return [...shelf, ...lines.map(({ id }) => `line ${id} has more than was ordered`)]
}
