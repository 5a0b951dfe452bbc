/** Pages of a list, with cursors that hold their place when the list changes. */
import { TopLevelError } from './errors.ts'

export interface PageArgs {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
  readonly reverse?: boolean | null
}

type SortValue = string | number

/** How a list is ordered: a value, then the id. */
export interface Order<Row> {
  readonly value: (row: Row) => SortValue
  readonly id: (row: Row) => number
}

interface Place {
  readonly value: SortValue
  readonly id: number
}

export interface Connection<Row> {
  readonly nodes: readonly Row[]
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

const largestPage = 250

/**
 * One page of `rows` (in any order; sorted here).
 * @param bulk inside a bulk operation everything is given, whatever the page size.
 */
export function connect<Row>(
  rows: Iterable<Row>,
  args: PageArgs,
  order: Order<Row>,
  bulk = false,
): Connection<Row> {
  const sorted = [...rows].sort((a, b) => compare(place(a, order), place(b, order)))
  if (args.reverse) sorted.reverse()
  if (bulk) return page(sorted, order, false, false)
  const { first, last } = checked(args)
  const sign = args.reverse ? -1 : 1
  const after = args.after ? readCursor(args.after) : null
  const before = args.before ? readCursor(args.before) : null
  const from = after ? lowest(sorted, (row) => sign * compare(place(row, order), after) > 0) : 0
  const to = before
    ? lowest(sorted, (row) => sign * compare(place(row, order), before) >= 0)
    : sorted.length
  const start = last === null ? from : Math.max(from, to - last)
  const end = first === null ? to : Math.min(to, from + first)
  return page(sorted.slice(start, end), order, start > 0, end < sorted.length)
}

function checked(args: PageArgs): { readonly first: number | null; readonly last: number | null } {
  const first = args.first ?? null
  const last = args.last ?? null
  if (first === null && last === null) {
    throw new TopLevelError('you must provide one of first or last', 'BAD_REQUEST')
  }
  if (first !== null && last !== null) {
    throw new TopLevelError('providing both first and last is not supported', 'BAD_REQUEST')
  }
  const size = first ?? last ?? 0
  if (size < 1 || size > largestPage) {
    throw new TopLevelError(
      `The page size must be between 1 and ${largestPage}, not ${size}.`,
      'BAD_REQUEST',
    )
  }
  return { first, last }
}

function page<Row>(
  rows: readonly Row[],
  order: Order<Row>,
  hasPreviousPage: boolean,
  hasNextPage: boolean,
): Connection<Row> {
  const cursor = (row: Row | undefined) =>
    row === undefined ? null : writeCursor(place(row, order))
  return {
    nodes: rows,
    get edges() {
      return rows.map((node) => ({ cursor: writeCursor(place(node, order)), node }))
    },
    get pageInfo() {
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: cursor(rows[0]),
        endCursor: cursor(rows.at(-1)),
      }
    },
  }
}

const place = <Row>(row: Row, order: Order<Row>): Place => ({
  value: order.value(row),
  id: order.id(row),
})

function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.id - b.id
}

/** The first index whose row passes; rows are ordered so that all after it pass as well. */
function lowest<Row>(rows: readonly Row[], passes: (row: Row) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && passes(row)) high = middle
    else low = middle + 1
  }
  return low
}

const writeCursor = ({ value, id }: Place): string =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64')

function readCursor(cursor: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
    if (typeof read === 'object' && read !== null && 'last_id' in read && 'last_value' in read) {
      const { last_id: id, last_value: value } = read
      if (typeof id === 'number' && (typeof value === 'number' || typeof value === 'string')) {
        return { id, value }
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new TopLevelError(`Invalid cursor for current pagination sort: ${cursor}`, 'BAD_REQUEST')
}

/** A list that keeps its own order: lines of an order, fulfillment orders of an order. */
export const inOrder = <Row extends { readonly id: number }>(): Order<Row> => ({
  value: (row) => row.id,
  id: (row) => row.id,
})
