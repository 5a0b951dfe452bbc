import Papa from 'papaparse'
import { accept, type Outcome, refuse } from './outcome.ts'

/** A file as a table; rows are as long as the head. */
export interface CsvTable {
  readonly delimiter: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export const mostCsvBytes = 5_000_000
/** Each row is made as long as the head, so a head of a million columns would be as many cells in every row. */
const mostColumns = 500
/** Empty ones too; whoever reads a file wants fewer with something in them. */
const mostRows = 50_000
/** By so many signs of a file it is guessed what stands between its columns. */
const guessedBy = 65_536

/** How files begin that people take for a table, whatever their name ends with. */
const others: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'an Excel or ZIP file'],
  ['\xD0\xCF\x11\xE0', 'an Excel file'],
  ['\x1F\x8B', 'a packed file'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xFF\xD8\xFF', 'a picture'],
  ['<', 'a web page or XML'],
  ['{', 'JSON'],
]
const otherKind = (bytes: Uint8Array): string | undefined => {
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  return others.find(([begins]) => start.startsWith(begins))?.[1]
}

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

/** Signs no spreadsheet shows; some read over them, and find a formula behind. */
const controls = /(?![\t\r\n])\p{Cc}/gu
/** What a spreadsheet may take for a formula, wide signs of East Asian keyboards and hidden marks before it as well. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** A cell that no spreadsheet takes for a formula: control characters are left out, an apostrophe stands before the rest. */
export function harmlessCell(text: string): string {
  const shown = text.replace(controls, '')
  return formula.test(shown) ? `'${shown}` : shown
}

/** A cell that was made harmless for spreadsheets on its way out says again what it said. */
function plain(cell: string): string {
  const text = cell.trim()
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1).trim() : text
}

/** Reads a file as a table with a head, or says in one sentence why that cannot be done. */
export function readCsvTable(bytes: Uint8Array): Outcome<CsvTable, string> {
  if (bytes.length > mostCsvBytes) return refuse('The file has over 5 MB: split it')
  const other = otherKind(bytes)
  if (other) return refuse(`This is ${other}: save the table as CSV and bring that`)
  const { rest, delimiter } = separator(decodeText(bytes).replace(/\0/g, ''))
  const read = Papa.parse<string[]>(rest, {
    delimiter: delimiter || guessDelimiter(rest),
    skipEmptyLines: 'greedy',
    preview: mostRows,
  })
  const broken = read.errors.find(({ type }) => type === 'Quotes')
  if (broken)
    return refuse(
      `A quotation mark is not closed, from row ${(broken.row ?? 0) + 1} of the file on`,
    )
  if (read.meta.truncated) return refuse(`The file has over ${mostRows} rows: split it`)
  const [head = [], ...rows] = read.data
  const wrong = wrongHead(head)
  if (wrong) return refuse(wrong)
  return accept({
    delimiter: read.meta.delimiter,
    head,
    rows: rows.map((row) => head.map((_, at) => plain(row[at] ?? ''))),
  })
}

/** Papa would try each on the whole of a file that has one row. */
const guessDelimiter = (text: string): string =>
  Papa.parse(text.slice(0, guessedBy), {
    ...{ delimitersToGuess: [',', ';', '\t', '|'], skipEmptyLines: 'greedy', preview: 10 },
  }).meta.delimiter

/** Two columns of one name cannot both be meant: which one is taken is not guessed. */
function wrongHead(head: readonly string[]): string | null {
  if (head.length > mostColumns)
    return `The first row names ${head.length} columns: ${mostColumns} at most`
  const names = head.map(foldedHead)
  const twice = head.find((_, at) => names[at] !== '' && names.indexOf(names[at] ?? '') !== at)
  return twice === undefined ? null : `Two columns are called “${twice.trim().slice(0, 100)}”`
}

/** The head of a column as it is compared: whatever its case, spaces and hyphens. */
export const foldedHead = (head: string): string =>
  head
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s\-.]+/g, '_')

/** A table as a file for spreadsheets: what one would take for a formula gets an apostrophe before it. */
export function writeCsv(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter = ',',
): string {
  const text = Papa.unparse(
    { fields: head.map(harmlessCell), data: rows.map((row) => row.map(harmlessCell)) },
    { delimiter, newline: '\r\n', quotes: (cell) => String(cell).startsWith("'") },
  )
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${text}\r\n`
}
