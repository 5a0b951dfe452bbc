import { foldedHead } from '../../../kernel/csv-table.ts'

/** What a column of a file of orders says. */
const columnNames = [
  'reference',
  'sku',
  'quantity',
  'email',
  'phone',
  'first_name',
  'last_name',
  'name',
  'company',
  'address1',
  'address2',
  'zip',
  'city',
  'region',
  'country',
  'delivery',
  'delivery_price',
  'payment',
  'note',
  'department_note',
  'reason',
] as const
export type ColumnName = (typeof columnNames)[number]

/** Answers to what the shop asks have columns of their own: `line:Engraving`, `order:VAT`, `metafield:custom.licence`. */
export type Column =
  | { readonly kind: 'known'; readonly name: ColumnName }
  | { readonly kind: 'line' | 'order' | 'metafield'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string }

/** Names come from files: `constructor` is none of ours, though every object has one. */
const also = (name: string): ColumnName | undefined =>
  Object.hasOwn(calledAlso, name) ? calledAlso[name] : undefined

/** What people and other systems call the same thing. */
const calledAlso: Readonly<Record<string, ColumnName>> = {
  order: 'reference',
  ref: 'reference',
  order_reference: 'reference',
  order_number: 'reference',
  bestellnummer: 'reference',
  referenz: 'reference',
  article: 'sku',
  item: 'sku',
  lineitem_sku: 'sku',
  artikelnummer: 'sku',
  qty: 'quantity',
  pieces: 'quantity',
  menge: 'quantity',
  lineitem_quantity: 'quantity',
  e_mail: 'email',
  mail: 'email',
  telephone: 'phone',
  tel: 'phone',
  telefon: 'phone',
  firstname: 'first_name',
  vorname: 'first_name',
  lastname: 'last_name',
  nachname: 'last_name',
  customer: 'name',
  recipient: 'name',
  firma: 'company',
  street: 'address1',
  address: 'address1',
  address_1: 'address1',
  strasse: 'address1',
  straße: 'address1',
  address_2: 'address2',
  postcode: 'zip',
  postal_code: 'zip',
  zip_code: 'zip',
  plz: 'zip',
  town: 'city',
  ort: 'city',
  stadt: 'city',
  state: 'region',
  province: 'region',
  country_code: 'country',
  land: 'country',
  shipping: 'delivery',
  delivery_option: 'delivery',
  shipping_option: 'delivery',
  versand: 'delivery',
  shipping_price: 'delivery_price',
  payment_status: 'payment',
  zahlung: 'payment',
  notes: 'note',
  customer_note: 'note',
  internal_note: 'department_note',
}

/** Reads the head of a column, whatever its case, spaces and hyphens. */
export function readColumn(head: string): Column {
  const own = /^(line|order|metafield):\s*(\S.*)$/i.exec(head.trim())
  if (own) {
    const kinds = { line: 'line', order: 'order', metafield: 'metafield' } as const
    const kind = Object.values(kinds).find((one) => one === own[1]?.toLowerCase()) ?? 'order'
    return { kind, name: own[2]?.trim() ?? '' }
  }
  const name = foldedHead(head)
  const known = columnNames.find((one) => one === name) ?? also(name)
  return known ? { kind: 'known', name: known } : { kind: 'unknown', name: head.trim() }
}
