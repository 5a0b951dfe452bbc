import { howMany } from '../../kernel/how-many.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { openPdf, type Pdf, type Points, pointsOfMm } from '../../platform/pdf.server.ts'
import { type OpenTour, type PickRow, readTourRow } from './read-tour.server.ts'
import type { PickDeps } from './scan.server.ts'

/** A4, upright. */
const page: readonly [Points, Points] = [pointsOfMm(210), pointsOfMm(297)]
const edge = pointsOfMm(12)
const inner = page[0] - 2 * edge
const foot = page[1] - pointsOfMm(14)
const rowHeight = pointsOfMm(24)
const columns = {
  bin: edge,
  goods: edge + pointsOfMm(52),
  count: edge + pointsOfMm(126),
  tote: edge + pointsOfMm(142),
} as const

/** A stop as it stands on paper. */
export interface PaperStop {
  /** Null: found by hand. */
  readonly bin: string | null
  readonly title: string
  readonly variantTitle: string | null
  readonly item: { readonly sku: string | null; readonly barcode: string | null } | null
  readonly lot: string | null
  readonly serial: string | null
  readonly open: number
  /** Empty: none is chosen yet. */
  readonly tote: string
  readonly shipmentNumber: string
}

/** A tour on paper, for who wants it: stops in the order of the walk, bin and thing as barcodes; null: no such tour. */
export async function pickList(
  deps: PickDeps,
  shop: ShopId,
  id: string,
): Promise<{ readonly number: number; readonly pdf: Buffer<ArrayBuffer> } | null> {
  const open = await withShop(deps.db, shop, (tx) => readTourRow(tx, id))
  if (!open) return null
  const { number } = open.tour
  return { number, pdf: await drawPickList(`Pick list, tour ${number}`, toDo(open)) }
}

/** Stops that are still to be done; of orders that were stopped none. */
const toDo = ({ picks }: OpenTour): readonly PickRow[] =>
  picks.filter((pick) => pick.open > 0 && pick.shipmentState === 'picking')

/** Stops on paper, as they are given. */
export async function drawPickList(
  title: string,
  stops: readonly PaperStop[],
): Promise<Buffer<ArrayBuffer>> {
  const pdf = await openPdf({ size: page, title, country: '', texts: [title, ...textsOf(stops)] })
  let y = drawHead(pdf, title, stops)
  for (const stop of stops) {
    if (y + rowHeight > foot) {
      pdf.newPage()
      y = edge
    }
    y = drawStop(pdf, stop, y)
  }
  if (stops.length === 0) pdf.text('Nothing is left to take.', edge, y, { size: 12 })
  return pdf.done()
}

const textsOf = (stops: readonly PaperStop[]): readonly string[] =>
  stops.flatMap((stop) => [
    ...[stop.bin ?? '', stop.title, stop.variantTitle ?? '', stop.item?.sku ?? ''],
    ...[
      stop.item?.barcode ?? '',
      stop.tote,
      stop.shipmentNumber,
      stop.lot ?? '',
      stop.serial ?? '',
    ],
  ])

function drawHead(pdf: Pdf, title: string, stops: readonly PaperStop[]): Points {
  const pieces = stops.reduce((sum, stop) => sum + stop.open, 0)
  const orders = new Set(stops.map((stop) => stop.shipmentNumber)).size
  pdf.text(title, edge, edge, { size: 18, bold: true })
  const words = `${howMany(orders, 'order')}, ${howMany(pieces, 'piece')} to take. Tick each; scan the list at a device afterwards, or the pieces at the bench.`
  pdf.text(words, edge, edge + 24, { size: 9, width: inner })
  pdf.line([edge, edge + 40], [edge + inner, edge + 40], 1)
  return edge + 44
}

function drawStop(pdf: Pdf, stop: PaperStop, y: Points): Points {
  const bars = [pointsOfMm(46), pointsOfMm(9)] as const
  pdf.text(stop.bin ?? 'By hand', columns.bin, y, { size: 15, bold: true, width: bars[0], most: 1 })
  if (stop.bin && isCodable(stop.bin)) pdf.barcode(stop.bin, columns.bin, y + 24, bars)
  const goods = { width: columns.count - columns.goods - 6 } as const
  const name = stop.variantTitle ? `${stop.title} (${stop.variantTitle})` : stop.title
  const below = y + pdf.text(name, columns.goods, y, { ...goods, size: 10, bold: true, most: 2 })
  const proof = [stop.lot && `Lot ${stop.lot}`, stop.serial && `Serial ${stop.serial}`]
  const facts = [stop.item?.sku, ...proof].filter(Boolean).join(', ')
  pdf.text(facts, columns.goods, below, { ...goods, size: 8, most: 1 })
  const code = stop.item?.barcode ?? stop.item?.sku ?? ''
  if (isCodable(code)) pdf.barcode(code, columns.goods, y + 42, [goods.width, pointsOfMm(7)])
  pdf.text(String(stop.open), columns.count, y, { size: 24, bold: true })
  pdf.text(stop.tote, columns.tote, y, { size: 12, bold: true, width: pointsOfMm(34), most: 1 })
  pdf.text(stop.shipmentNumber, columns.tote, y + 17, { size: 9, width: pointsOfMm(34), most: 1 })
  pdf.box(edge + inner - 16, y + 2, 14, 14)
  pdf.line([edge, y + rowHeight - 4], [edge + inner, y + rowHeight - 4], 0.25)
  return y + rowHeight
}

/** Code 128 holds plain signs alone; longer ones no scanner reads at this size. */
const isCodable = (text: string): boolean => /^[\x20-\x7e]{1,28}$/.test(text)
