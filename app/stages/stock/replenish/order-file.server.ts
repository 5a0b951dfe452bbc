import { bookMail } from '../../../journey/mail.server.ts'
import { writeCsv } from '../../../kernel/csv-table.ts'
import { howMany } from '../../../kernel/how-many.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { decimalOf } from '../../../kernel/money.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import { openPdf, type Pdf, pointsOfMm } from '../../../platform/pdf.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import { type InboundView, readInbound } from '../receive/read-inbound.server.ts'

/** A purchase order as a supplier gets it. */
export interface OrderPaper {
  readonly number: string
  readonly vendor: string
  readonly expectedOn: string | null
  readonly note: string
  readonly shop: string
  readonly currency: string
  readonly country: string
  /** Where the goods are to be brought. */
  readonly address: readonly string[]
  readonly lines: InboundView['lines']
}

/** Null when there is no such purchase order. */
export async function readOrderPaper(
  deps: { readonly db: Db },
  shop: ShopId,
  id: string,
): Promise<OrderPaper | null> {
  const order = await readInbound(deps, shop, id)
  if (order?.head.kind !== 'order') return null
  const [home, place] = await withShop(deps.db, shop, async (tx) => [
    await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { name: true, currency: true, country: true },
    }),
    await tx.location.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: order.head.locationId } },
      select: { name: true, address: true },
    }),
  ])
  const at = (key: string): string => {
    const value: unknown =
      typeof place.address === 'object' && place.address ? Reflect.get(place.address, key) : null
    return typeof value === 'string' ? value : ''
  }
  const { number, vendor, expectedOn, note } = order.head
  return {
    ...{ number, vendor, expectedOn, note, shop: home.name },
    ...{ currency: home.currency, country: home.country, lines: order.lines },
    address: [
      place.name,
      at('address1'),
      [at('zip'), at('city')].filter(Boolean).join(' '),
      at('countryCode'),
    ].filter(Boolean),
  }
}

const titleOf = (line: OrderPaper['lines'][number]) =>
  line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title
const codeOf = (line: OrderPaper['lines'][number]) => line.sku ?? line.barcode ?? ''
const costOf = (minor: string | null, currency: string) =>
  minor === null ? '' : decimalOf({ minor: BigInt(minor), currency })

/** As a file that the import reads again. */
export const orderCsv = ({ number, vendor, expectedOn, currency, lines }: OrderPaper): string =>
  writeCsv(
    ['number', 'vendor', 'expected_on', 'sku', 'barcode', 'title', 'quantity', 'cost'],
    lines.map((line) => [
      ...[number, vendor, expectedOn ?? '', codeOf(line), line.barcode ?? ''],
      ...[titleOf(line), String(line.quantity), costOf(line.costMinor, currency)],
    ]),
  )

/** What all of it costs; lines without a price are said, not counted as free. */
function sumWords({ lines, currency }: OrderPaper): string {
  const priced = lines.filter(({ costMinor }) => costMinor !== null)
  if (priced.length === 0) return ''
  const minor = priced.reduce(
    (sum, { costMinor, quantity }) => sum + BigInt(costMinor ?? 0) * BigInt(quantity),
    0n,
  )
  const open = lines.length - priced.length
  return `, ${decimalOf({ minor, currency })} ${currency}${open > 0 ? ` and ${open} without a price` : ''}`
}

const [width, height] = [pointsOfMm(210), pointsOfMm(297)]
const edge = pointsOfMm(20)
const bottom = height - pointsOfMm(25)

/** As an A4 paper: who orders, what, and where it is to be brought; as many pages as it takes. */
export async function orderPdf(paper: OrderPaper): Promise<Buffer<ArrayBuffer>> {
  const texts = [
    ...[paper.number, paper.vendor, paper.note, paper.shop, ...paper.address],
    ...paper.lines.flatMap((line) => [titleOf(line), line.sku ?? '', line.barcode ?? '']),
  ]
  const pdf = await openPdf({
    ...{ size: [width, height], country: paper.country, texts },
    title: `Purchase order ${paper.number}`,
  })
  let y = drawHead(pdf, paper)
  for (const line of paper.lines) {
    const needs = Math.max(
      pdf.heightOf(titleOf(line), { size: 10, width: 240 }),
      pdf.heightOf(codeOf(line), { size: 10, width: 105 }),
    )
    if (y + needs + 6 > bottom) {
      pdf.newPage()
      y = drawColumns(pdf, edge, paper.currency)
    }
    y = drawLine(pdf, paper, line, y)
  }
  const pieces = paper.lines.reduce((sum, line) => sum + line.quantity, 0)
  pdf.line([edge, y + 2], [width - edge, y + 2])
  const all = `${howMany(paper.lines.length, 'article')}, ${howMany(pieces, 'piece')}`
  pdf.text(`${all}${sumWords(paper)}`, edge, y + 8, {
    size: 10,
    bold: true,
  })
  return pdf.done()
}

function drawHead(pdf: Pdf, paper: OrderPaper): number {
  let y = edge
  pdf.text(`Purchase order ${paper.number}`, edge, y, { size: 18, bold: true })
  pdf.barcode(paper.number, width - edge - 150, y, [150, 34])
  y += 44
  const part = (label: string, text: string) => {
    if (text === '') return
    pdf.text(label, edge, y, { size: 9, color: '#555' })
    y += Math.max(14, pdf.text(text, edge + 90, y - 1, { size: 10, width: width - 2 * edge - 90 }))
  }
  part('From', paper.shop)
  part('To', paper.vendor)
  part('Bring to', paper.address.join(', '))
  part('Wanted by', paper.expectedOn ?? '')
  part('Note', paper.note)
  return drawColumns(pdf, y + 12, paper.currency)
}

const columns = {
  sku: edge,
  title: edge + 110,
  quantity: width - edge - 130,
  cost: width - edge - 70,
}

function drawColumns(pdf: Pdf, y: number, currency: string): number {
  const head = { size: 9, bold: true } as const
  pdf.text('Article', columns.sku, y, head)
  pdf.text('What', columns.title, y, head)
  pdf.text('Pieces', columns.quantity, y, { ...head, width: 50, align: 'right' })
  pdf.text(`Each, ${currency}`, columns.cost, y, { ...head, width: 70, align: 'right' })
  pdf.line([edge, y + 14], [width - edge, y + 14])
  return y + 20
}

function drawLine(
  pdf: Pdf,
  paper: OrderPaper,
  line: OrderPaper['lines'][number],
  y: number,
): number {
  const cell = { size: 10 } as const
  // The supplier's clerk needs all of the code: a long one goes on in the next line.
  const code = pdf.text(codeOf(line), columns.sku, y, { ...cell, width: 105 })
  const high = pdf.text(titleOf(line), columns.title, y, { ...cell, width: 240 })
  pdf.text(String(line.quantity), columns.quantity, y, { ...cell, width: 50, align: 'right' })
  pdf.text(costOf(line.costMinor, paper.currency), columns.cost, y, {
    ...{ ...cell, width: 70, align: 'right' },
  })
  return y + Math.max(high, code, 14) + 4
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)

/** Sends a purchase order to its supplier by mail, in the words of the paper. The same version to the same address is sent once. */
export async function mailOrder(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  what: { readonly id: string; readonly version: number; readonly to: string },
): Promise<boolean> {
  const paper = await readOrderPaper(deps, shop, what.id)
  if (!paper) return false
  const rows = paper.lines.map((line) => [
    ...[codeOf(line), titleOf(line), String(line.quantity)],
    costOf(line.costMinor, paper.currency),
  ])
  const head = ['Article', 'What', 'Pieces', `Each, ${paper.currency}`]
  const facts = [
    `Purchase order ${paper.number} of ${paper.shop}`,
    `Please bring to: ${paper.address.join(', ')}`,
    ...(paper.expectedOn ? [`Wanted by: ${paper.expectedOn}`] : []),
    ...(paper.note ? [paper.note] : []),
  ]
  const cells = (row: readonly string[], tag: string) =>
    `<tr>${row.map((cell) => `<${tag} align="left">${escaped(cell)}</${tag}>`).join('')}</tr>`
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, (tx) =>
    bookMail(tx, vault, {
      ...{ orderId: null, kind: 'purchase_order' },
      key: `purchase_order:${what.id}:${what.version}:${what.to.toLowerCase()}`,
      letter: {
        to: what.to,
        subject: facts[0] ?? '',
        text: [...facts, '', ...[head, ...rows].map((row) => row.join('\t'))].join('\n'),
        html: `${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('')}<table cellpadding="4">${cells(head, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table>`,
      },
    }),
  )
  return true
}
