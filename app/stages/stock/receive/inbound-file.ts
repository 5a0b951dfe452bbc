import { type CsvTable, foldedHead, readCsvTable } from '../../../kernel/csv-table.ts'
import { minorDigits } from '../../../kernel/money.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'

const names = [
  'number',
  'kind',
  'vendor',
  'place',
  'expected_on',
  'order',
  'sku',
  'quantity',
  'cost',
  'lot',
  'expires_on',
] as const
type Name = (typeof names)[number]

/** What people and other systems call the same thing. */
const also: Readonly<Record<string, Name>> = {
  po: 'number',
  po_number: 'number',
  purchase_order: 'number',
  reference: 'number',
  bestellung: 'number',
  bestellnummer: 'number',
  order_number: 'number',
  commande: 'number',
  asn: 'number',
  type: 'kind',
  supplier: 'vendor',
  lieferant: 'vendor',
  fournisseur: 'vendor',
  location: 'place',
  warehouse: 'place',
  lager: 'place',
  date: 'expected_on',
  expected: 'expected_on',
  eta: 'expected_on',
  arrives_on: 'expected_on',
  liefertermin: 'expected_on',
  of_order: 'order',
  barcode: 'sku',
  article: 'sku',
  item: 'sku',
  artikel: 'sku',
  ean: 'sku',
  gtin: 'sku',
  référence: 'sku',
  artikelnummer: 'sku',
  qty: 'quantity',
  pieces: 'quantity',
  menge: 'quantity',
  stück: 'quantity',
  quantité: 'quantity',
  unit_cost: 'cost',
  price: 'cost',
  preis: 'cost',
  batch: 'lot',
  charge: 'lot',
  best_before: 'expires_on',
  expiry: 'expires_on',
}

/** One row of a file, read; what cannot be read of it is said in `reasons`. */
export interface FileLine {
  /** Row of the file, from 2: the head is the first. */
  readonly row: number
  readonly cells: readonly string[]
  readonly code: string
  readonly quantity: number
  readonly costMinor: number | null
  readonly lot: string
  readonly expiresOn: string
  readonly reasons: readonly string[]
}

/** Rows with the same number are one order or notice. */
export interface FileInbound {
  readonly number: string
  readonly kind: 'order' | 'notice'
  readonly vendor: string
  readonly place: string
  readonly expectedOn: string
  readonly orderNumber: string
  readonly lines: readonly FileLine[]
  /** What is wrong with all of it. */
  readonly reasons: readonly string[]
}

export interface InboundFile {
  readonly delimiter: string
  readonly head: readonly string[]
  readonly ignored: readonly string[]
  readonly inbounds: readonly FileInbound[]
}

const mostRows = 5_000

/** Reads a file of purchase orders or notices, or says in one sentence why that cannot be done. */
export function readInboundFile(bytes: Uint8Array, currency: string): Outcome<InboundFile, string> {
  const table = readCsvTable(bytes)
  if (!table.ok) return table
  const { head, rows } = table.value
  const columns = head.map(readName)
  const lacking = (['number', 'sku', 'quantity'] as const).filter((one) => !columns.includes(one))
  if (lacking.length > 0)
    return refuse(
      `The first row must name the columns; there is none for ${lacking.join(' and ')}. It names: ${head.join(', ').slice(0, 300) || 'nothing'}`,
    )
  if (rows.length === 0) return refuse('There is no row in the file')
  if (rows.length > mostRows)
    return refuse(`The file has ${rows.length} rows: split it, ${mostRows} at most`)
  return accept({
    ...{ delimiter: table.value.delimiter, head },
    ignored: head.filter((_, at) => columns[at] === null),
    inbounds: group(table.value, columns, currency),
  })
}

function readName(head: string): Name | null {
  const folded = foldedHead(head)
  return (
    names.find((one) => one === folded) ??
    (Object.hasOwn(also, folded) ? (also[folded] ?? null) : null)
  )
}

type Said = (name: Name) => string

function group(
  { rows }: CsvTable,
  columns: readonly (Name | null)[],
  currency: string,
): readonly FileInbound[] {
  const read = rows.map((cells, at) => {
    const said: Said = (name) => cells[columns.indexOf(name)] ?? ''
    return { said, line: readLine(said, cells, at + 2, currency) }
  })
  const groups = Map.groupBy(read, ({ said }) => said('number'))
  return [...groups].map(([number, all]) => headOf(number, all))
}

function headOf(
  number: string,
  all: readonly { readonly said: Said; readonly line: FileLine }[],
): FileInbound {
  // What stands in one row of an order holds for all of it.
  const one = (name: Name) => [
    ...new Set(all.map(({ said }) => said(name)).filter((text) => text !== '')),
  ]
  const many = (['kind', 'vendor', 'place', 'expected_on', 'order'] as const).filter(
    (name) => one(name).length > 1,
  )
  const kind = (one('kind')[0] ?? 'order').toLowerCase()
  const day = one('expected_on')[0] ?? ''
  return {
    number,
    kind: /^(notice|asn)$/.test(kind) ? 'notice' : 'order',
    vendor: one('vendor')[0] ?? '',
    place: one('place')[0] ?? '',
    expectedOn: readDay(day) ?? '',
    orderNumber: one('order')[0] ?? '',
    lines: all.map(({ line }) => line),
    reasons: [
      ...(number === '' ? ['It has no number'] : []),
      ...many.map((name) => `Its rows say different things for ${name}: ${one(name).join(', ')}`),
      ...(/^(order|po|notice|asn)$/.test(kind)
        ? []
        : [`“${kind}” is neither an order nor a notice`]),
      ...(day !== '' && readDay(day) === null
        ? [`“${day}” is no day: write it as 2026-11-30`]
        : []),
    ],
  }
}

function readLine(said: Said, cells: readonly string[], row: number, currency: string): FileLine {
  const [quantity, cost, expires] = [said('quantity'), said('cost'), said('expires_on')]
  const pieces = /^\d{1,7}$/.test(quantity) ? Number(quantity) : 0
  const costMinor = readCost(cost, currency)
  return {
    ...{ row, cells, code: said('sku'), quantity: pieces, costMinor },
    ...{ lot: said('lot').slice(0, 60), expiresOn: readDay(expires) ?? '' },
    reasons: [
      ...(said('sku') === '' ? ['It names no article'] : []),
      ...(pieces < 1 || pieces > 1_000_000 ? [`“${quantity}” is no number of pieces`] : []),
      ...(cost !== '' && costMinor === null ? [`“${cost}” is no price`] : []),
      ...(expires !== '' && readDay(expires) === null
        ? [`“${expires}” is no day: write it as 2026-11-30`]
        : []),
    ],
  }
}

/** `2026-11-30`, or the same day as `30.11.2026`; null for anything else, `11/12/2026` among it. */
function readDay(raw: string): string | null {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(raw)
  const iso = german
    ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}`
    : raw
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null
  const day = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null
}

/** "4.90" and "4,90" in minor units; null for anything else. */
export function readCost(raw: string, currency: string): number | null {
  const found = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(raw.replace(/[\s€$£]/g, ''))
  if (!found) return null
  const places = minorDigits(currency)
  const fraction = found[2] ?? ''
  if (/[1-9]/.test(fraction.slice(places))) return null
  return Number((found[1] ?? '0') + fraction.slice(0, places).padEnd(places, '0'))
}
