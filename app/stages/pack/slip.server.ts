import { openPdf, type Pdf, type Points, pointsOfMm } from '../../platform/pdf.server.ts'

/** What lies in a parcel, as the slip in it says. */
export interface Slip {
  readonly shopName: string
  readonly orderName: string
  /** Shipment number, printed as text and as Code 128: `#1001-1`. */
  readonly number: string
  /** Local day, as people of the shop write it. */
  readonly placedOn: string
  readonly shipTo: readonly string[]
  /** ISO country of the ship-to address. */
  readonly country: string
  readonly shippingTitle: string | null
  readonly note: string | null
  readonly contact: string
  readonly lines: readonly {
    readonly quantity: number
    readonly title: string
    readonly sku: string | null
    /** What the customer wished: engraving, gift text. */
    readonly wishes: readonly string[]
  }[]
}

/** A5, upright. */
const page: readonly [Points, Points] = [pointsOfMm(148), pointsOfMm(210)]
const edge = pointsOfMm(12)
const inner = page[0] - 2 * edge
const foot = page[1] - pointsOfMm(16)

/** The packing slip as PDF, in whatever scripts names and goods are written. */
export const drawSlip = (slip: Slip): Promise<Buffer<ArrayBuffer>> => drawSlips([slip])

/** Several slips in one file, each on pages of its own. */
export async function drawSlips(slips: readonly Slip[]): Promise<Buffer<ArrayBuffer>> {
  const [first, ...more] = slips
  const pdf = await openPdf({
    size: page,
    title: more.length > 0 ? 'Packing slips' : `Packing slip ${first?.number ?? ''}`,
    country: first?.country ?? '',
    texts: slips.flatMap(textsOf),
  })
  for (const [at, slip] of slips.entries()) {
    if (at > 0) pdf.newPage()
    drawPages(pdf, slip)
  }
  return pdf.done()
}

function drawPages(pdf: Pdf, slip: Slip): void {
  let y = drawHead(pdf, slip)
  y = drawTableHead(pdf, y)
  let pages = 1
  for (const line of slip.lines) {
    if (y + heightOfLine(pdf, line) > foot) {
      drawFoot(pdf, slip, pages)
      pdf.newPage()
      pages++
      y = drawTableHead(pdf, edge)
    }
    y = drawLine(pdf, line, y)
  }
  if (slip.note) y = drawNote(pdf, slip.note, y)
  drawFoot(pdf, slip, pages)
}

const textsOf = (slip: Slip): readonly string[] => [
  slip.shopName,
  slip.orderName,
  slip.number,
  slip.placedOn,
  slip.shippingTitle ?? '',
  slip.note ?? '',
  slip.contact,
  ...slip.shipTo,
  ...slip.lines.flatMap((line) => [line.title, line.sku ?? '', ...line.wishes]),
]

const small = { size: 8, color: '#444' } as const

function drawHead(pdf: Pdf, slip: Slip): Points {
  const half = inner / 2
  pdf.text(slip.shopName, edge, edge, { size: 14, bold: true, width: half, most: 2 })
  pdf.barcode(slip.number, edge + half, edge, [half, pointsOfMm(13)])
  pdf.text(slip.number, edge + half, edge + pointsOfMm(13.5), {
    size: 9,
    width: half,
    align: 'center',
  })
  const top = edge + pointsOfMm(24)
  const wide = inner * 0.58
  pdf.text('Ship to', edge, top, { ...small, bold: true })
  let y = top + 12
  for (const line of slip.shipTo) y += pdf.text(line, edge, y, { size: 10, width: wide, most: 2 })
  const right = edge + wide + 10
  const facts = [
    ['Order', slip.orderName],
    ['Placed', slip.placedOn],
    ['Delivery', slip.shippingTitle ?? ''],
  ] as const
  let z = top
  for (const [name, value] of facts) {
    if (value === '') continue
    pdf.text(name, right, z, { ...small, bold: true })
    z += 11 + pdf.text(value, right, z + 11, { size: 10, width: inner - wide - 10, most: 2 }) + 4
  }
  return Math.max(y, z) + pointsOfMm(4)
}

const columns = { quantity: pointsOfMm(12), sku: pointsOfMm(34) } as const
const titleWidth = inner - columns.quantity - columns.sku - 8

function drawTableHead(pdf: Pdf, y: Points): Points {
  const head = { ...small, bold: true } as const
  pdf.text('Qty', edge, y, head)
  pdf.text('Item', edge + columns.quantity, y, head)
  pdf.text('SKU', edge + inner - columns.sku, y, head)
  pdf.line([edge, y + 13], [edge + inner, y + 13], 1)
  return y + 17
}

type Line = Slip['lines'][number]
const titleStyle = { size: 10, width: titleWidth } as const
const wishStyle = { size: 9, width: titleWidth, color: '#333' } as const

const heightOfLine = (pdf: Pdf, line: Line): Points =>
  Math.max(
    pdf.heightOf(line.title, titleStyle),
    pdf.heightOf(line.sku ?? '', { size: 9, width: columns.sku }),
  ) +
  line.wishes.reduce((sum, wish) => sum + pdf.heightOf(wish, wishStyle), 0) +
  8

function drawLine(pdf: Pdf, line: Line, y: Points): Points {
  pdf.text(String(line.quantity), edge, y, { size: 12, bold: line.quantity > 1 })
  let below = y + pdf.text(line.title, edge + columns.quantity, y, titleStyle)
  if (line.sku) pdf.text(line.sku, edge + inner - columns.sku, y, { size: 9, width: columns.sku })
  for (const wish of line.wishes) below += pdf.text(wish, edge + columns.quantity, below, wishStyle)
  const next = y + heightOfLine(pdf, line)
  pdf.line([edge, next - 4], [edge + inner, next - 4], 0.25)
  return next
}

function drawNote(pdf: Pdf, note: string, y: Points): Points {
  const style = { size: 10, width: inner, most: 8 } as const
  if (y + 14 + pdf.heightOf(note, style) > foot) return y
  pdf.text('Note', edge, y + 6, { ...small, bold: true })
  return y + 18 + pdf.text(note, edge, y + 18, style)
}

function drawFoot(pdf: Pdf, slip: Slip, pageNumber: number) {
  pdf.text(slip.contact, edge, foot + 6, { ...small, width: inner * 0.8, most: 2 })
  pdf.text(`${slip.number} · ${pageNumber}`, edge, foot + 6, {
    ...small,
    width: inner,
    align: 'right',
  })
}
