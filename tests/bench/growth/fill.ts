import type pg from 'pg'

/** A shop as the filler needs it. */
export interface FilledShop {
  readonly id: string
  /** A buyer as the app seals one; all orders of the shop carry the same. */
  readonly sealed: Uint8Array
}

/** Which orders (numbered from 1 over all shops) are still open: so many at every size, the newest. */
export interface Fill {
  readonly from: number
  readonly to: number
  readonly open: number
}

/** The id of a row of kind `kind` that belongs to order `n`: in the order of time, as uuidv7 is. */
const id = (kind: number, n = 'n') =>
  `('01930000-0000-7${kind.toString(16).padStart(3, '0')}-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** Half of all orders are the first shop's, the rest is spread over the others. */
const shopOf = 'case when n % 2 = 0 then 0 else 1 + (n / 2) % $3 end'

/** An order is placed every so many seconds. */
const apart = 40

/** An order placed `n`-th of all: the last one now. */
const placed = `(now() - ($2 - n) * interval '${apart} seconds')`

/** What line `l` of order `n` is about: every second line is of the hundred that sell best. */
const thing = '(case when l = 1 then n * 7 % 100 else n * 7 % 2000 end)'

const isOpen = '(n > $2 - $4)'
/** Of the open ones: where they stand. */
const state = `case when not ${isOpen} then (case when n % 50 = 7 then 'cancelled' else 'completed' end)
  when n % 10 = 0 then 'held' when n % 10 = 1 then 'confirming' else 'released' end`
const shipmentState = `case when not ${isOpen} then 'delivered' else
  (array['waiting_stock','ready','ready','picked','packed','labelled','handed_over','moving'])[1 + n % 8] end`

/** All steps of one part of the orders; every one reads the numbers, so that nothing is kept in between. */
const steps: readonly string[] = [
  `insert into sales_order (shop_id, id, shopify_id, name, state, delivery_kind, currency, total_minor, financial_status,
     country, shipping_title, sealed, email_hash, phone_hash, customer_gid, placed_at, source_updated_at, owner, next_step, due_at, ended_at, created_at)
   select s.id, ${id(0)}, 'gid://shopify/Order/' || n, '#' || n, ${state}, 'shipping', 'EUR', 2500, 'paid', 'IE', 'Standard',
     s.sealed, sha256(('mail' || n)::bytea), sha256(('phone' || n)::bytea), 'gid://shopify/Customer/' || (n % 100000), ${placed}, ${placed},
     case when ${isOpen} then (array['office','system','warehouse'])[1 + n % 3] end, case when ${isOpen} then 'carry' end,
     case when ${isOpen} then now() + ((n % 4000) - 400) * interval '1 minute' end, case when not ${isOpen} then ${placed} + interval '3 days' end, ${placed}
   from numbers join shops s on s.nth = ${shopOf}`,
  `insert into order_line (shop_id, id, order_id, shopify_id, variant_gid, sku, title, quantity, price_minor, position)
   select s.id, ${id(1, 'n * 2 + l')}, ${id(0)}, 'gid://shopify/LineItem/' || (n * 2 + l), 'gid://shopify/ProductVariant/' || ${thing},
     'SKU-' || ${thing}, 'Thing ' || ${thing}, 1 + n % 3, 1250, l
   from numbers cross join generate_series(0, 1) l join shops s on s.nth = ${shopOf}`,
  `insert into timeline (shop_id, id, order_id, at, room, kind, text, by)
   select s.id, ${id(2, 'n * 5 + l')}, ${id(0)}, ${placed} + l * interval '1 hour',
     (array['intake','check','distribute','ship','track'])[l + 1], 'moved', 'Something happened to this order, for a reason', 'system'
   from numbers cross join generate_series(0, 4) l join shops s on s.nth = ${shopOf}`,
  `insert into shipment (shop_id, id, order_id, number, kind, state, location_id, owner, next_step, due_at, handed_over_at, delivered_at, created_at)
   select s.id, ${id(3)}, ${id(0)}, n || '-1', 'warehouse', ${shipmentState}, s.place,
     case when ${isOpen} then 'warehouse' end, case when ${isOpen} then 'carry' end,
     case when ${isOpen} then now() + ((n % 4000) - 400) * interval '1 minute' end,
     case when not ${isOpen} or n % 8 >= 6 then ${placed} + interval '1 day' end, case when not ${isOpen} then ${placed} + interval '3 days' end, ${placed}
   from numbers join shops s on s.nth = ${shopOf} where not ${isOpen} or n % 10 > 1`,
  `insert into shipment_line (shop_id, id, shipment_id, order_line_id, item_id, quantity)
   select s.id, ${id(4, 'n * 2 + l')}, ${id(3)}, ${id(1, 'n * 2 + l')}, ${id(9, thing)}, 1 + n % 3
   from numbers cross join generate_series(0, 1) l join shops s on s.nth = ${shopOf} where not ${isOpen} or n % 10 > 1`,
  `insert into parcel (shop_id, id, shipment_id, order_id, grams, carrier_key, carrier_name, tracking_number, status)
   select s.id, ${id(5)}, ${id(3)}, ${id(0)}, 600, 'parcelnet', 'Parcelnet', 'PN' || lpad(n::text, 10, '0'), case when ${isOpen} then 'label_made' else 'delivered' end
   from numbers join shops s on s.nth = ${shopOf} where not ${isOpen} or (n % 10 > 1 and n % 8 >= 5)`,
  `insert into mail (shop_id, id, order_id, kind, key, state, attempts, created_at, sent_at)
   select s.id, ${id(6)}, ${id(0)}, 'shipped', 'shipped:' || n, 'sent', 1, ${placed}, ${placed}
   from numbers join shops s on s.nth = ${shopOf}`,
  `insert into delivery (shop_id, id, topic, event_key, triggered_at, state, attempts, outcome, received_at, done_at)
   select s.id, ${id(7, 'n * 2 + l')}, (array['orders/create','orders/updated'])[l + 1], 'event-' || n || '-' || l, ${placed}, 'done', 1, '#' || n || ' taken in', ${placed}, ${placed}
   from numbers cross join generate_series(0, 1) l join shops s on s.nth = ${shopOf}`,
  `insert into outside_call (shop_id, id, order_id, kind, key, state, attempts, created_at, done_at)
   select s.id, ${id(8)}, ${id(0)}, 'fulfil', 'fulfil:' || n, 'done', 1, ${placed}, ${placed}
   from numbers join shops s on s.nth = ${shopOf}`,
  `insert into work_order (shop_id, id, order_id, department, kind, title, state, due_at, key, created_at, done_at, done_by)
   select s.id, ${id(10)}, ${id(0)}, (array['warehouse','office','care'])[1 + n % 3], 'pick', 'Pick it', case when ${isOpen} then 'open' else 'done' end,
     ${placed} + interval '1 day', 'pick:' || n, ${placed}, case when not ${isOpen} then ${placed} + interval '1 day' end, case when not ${isOpen} then 'system' end
   from numbers join shops s on s.nth = ${shopOf}`,
  `insert into survey (shop_id, id, order_id, state, score, asked_at, closes_at, answered_at)
   select s.id, ${id(14)}, ${id(0)}, case when n % 4 = 0 then 'answered' else 'lapsed' end, case when n % 4 = 0 then n % 11 end,
     ${placed} + interval '4 days', ${placed} + interval '18 days', case when n % 4 = 0 then ${placed} + interval '5 days' end
   from numbers join shops s on s.nth = ${shopOf} where not ${isOpen}`,
  `insert into return_case (shop_id, id, order_id, number, state, requested_at, settled_at)
   select s.id, ${id(15)}, ${id(0)}, 'R' || n, 'settled', ${placed} + interval '6 days', ${placed} + interval '12 days'
   from numbers join shops s on s.nth = ${shopOf} where not ${isOpen} and n % 20 in (4, 5)`,
  `insert into return_line (shop_id, id, return_id, order_line_id, quantity, reason)
   select s.id, ${id(16)}, ${id(15)}, ${id(1, 'n * 2')}, 1, 'unwanted'
   from numbers join shops s on s.nth = ${shopOf} where not ${isOpen} and n % 20 in (4, 5)`,
  `insert into audit (shop_id, id, at, by, source, thing, deed, row_id, order_id, before, after)
   select s.id, ${id(17, 'n * 4 + l')}, ${placed} + l * interval '1 hour', case when l = 3 then 'shopify:' || (n % 7) else 'system' end,
     'job check.orders', (array['sales_order','shipment','parcel','hold'])[l + 1], 'changed', ${id(0)}::text, ${id(0)},
     '{"state": "received"}', '{"state": "released", "owner": "warehouse"}'
   from numbers cross join generate_series(0, 3) l join shops s on s.nth = ${shopOf}`,
  `insert into reservation (shop_id, id, shipment_id, shipment_line_id, bin_id, item_id, quantity)
   select s.id, ${id(11, 'n * 2 + l')}, ${id(3)}, ${id(4, 'n * 2 + l')}, ${id(12, thing)}, ${id(9, thing)}, 1 + n % 3
   from numbers cross join generate_series(0, 1) l join shops s on s.nth = ${shopOf} where ${isOpen} and n % 10 > 1 and n % 8 in (1, 2)`,
]

/** 2,000 things in 2,000 bins of one place, for every shop. */
export async function fillGoods(pool: pg.Pool, shops: readonly FilledShop[]): Promise<void> {
  const things = `from generate_series(0, 1999) n`
  const owner = await pool.connect()
  await owner.query('set session_replication_role = replica')
  for (const { id: shop } of shops) {
    await owner.query(
      `insert into location (shop_id, id, shopify_gid, name, country) values ($1, ${id(13, '1')}, 'gid://shopify/Location/1', 'Warehouse', 'IE')`,
      [shop],
    )
    await owner.query(
      `insert into item (shop_id, id, variant_gid, product_gid, sku, title, product_type, grams)
       select $1, ${id(9)}, 'gid://shopify/ProductVariant/' || n, 'gid://shopify/Product/' || n, 'SKU-' || n, 'Thing ' || n, 'Things', 300 ${things}`,
      [shop],
    )
    await owner.query(
      `insert into bin (shop_id, id, location_id, code, zone, walk)
       select $1, ${id(12)}, ${id(13, '1')}, 'A-' || lpad((n / 40)::text, 2, '0') || '-' || (n % 40), 'A', n ${things}`,
      [shop],
    )
    await owner.query(
      `insert into stock_level (shop_id, bin_id, item_id, state, quantity) select $1, ${id(12)}, ${id(9)}, 'on_hand', 500 ${things}`,
      [shop],
    )
  }
  owner.release(true)
}

const part = 50_000

/**
 * Writes orders number `from` to `to` with all that belongs to them, by the database itself. What was open before
 * and is not any more is closed. Triggers and foreign keys are left out: what is written fits by its making.
 */
export async function fillOrders(
  owner: pg.Pool,
  shops: readonly FilledShop[],
  { from, to, open }: Fill,
): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'",
    )
    await client.query('create temp table shops (nth int, id uuid, sealed bytea, place uuid)')
    for (const [nth, shop] of shops.entries())
      await client.query(`insert into shops values ($1, $2, $3, ${id(13, '1')})`, [
        nth,
        shop.id,
        Buffer.from(shop.sealed),
      ])
    await client.query('analyze shops')
    for (let at = from; at <= to; at += part)
      for (const step of steps)
        await client.query(
          // All four are named, so that every step may use what it needs.
          `with numbers as (select n from generate_series($1::int, least($2::int, $1::int + ${part - 1})) n
             where $3::int > 0 and $4::int >= 0) ${step}`,
          [at, to, shops.length - 1, open],
        )
    await client.query('drop table shops')
  } finally {
    client.release(true)
  }
}

/**
 * Before `more` orders are written: closes all that is open (the newest orders are the open ones), and sets what the
 * pages ask by date back by the time that those take.
 */
export async function closeOpen(owner: pg.Pool, more: number): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    const ended = 'owner = null, next_step = null, due_at = null'
    await client.query(
      `update sales_order set state = 'completed', ended_at = now(), ${ended} where due_at is not null`,
    )
    await client.query(
      `update shipment set state = 'delivered', delivered_at = now() - interval '3 days', ${ended} where due_at is not null`,
    )
    await client.query(
      "update work_order set state = 'done', done_at = now(), done_by = 'system' where state = 'open'",
    )
    await client.query('delete from reservation')
    const back = `- interval '${more * apart} seconds'`
    await client.query(`update sales_order set placed_at = placed_at ${back}`)
    await client.query(
      `update shipment set handed_over_at = handed_over_at ${back}, delivered_at = delivered_at ${back}`,
    )
  } finally {
    client.release(true)
  }
}
