import { harmlessCell } from '../../kernel/csv-table.ts'

/** The merchant's word for what was changed; a table without one shows its own name. */
const things: Readonly<Record<string, string>> = {
  order_difference: 'Late change',
  shop: 'Settings',
  person: 'Person',
  floor_device: 'Floor device',
  door_session: 'Sign-in outside the admin',
  partner: 'Partner',
  carton: 'Carton',
  rate_card: 'Rate card',
  item: 'Item',
  bin: 'Bin',
  location: 'Location',
  hold: 'Hold',
  duplicate_pair: 'Duplicate',
  compliance_record: 'Privacy request',
  customer_data: 'Customer’s data',
  sales_order: 'Order',
  shipment: 'Shipment',
  parcel: 'Parcel',
  work_order: 'Work order',
  return_case: 'Return',
  return_line: 'Returned goods',
  stock_entry: 'Stock',
  pick_tour: 'Tour',
  partner_request: 'Request to a partner',
  delivery: 'Delivery',
  customer_link: 'Customer’s link',
  survey: 'Survey',
}
export const thingLabel = (thing: string): string => things[thing] ?? thing.replaceAll('_', ' ')

const deedWords: Readonly<Record<string, string>> = {
  added: 'added',
  changed: 'changed',
  removed: 'removed',
  seen: 'seen',
}

type Values = Readonly<Record<string, unknown>>

export interface AuditChange {
  readonly name: string
  readonly before: string
  readonly after: string
}

/** `settings.cutOff` is "cut off"; columns end in `_id` or `_at` and read well without their underscores. */
const nameOf = (key: string): string =>
  key
    .replace(/^settings\./, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

function show(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return JSON.stringify(value)
}

/** Every value that changed, by name; hidden ones are a dot on both sides. */
export function changesOf(before: Values, after: Values): readonly AuditChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.map((key) => ({
    name: nameOf(key),
    before: show(before[key]),
    after: show(after[key]),
  }))
}

/** "Settings changed", "Hold added". */
export const headline = (thing: string, deed: string): string =>
  `${thingLabel(thing)} ${deedWords[deed] ?? deed}`

const doers: Readonly<Record<string, string>> = {
  system: 'Orderwright',
  customer: 'Customer',
  carrier: 'Carrier',
  store: 'Store',
  partner: 'Partner',
}
/** Who it was, without the names of people: those are looked up by their handles. */
export const doerLabel = (by: string): string => doers[by.split(':')[0] ?? ''] ?? by

const cell = (value: string): string => `"${harmlessCell(value).replaceAll('"', '""')}"`

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`
