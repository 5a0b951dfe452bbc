import { writeCsv } from '../../../kernel/csv-table.ts'

export interface ReturnedRow {
  readonly cells: readonly string[]
  readonly reason: string
}

/**
 * Rows that did not come in, as a file like the one that was brought, with a column that says why. A
 * cell that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off.
 */
export function writeReturned(
  head: readonly string[],
  delimiter: string,
  rows: readonly ReturnedRow[],
): string {
  // A file that came back before has the column already.
  const at = head.findIndex((name) => name.trim().toLowerCase() === 'reason')
  const without = <T>(cells: readonly T[]) => (at === -1 ? [...cells] : cells.toSpliced(at, 1))
  return writeCsv(
    [...without(head), 'reason'],
    rows.map(({ cells, reason }) => [...without(cells), reason]),
    delimiter,
  )
}
