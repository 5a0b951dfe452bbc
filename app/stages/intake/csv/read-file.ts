import Papa from 'papaparse'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Column, readColumn } from './columns.ts'

/** A file as a table; rows are as long as the head. */
export interface OrderFile {
  readonly delimiter: string
  readonly head: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

export const mostBytes = 5_000_000
const mostRows = 10_000

/**
 * Bytes as people's programs write them: UTF-8 with or without its mark, UTF-16 with one, or what
 * Excel on Windows calls CSV.
 */
function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (fault) {
    if (fault instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes)
    throw fault
  }
}

/** Excel's own way to say what stands between the columns: a first line `sep=;`. */
function separator(text: string): { readonly rest: string; readonly delimiter: string } {
  const found = /^sep=(.)\r?\n/i.exec(text)
  return found
    ? { rest: text.slice(found[0].length), delimiter: found[1] ?? '' }
    : { rest: text, delimiter: '' }
}

/** A cell that was made harmless for spreadsheets on its way out says again what it said. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/, '')

/** Reads a file of orders, or says in one sentence why that cannot be done. */
export function readOrderFile(bytes: Uint8Array): Outcome<OrderFile, string> {
  if (bytes.length > mostBytes) return refuse('The file has over 5 MB: split it')
  const { rest, delimiter } = separator(decodeText(bytes).replace(/\0/g, ''))
  const read = Papa.parse<string[]>(rest, {
    delimiter,
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: 'greedy',
  })
  const broken = read.errors.find(({ type }) => type === 'Quotes')
  if (broken)
    return refuse(
      `A quotation mark is not closed, from row ${(broken.row ?? 0) + 1} of the file on`,
    )
  const [head = [], ...rows] = read.data
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
  return accept({
    delimiter: read.meta.delimiter,
    head,
    columns,
    rows: rows.map((row) => head.map((_, at) => plain(row[at] ?? ''))),
  })
}
