import type pg from 'pg'
import type { Booked, Stood } from './judge.ts'
import { spot } from './model.ts'

/** Milliseconds since 1970 in front of a uuid of version 7. */
const timeOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16)

/** Ledger, levels and reservations of a shop as they are in the database, past the app. */
export async function readStood(owner: pg.Client, shop: string): Promise<Stood> {
  await owner.query(`select set_config('app.shop_id', $1, false)`, [shop])
  const entries = await owner.query<{
    id: string
    key: string
    bin: string
    item: string
    lot: string | null
    state: string
    delta: number
    shipment: string | null
  }>(
    `select id, key, bin_id as bin, item_id as item, lot_id as lot, state, delta, shipment_id as shipment
      from stock_entry where shop_id = $1 order by id`,
    [shop],
  )
  const booked = new Map<string, Booked & { readonly changes: Map<string, number> }>()
  for (const { id, key, bin, item, lot, state, delta, shipment } of entries.rows) {
    const one = booked.get(key) ?? {
      key,
      at: timeOf(id),
      shipment,
      changes: new Map<string, number>(),
    }
    const where = spot(bin, item, lot, state)
    one.changes.set(where, (one.changes.get(where) ?? 0) + delta)
    booked.set(key, one)
  }
  const place = `bin_id as bin, item_id as item, nullif(lot_id, '00000000-0000-0000-0000-000000000000') as lot`
  const levels = await owner.query<{
    bin: string
    item: string
    lot: string | null
    state: string
    quantity: number
  }>(`select ${place}, state, quantity from stock_level where shop_id = $1`, [shop])
  const reserved = await owner.query<{
    shipment: string
    line: string
    bin: string
    item: string
    lot: string | null
    quantity: number
  }>(
    `select shipment_id as shipment, shipment_line_id as line, ${place}, quantity from reservation
     where shop_id = $1 and quantity <> 0`,
    [shop],
  )
  return {
    booked: [...booked.values()],
    levels: new Map(
      levels.rows.map((row) => [spot(row.bin, row.item, row.lot, row.state), row.quantity]),
    ),
    reserved: reserved.rows.map((row) => ({
      ...{ shipment: row.shipment, line: row.line, quantity: row.quantity },
      spot: spot(row.bin, row.item, row.lot, 'reserved'),
    })),
  }
}
