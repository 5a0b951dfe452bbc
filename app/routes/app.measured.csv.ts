import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvLine } from '../journey/audit/audit-words.ts'
import { measuredDays, measuredRows } from '../wiring/measured.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const head = [
  ...['day', 'person', 'work', 'orders', 'lines', 'pieces', 'scans', 'wrong scans refused'],
  ...['short pieces', 'seconds', 'seconds a line', 'seconds an order', 'metres planned'],
]

/** The measured floor as a file, a line for each person, day and work. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'measured.see')
  const rows = await measuredRows(shop, measuredDays(request))
  const text = (value: number | null) => (value === null ? '' : String(Math.round(value * 10) / 10))
  const lines = rows.map((row) =>
    csvLine([
      ...[row.day, row.person, row.room, text(row.orders), text(row.lines), text(row.pieces)],
      ...[text(row.scans), text(row.caught), text(row.shorts), text(row.seconds)],
      ...[text(row.secondsPerLine), text(row.secondsPerOrder), text(row.metres)],
    ]),
  )
  return new Response(`\uFEFF${csvLine(head)}${lines.join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="floor.csv"',
      'cache-control': 'private, no-store',
    },
  })
}
