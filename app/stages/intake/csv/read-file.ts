import { mostCsvBytes, readCsvTable } from '../../../kernel/csv-table.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Column, readColumn } from './columns.ts'

/** A file as a table; rows are as long as the head. */
export interface OrderFile {
  readonly delimiter: string
  readonly head: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

export const mostBytes = mostCsvBytes
const mostRows = 10_000

/** Reads a file of orders, or says in one sentence why that cannot be done. */
export function readOrderFile(bytes: Uint8Array): Outcome<OrderFile, string> {
  const table = readCsvTable(bytes)
  if (!table.ok) return table
  const { delimiter, head, rows } = table.value
  const columns = head.map(readColumn)
  const has = (name: string) => columns.some((one) => one.kind === 'known' && one.name === name)
  const lacking = ['sku', 'quantity'].filter((name) => !has(name))
  if (lacking.length > 0)
    return refuse(
      `The first row must name the columns; there is none for ${lacking.join(' and ')}. It names: ${head.join(', ').slice(0, 300) || 'nothing'}`,
    )
  if (rows.length === 0) return refuse('There is no order in the file')
  if (rows.length > mostRows)
    return refuse(`The file has ${rows.length} rows: split it, ${mostRows} at most`)
  return accept({ delimiter, head, columns, rows })
}
