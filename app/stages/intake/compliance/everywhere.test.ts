/** Every column that can hold something of a customer is emptied when they are erased; a new column has to be sorted here. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { databaseText } from '../../../../tests/arrange/database-text.ts'
import { test as base, type TestDatabase } from '../../../../tests/database.ts'
import {
  domainOf,
  type OpenDoor,
  openDoor,
  orderBody,
} from '../../../../tests/intake/deliveries.ts'
import { drain } from '../../../../tests/intake/drain.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { eraseShop } from '../index.server.ts'

const test = base.extend<{ door: OpenDoor }>({
  door: async ({ database, shop }, use) => {
    const door = await openDoor(database, await domainOf(database, shop))
    await use(door)
    await door.close()
  },
})

/** Where something of a customer can stand, by table. Emptied: null, '', [] or the code before a colon. */
const personal: Readonly<Record<string, readonly string[]>> = {
  delivery: ['body'],
  sales_order: [
    'sealed',
    'email_hash',
    'phone_hash',
    'address_hash',
    'customer_gid',
    'source_buyer',
  ],
  order_line: ['sealed', 'properties'],
  order_risk: ['sealed'],
  order_difference: ['sealed'],
  compliance_record: ['sealed', 'email_hash'],
  order_import: ['sealed'],
  order_form: ['sealed', 'email_hash', 'customer_gid', 'pay_url', 'problem'],
  order_note: ['sealed'],
  hold: ['sealed', 'reason'],
  work_order: ['sealed', 'outcome'],
  mail: ['sealed', 'error'],
  outside_call: ['sealed', 'error'],
  shipment: ['sealed', 'override_reason', 'weight_reason'],
  parcel_photo: ['sealed'],
  parcel: ['label_pdf', 'label_zpl', 'tracking_url'],
  parcel_event: ['sealed', 'message', 'place'],
  partner_request: ['sealed', 'reject_reason'],
  return_case: ['sealed', 'decline_note'],
  return_line: ['sealed', 'inspection_note'],
  survey: ['sealed'],
}

/** Columns that say nothing of a person: ids of ours and the store's, words of our own lists, goods, staff by their handles. */
const ofNobody = new RegExp(
  `^(${[
    '.*_(id|ids|gid|key|by|kind)|key|state|kind|status|topic|name|number|title|by|room|source|thing|deed|field|stood|choice',
    'owner|next_step|assignee|picker|packer|department|departments|currency|cost_currency|country|locale|channel|tags',
    'financial_status|delivery_kind|shipping_title|sku|variant_title|vendor|level|recommendation|purpose|handle|mirror',
    'missing|waived|reasons|cause|serial|document|tote|short_reason|digest|source_digest|plan|contents|suggested|used',
    'carrier_name|service|tracking_number|raw_code|partner_ref|disposition|api_version|draft_name|order_name|reference',
  ].join('|')})$`,
)
/** The same, where the name alone would not tell: what the app writes itself, ids and amounts, masked values. */
const ofNobodyHere = [
  ...['timeline.text', 'timeline.detail', 'audit.before', 'audit.after', 'delivery.outcome'],
  ...['compliance_record.outcome', 'outside_call.answer', 'order_difference.plain'],
  ...['return_line.reason', 'floor_scan.answer', 'floor_scan.refusal', 'floor_scan.intent'],
  ...['floor_scan.proved', 'floor_scan.device'],
  // Bodies until they are worked through; drain.test.ts proves that none is left after.
  'delivery_bundle.sealed',
]
/** What a name tells of: bytes, which are sealed, and words that people write. */
const mayBePersonal =
  /note|reason|message|outcome|problem|error|words|comment|mail|phone|addr|buyer|customer|recipient|detail|answer|raw/

/** Goods, places, partners, staff and set-up: nobody who buys. */
const notOfCustomers =
  /^(shop|session|item|location|bin|bin_place|warehouse_.*|lot|carton|rate_card|contract_version|partner|person|stock_level|stock_rules|stock_task|bin_count|inbound.*|receipt.*|goods_photo|floor_device|door_session|store_.*|backlog|pick_.*|ledger_.*|_prisma.*)$/

const columnsOf = async (database: TestDatabase) => {
  const { rows } = await database.owner.query<{ table: string; column: string; type: string }>(`
    select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.data_type in ('text', 'jsonb', 'bytea', 'ARRAY') order by 1, 2`)
  return rows.filter(({ table }) => !notOfCustomers.test(table))
}

test('every column of a customer’s tables is known to hold something of them, or nothing', async ({
  database,
}) => {
  const unsorted = (await columnsOf(database)).filter(
    ({ table, column, type }) =>
      (type === 'bytea' || mayBePersonal.test(column)) &&
      !personal[table]?.includes(column) &&
      !ofNobody.test(column) &&
      !ofNobodyHere.includes(`${table}.${column}`),
  )
  expect(unsorted).toEqual([])
})

/** One row in each table, of order #1, with something in every personal column. */
async function fill(database: TestDatabase, shop: ShopId, door: OpenDoor) {
  await door.send('orders/create', orderBody(1))
  await door.send('orders/create', '{"email":"aoife@example.com","line_items":3}')
  await drain(database, shop)
  await door.send('customers/data_request', { ...customer, orders_requested: [1] })
  await drain(database, shop)
  const put = async (table: string, row: Readonly<Record<string, unknown>>): Promise<string> => {
    const all: Record<string, unknown> = { shop_id: shop, id: randomUUID(), ...row }
    const names = Object.keys(all).filter((name) => all[name] !== undefined)
    await database.owner.query(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      names.map((name) => all[name]),
    )
    return String(all['id'])
  }
  const { rows } = await database.owner.query<{ order: string; line: string }>(
    'select order_id as order, id as line from order_line where shop_id = $1',
    [shop],
  )
  const [{ order, line } = { order: '', line: '' }] = rows
  const of = { order_id: order }
  const due = { owner: 'office', due_at: new Date() }
  const words = 'Aoife of 4 Fern Row'
  const sealed = Buffer.from(words)
  const shipment = await put('shipment', {
    ...{ ...of, ...due, next_step: 'pick', number: '#1-1', kind: 'warehouse', state: 'ready' },
    ...{ override_reason: words, weight_reason: words, sealed },
  })
  const parcel = await put('parcel', {
    ...{ ...of, shipment_id: shipment, label_pdf: sealed, label_zpl: sealed, tracking_url: words },
  })
  await put('parcel_photo', { ...of, shipment_id: shipment, type: 'image/png', by: 'x', sealed })
  const event = { parcel_id: parcel, key: 'k', status: 'moving', raw_code: 'x' }
  await put('parcel_event', { ...event, message: words, place: words, sealed })
  const partner = await put('partner', { name: 'Hands' })
  await put('partner_request', {
    ...{ ...of, shipment_id: shipment, partner_id: partner, key: 'k', state: 'rejected' },
    ...{ reject_reason: `no_stock: ${words}`, sealed },
  })
  await put('order_difference', {
    ...{ ...of, shipment_id: shipment, field: 'note', stood: 'ready', ...due, sealed },
  })
  await put('order_risk', {
    ...{
      id: undefined,
      shopify_id: 'gid://shopify/Order/1',
      level: 'low',
      told_at: new Date(),
      sealed,
    },
  })
  await put('order_note', { ...of, by: 'shopify:1', sealed })
  await put('hold', {
    ...of,
    ...due,
    kind: 'person',
    ...{ reason: words, sealed },
    handle: 'h',
    opened_by: 'shopify:1',
  })
  await put('work_order', {
    ...{ ...of, department: 'care', kind: 'care_call', title: 'Call', state: 'done' },
    ...{ due_at: new Date(), key: 'k', outcome: words, sealed },
  })
  await put('mail', { ...of, kind: 'shipped', key: 'k2', sealed, error: words, state: 'sent' })
  await put('outside_call', {
    ...of,
    kind: 'fulfil',
    key: 'k',
    sealed,
    error: words,
    state: 'done',
  })
  const returned = await put('return_case', {
    ...{ ...of, ...due, number: 'R1', next_step: 'inspect', sealed, decline_note: words },
  })
  await put('return_line', {
    ...{ return_id: returned, order_line_id: line, quantity: 1, reason: 'other' },
    ...{ inspection_note: words, sealed },
  })
  await put('survey', { ...of, closes_at: new Date(), sealed })
  const vault = await database.vaults.of(shop)
  const typed = Buffer.from(vault.seal({ rows: [['aoife@example.com']] }))
  const file = await put('order_import', {
    ...{ orders: 1, good: 1, created_by: 'shopify:1', sealed: typed },
  })
  await put('order_form', {
    ...{ channel: 'csv', state: 'refused', import_id: file, created_by: 'shopify:1' },
    ...{ sealed, pay_url: sealed, problem: words, customer_gid: 'gid://shopify/Customer/71' },
    email_hash: Buffer.from(vault.hash('aoife@example.com')),
  })
  await database.owner.query(
    `update sales_order set phone_hash = 'x', address_hash = 'x', customer_gid = 'gid://shopify/Customer/71' where shop_id = $1`,
    [shop],
  )
  await database.owner.query(
    `update order_line set sealed = $2, properties = '[{"name": "Name", "value": "Aoife"}]' where shop_id = $1`,
    [shop, sealed],
  )
}
const customer = {
  customer: { id: 71, email: 'aoife@example.com', phone: null },
}

/** Personal columns that hold something, as `table.column`. */
async function filled(database: TestDatabase, shop: ShopId): Promise<readonly string[]> {
  const found: string[] = []
  for (const [table, columns] of Object.entries(personal))
    for (const column of columns) {
      const { rows } = await database.owner.query<{ value: string }>(
        `select ${column}::text as value from ${table} where shop_id = $1 and ${column} is not null`,
        [shop],
      )
      const empty = ['', '[]', 'no_stock']
      if (rows.some(({ value }) => !empty.includes(value))) found.push(`${table}.${column}`)
    }
  return found
}
const every = Object.entries(personal).flatMap(([table, columns]) =>
  columns.map((column) => `${table}.${column}`),
)
/** What an order is made of, without what was personal. */
const ledger = async (database: TestDatabase, shop: ShopId) =>
  (
    await database.owner.query<Record<string, unknown>>(
      `select o.name, o.state, o.total_minor, l.sku, l.quantity, s.number, s.state as shipped, p.status
       from sales_order o join order_line l on l.order_id = o.id join shipment s on s.order_id = o.id
       join parcel p on p.shipment_id = s.id where o.shop_id = $1`,
      [shop],
    )
  ).rows

test('a customer is erased everywhere, and what was sold and sent stands', async ({
  database,
  shop,
  door,
}) => {
  await fill(database, shop, door)
  expect(await filled(database, shop)).toEqual(every)
  const before = await ledger(database, shop)
  await door.send('customers/redact', { ...customer, orders_to_redact: [1] })
  await drain(database, shop)
  // The letter that told the shop of the request stays: it is to the shop, and names nobody (compliance.test.ts).
  await database.owner.query("delete from mail where kind = 'privacy_request'")
  expect(await filled(database, shop)).toEqual([])
  expect(await ledger(database, shop)).toEqual(before)
  expect(before).toHaveLength(1)
  // Nor in any other table: the audit of all of it, the timeline, the queue. The name of the file of orders is erased with the form.
  const dump = await databaseText(database)
  expect(dump.get('public.audit')).toContain('hold')
  const found = [...dump].flatMap(([table, text]) =>
    ['aoife', 'fern row']
      .filter((word) => text.toLowerCase().includes(word))
      .map((word) => `${word} in ${table}`),
  )
  expect(found).toEqual([])
})

test('a shop is erased everywhere', async ({ database, shop, door }) => {
  await fill(database, shop, door)
  await door.send('app/uninstalled', { id: 1 })
  await drain(database, shop)
  await door.send('shop/redact', { shop_id: 1 })
  await drain(database, shop)
  await eraseShop(database, shop)
  expect(await filled(database, shop)).toEqual([])
  expect(await ledger(database, shop)).toHaveLength(1)
})
