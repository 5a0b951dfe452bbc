import { readCsvTable } from '../../../kernel/csv-table.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type BadRow, type MapRow, readMapRow } from './read-rows.ts'

export interface MapFile {
  readonly good: readonly MapRow[]
  readonly bad: readonly BadRow[]
}

export type FileRefusal =
  | { readonly kind: 'too_large'; readonly mostBytes: number }
  | { readonly kind: 'too_many_rows'; readonly most: number }
  | { readonly kind: 'no_table'; readonly why: string }
  | { readonly kind: 'no_columns'; readonly missing: readonly string[] }

const mostBytes = 4_000_000
const mostRows = 20_000

/**
 * Reads a map file: comma, semicolon or tab between cells, the first line names the columns.
 * @param aisles codes of the aisles that are on the map already.
 */
export function readMapFile(
  text: string,
  aisles: ReadonlySet<string>,
): Outcome<MapFile, FileRefusal> {
  if (text.length > mostBytes) return refuse({ kind: 'too_large', mostBytes })
  const table = readCsvTable(new TextEncoder().encode(text))
  if (!table.ok) return refuse({ kind: 'no_table', why: table.refusal })
  const head = table.value.head.map((name) => name.trim().toLowerCase())
  const missing = ['code', 'y_m'].filter((name) => !head.includes(name))
  if (missing.length > 0) return refuse({ kind: 'no_columns', missing })
  if (table.value.rows.length > mostRows) return refuse({ kind: 'too_many_rows', most: mostRows })
  const rows = table.value.rows.map((cells, at) =>
    readMapRow(Object.fromEntries(head.map((name, nth) => [name, cells[nth] ?? ''])), at + 2),
  )
  return accept(sorted(rows, aisles))
}

/** What can be used, and what not: unreadable, there twice, or in an aisle that is nowhere. */
function sorted(rows: readonly (MapRow | BadRow)[], known: ReadonlySet<string>): MapFile {
  const good: MapRow[] = []
  const bad: BadRow[] = []
  const seen = new Map<string, number>()
  const aisles = new Set(known)
  for (const row of rows) if ('what' in row && row.what === 'aisle') aisles.add(row.aisle.code)
  for (const row of rows) {
    if (!('what' in row)) {
      bad.push(row)
      continue
    }
    const key = keyOf(row)
    const before = seen.get(key)
    const isLost = row.what === 'bin' && !aisles.has(row.bin.aisle)
    if (before) bad.push({ row: row.row, words: `the same as row ${before}` })
    else if (isLost)
      bad.push({ row: row.row, words: `aisle: there is no aisle “${row.bin.aisle}”` })
    else {
      seen.set(key, row.row)
      good.push(row)
    }
  }
  return { good, bad }
}

function keyOf(row: MapRow): string {
  switch (row.what) {
    case 'aisle':
      return `aisle ${row.aisle.code}`
    case 'cross_aisle':
      return `cross ${row.cross.code}`
    case 'point':
      return `point ${row.point.code}`
    case 'bin':
      return `bin ${row.bin.code}`
  }
}

export function fileWords(refusal: FileRefusal): string {
  switch (refusal.kind) {
    case 'too_large':
      return `The file is larger than ${refusal.mostBytes / 1_000_000} MB. Send it in parts`
    case 'too_many_rows':
      return `The file has more than ${refusal.most} rows. Send it in parts`
    case 'no_table':
      return refusal.why
    case 'no_columns':
      return `The first line must name the columns; missing: ${refusal.missing.join(', ')}`
  }
}
