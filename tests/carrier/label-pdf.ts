import bwip from 'bwip-js/node'
import PDFDocument from 'pdfkit'
import type { CarrierParcel } from './book.ts'
import { latin, printedLines } from './latin.ts'

/** Long lines are printed smaller rather than cut. */
function fitted(page: PDFKit.PDFDocument, size: number, line: string) {
  const width = page.fontSize(size).widthOfString(line)
  return page.fontSize(Math.max(5, Math.min(size, (size * 264) / width)))
}

/** The same label as a page of 4 × 6 inches (288 × 432 points). */
export async function labelPdf(parcel: CarrierParcel, trackingUrl: string): Promise<Uint8Array> {
  const barcode = await bwip.toBuffer({
    bcid: 'code128',
    text: parcel.number,
    scale: 4,
    height: 18,
  })
  const square = await bwip.toBuffer({ bcid: 'qrcode', text: trackingUrl, scale: 4 })
  const page = new PDFDocument({
    size: [288, 432],
    margin: 0,
    info: { Title: `Parcelnet ${parcel.number}`, CreationDate: new Date(parcel.boughtAt) },
  })
  const chunks: Buffer[] = []
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    page.on('data', (chunk: Buffer) => chunks.push(chunk))
    page.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    page.on('error', reject)
  })
  const plain = { lineBreak: false } as const
  page.rect(0, 0, 288, 40).fill('#000')
  page.fillColor('#fff').font('Helvetica-Bold').fontSize(20).text('PARCELNET', 12, 12, plain)
  page.fontSize(14).text(latin(parcel.service).toUpperCase(), 150, 15, {
    ...plain,
    width: 126,
    align: 'right',
  })
  page.fillColor('#000').font('Helvetica').fontSize(8).text('FROM', 12, 50, plain)
  for (const [at, line] of printedLines(parcel.from).slice(0, 6).entries())
    fitted(page, 9, line).text(line, 12, 61 + at * 10.5, plain)
  page.moveTo(0, 128).lineTo(288, 128).lineWidth(1).stroke()
  page.fontSize(9).text('TO', 12, 135, plain)
  for (const [at, line] of printedLines(parcel.to).slice(0, 7).entries())
    fitted(page, 14, line).text(line, 12, 148 + at * 17, plain)
  page.moveTo(0, 272).lineTo(288, 272).stroke()
  page.font('Helvetica-Bold').fontSize(30)
  page.text(latin(`${parcel.to.country} ${parcel.to.postcode ?? ''}`), 12, 282, plain)
  page.font('Helvetica').fontSize(9)
  page.text(
    `Ref ${latin(parcel.reference)}   ${(parcel.weightGrams / 1000).toFixed(2)} kg   ${parcel.boughtAt.slice(0, 10)}`,
    12,
    318,
    plain,
  )
  page.image(square, 222, 279, { width: 54 })
  page.image(barcode, 24, 340, { width: 240, height: 58 })
  page.font('Helvetica-Bold').fontSize(15)
  page.text(parcel.number, 0, 405, { ...plain, width: 288, align: 'center' })
  page.end()
  return whole
}
