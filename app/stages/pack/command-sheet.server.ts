import { benchCommands } from '../../journey/bench-commands.ts'
import { openPdf, type Points, pointsOfMm } from '../../platform/pdf.server.ts'

/** A4, upright. */
const page: readonly [Points, Points] = [pointsOfMm(210), pointsOfMm(297)]
const edge = pointsOfMm(15)
const columnWidth = pointsOfMm(84)
const rowHeight = pointsOfMm(46)

/** A sheet to hang beside the bench: every command as a barcode, with what is typed instead. */
export async function commandSheet(): Promise<Buffer<ArrayBuffer>> {
  const title = 'At the bench, without a mouse'
  const how = 'Scan a code, or type the word beside it into the scan field and press Enter.'
  const weight = 'A weight is typed with its unit: 1250 g or 1.25 kg.'
  const texts = [
    title,
    how,
    weight,
    ...benchCommands.flatMap((one) => [one.label, one.typed, one.code]),
  ]
  const pdf = await openPdf({ size: page, title, country: '', texts })
  pdf.text(title, edge, edge, { size: 20, bold: true })
  pdf.text(how, edge, edge + 30, { size: 10, width: page[0] - 2 * edge })
  for (const [at, { label, code, typed }] of benchCommands.entries()) {
    const x = edge + (at % 2) * (columnWidth + pointsOfMm(12))
    const y = edge + 62 + Math.floor(at / 2) * rowHeight
    pdf.text(label, x, y, { size: 13, bold: true, width: columnWidth, most: 1 })
    pdf.barcode(code, x, y + 22, [columnWidth, pointsOfMm(17)])
    pdf.text(typed, x, y + 76, { size: 11, width: columnWidth, align: 'center' })
  }
  pdf.text(weight, edge, page[1] - edge - 12, { size: 10 })
  return pdf.done()
}
