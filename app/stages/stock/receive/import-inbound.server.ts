import { writeCsv } from '../../../kernel/csv-table.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome } from '../../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { itemsByCode } from '../item-by-code.server.ts'
import { type FileInbound, readInboundFile } from './inbound-file.ts'
import { inboundForm, keepInbound, mostLines } from './keep-inbound.server.ts'

/** What is said of each order or notice of a file, row by row. */
export interface InboundReport {
  readonly delimiter: string
  readonly head: readonly string[]
  /** Columns nobody understood. */
  readonly ignored: readonly string[]
  readonly inbounds: readonly {
    readonly number: string
    readonly kind: 'order' | 'notice'
    readonly pieces: number
    readonly rows: readonly {
      readonly row: number
      readonly code: string
      readonly reasons: readonly string[]
      readonly cells: readonly string[]
    }[]
    readonly reasons: readonly string[]
    /** Null: not brought in. */
    readonly id: string | null
  }[]
}

interface BroughtFile {
  readonly bytes: Uint8Array
  readonly by: string
  /** Nothing is made yet: people see first what would be. */
  readonly isTrial: boolean
}

/**
 * Reads a file of purchase orders and notices and judges it row by row; without `isTrial` those in which nothing is
 * wrong are kept, and the others come back. A number comes in once: the same file brought again makes nothing twice.
 */
export async function importInbound(
  deps: { readonly db: Db },
  shop: ShopId,
  file: BroughtFile,
): Promise<Outcome<InboundReport, string>> {
  const { currency } = await deps.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { currency: true },
  })
  const read = readInboundFile(file.bytes, currency)
  if (!read.ok) return read
  const inbounds = []
  for (const one of read.value.inbounds) {
    const judged = await withShop(deps.db, shop, (tx) => judge(tx, one))
    const isGood =
      judged.reasons.length === 0 && judged.rows.every(({ reasons }) => reasons.length === 0)
    const kept = isGood && !file.isTrial ? await keep(deps, shop, one, judged.place, file.by) : null
    inbounds.push({
      ...{ number: one.number, kind: one.kind, rows: judged.rows },
      pieces: one.lines.reduce((sum, line) => sum + line.quantity, 0),
      reasons: kept && 'words' in kept ? [kept.words] : judged.reasons,
      id: kept && 'id' in kept ? kept.id : null,
    })
  }
  const { delimiter, head, ignored } = read.value
  return accept({ delimiter, head, ignored, inbounds })
}

async function judge(tx: ShopTx, one: FileInbound) {
  const places = await tx.location.findMany({
    where: { shopId: tx.shopId, kind: { in: ['own', 'counter'] }, active: true },
    orderBy: [{ kind: 'desc' }, { name: 'asc' }],
    select: { id: true, name: true },
  })
  const place =
    one.place === ''
      ? places[0]
      : places.find(({ name }) => name.toLowerCase() === one.place.toLowerCase())
  const before = await tx.inbound.count({ where: { shopId: tx.shopId, number: one.number } })
  const known = await itemsByCode(
    tx,
    one.lines.map(({ code }) => code),
  )
  const rows = one.lines.map(({ row, code, reasons, cells }) => ({
    ...{ row, code, cells },
    reasons:
      code === '' || known.get(code) ? reasons : [...reasons, `Nobody knows the article “${code}”`],
  }))
  return {
    place: place?.id ?? '',
    rows,
    reasons: [
      ...one.reasons,
      ...(place
        ? []
        : [`“${one.place}” is no place of yours: ${places.map((p) => p.name).join(', ')}`]),
      ...(before > 0 ? [`${one.number} came in before`] : []),
      ...(one.lines.length > mostLines ? [`It has more than ${mostLines} rows`] : []),
    ],
  }
}

async function keep(
  deps: { readonly db: Db },
  shop: ShopId,
  one: FileInbound,
  place: string,
  by: string,
): Promise<{ readonly id: string } | { readonly words: string }> {
  const form = inboundForm.safeParse({ ...one, place, note: '' })
  if (!form.success) return { words: `Too long: ${form.error.issues[0]?.path.join('.')}` }
  const kept = await keepInbound(deps, shop, form.data, { by, at: null })
  if (kept.ok) return { id: kept.value }
  return {
    words:
      kept.refusal.kind === 'no_such_order'
        ? `There is no order ${kept.refusal.number} that it could be of`
        : `It was not kept: ${kept.refusal.kind.replaceAll('_', ' ')}`,
  }
}

/** Rows that did not come in as a file like the one that was brought, each with why. */
export function returnedRows(report: InboundReport): string {
  const bad = report.inbounds.filter(
    ({ reasons, rows }) => reasons.length > 0 || rows.some((row) => row.reasons.length > 0),
  )
  // A file that came back before has the column already.
  const at = report.head.findIndex((name) => name.trim().toLowerCase() === 'reason')
  const without = (cells: readonly string[]) => (at === -1 ? [...cells] : cells.toSpliced(at, 1))
  return writeCsv(
    [...without(report.head), 'reason'],
    bad.flatMap(({ rows, reasons }) =>
      rows.map((row) => [...without(row.cells), [...reasons, ...row.reasons].join('; ')]),
    ),
    report.delimiter,
  )
}
