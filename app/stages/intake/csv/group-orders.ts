import type { Column, ColumnName } from './columns.ts'
import type { OrderFile } from './read-file.ts'

type Named = readonly { readonly name: string; readonly value: string }[]

export interface FileLine {
  /** Row of the file, counted from 1 without the head. */
  readonly row: number
  readonly sku: string
  /** null: not a number of pieces. */
  readonly quantity: number | null
  readonly properties: Named
}

/** One order of a file: rows with the same reference, or one row without any. */
export interface FileOrder {
  readonly reference: string | null
  readonly rows: readonly number[]
  readonly said: Readonly<Partial<Record<ColumnName, string>>>
  readonly attributes: Named
  readonly metafields: Named
  readonly lines: readonly FileLine[]
  /** What is wrong with how it is written. */
  readonly reasons: readonly string[]
}

const ofLine: readonly ColumnName[] = ['sku', 'quantity', 'reason']

const words: Readonly<Record<string, string>> = {
  first_name: 'first name',
  last_name: 'last name',
  address1: 'street',
  address2: 'second address line',
  zip: 'postcode',
  delivery_price: 'price of delivery',
  department_note: 'note to departments',
}

/** Pieces as people write them: 2, 2.0; null for anything else. */
function readPieces(raw: string): number | null {
  const found = /^(\d{1,4})(?:[.,]0+)?$/.exec(raw)
  const pieces = Number(found?.[1] ?? 0)
  return pieces > 0 ? pieces : null
}

/** Rows of one order say the same, or nothing: what the first says holds for the others. */
function agreed(file: OrderFile, rows: readonly number[], at: number) {
  const said = new Set(
    rows.map((row) => file.rows[row - 1]?.[at] ?? '').filter((text) => text !== ''),
  )
  const [first = ''] = said
  return { value: first, clash: said.size > 1 }
}

/** Columns about the order as a whole. */
const isOfOrder = (column: Column): boolean =>
  column.kind === 'known'
    ? !ofLine.includes(column.name)
    : column.kind === 'order' || column.kind === 'metafield'

const called = ({ name }: Column): string => words[name] ?? name

function groupOf(file: OrderFile, reference: string | null, rows: readonly number[]): FileOrder {
  const read = file.columns
    .map((column, at) => ({ column, ...agreed(file, rows, at) }))
    .filter(({ column }) => isOfOrder(column))
  const lines = rows.map((row) => lineOf(file, row))
  const namedOf = (kind: Column['kind']): Named =>
    read.flatMap(({ column, value }) =>
      column.kind === kind && value !== '' ? [{ name: column.name, value }] : [],
    )
  const said: Partial<Record<ColumnName, string>> = {}
  for (const { column, value } of read)
    if (column.kind === 'known' && value !== '') said[column.name] = value
  const clashes = read
    .filter(({ clash }) => clash)
    .map(
      ({ column }) =>
        `Rows ${rows.join(', ')} are one order and say different things as ${called(column)}`,
    )
  return {
    ...{ reference, rows, said, lines },
    attributes: namedOf('order'),
    metafields: namedOf('metafield'),
    reasons: [...clashes, ...lines.flatMap(lineReasons)],
  }
}

const lineReasons = ({ row, sku, quantity }: FileLine): readonly string[] => [
  ...(sku === '' ? [`Row ${row}: no SKU`] : []),
  ...(quantity === null ? [`Row ${row}: the quantity is not a whole number from 1 to 9999`] : []),
]

function lineOf(file: OrderFile, row: number): FileLine {
  const cells = file.rows[row - 1] ?? []
  const cellOf = (name: ColumnName) =>
    cells[file.columns.findIndex((one) => one.kind === 'known' && one.name === name)] ?? ''
  return {
    row,
    sku: cellOf('sku'),
    quantity: readPieces(cellOf('quantity')),
    properties: file.columns.flatMap((column, at) => {
      const value = cells[at] ?? ''
      return column.kind === 'line' && value !== '' ? [{ name: column.name, value }] : []
    }),
  }
}

/** The orders of a file, in the order in which each first appears. */
export function groupOrders(file: OrderFile): readonly FileOrder[] {
  const at = file.columns.findIndex((one) => one.kind === 'known' && one.name === 'reference')
  const groups = new Map<string, { readonly reference: string | null; readonly rows: number[] }>()
  for (const [index, cells] of file.rows.entries()) {
    const reference = at === -1 ? '' : (cells[at] ?? '')
    // A space cannot be a reference, so a row without one shares its key with no other.
    const key = reference === '' ? ` ${index}` : reference
    const group = groups.get(key) ?? { reference: reference || null, rows: [] }
    group.rows.push(index + 1)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ reference, rows }) => groupOf(file, reference, rows))
}
