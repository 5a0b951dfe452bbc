import type { CarrierParcel } from './book.ts'
import { latin, printedLines } from './latin.ts'

/** Field data with ZPL's own signs written as hexadecimal (`^FH`). */
const data = (text: string) =>
  `^FH^FD${latin(text).replace(/[\^~_]/g, (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`)}^FS`

const text = (x: number, y: number, size: number, words: string) =>
  `^FO${x},${y}^A0N,${size},${size}${data(words)}`

/** Long lines are printed smaller rather than cut: a sign of font 0 is about half as wide as high. */
const fitting = (size: number, line: string) =>
  Math.max(14, Math.min(size, Math.floor(750 / (0.5 * line.length))))

/** The label for a 203 dpi printer, 4 × 6 inches (812 × 1218 dots). */
export function labelZpl(parcel: CarrierParcel, trackingUrl: string): string {
  const from = printedLines(parcel.from).slice(0, 6)
  const to = printedLines(parcel.to).slice(0, 7)
  return [
    '^XA^CI28^PW812^LL1218^LH0,0',
    '^FO0,0^GB812,110,110^FS',
    `^FO30,30^A0N,60,60^FR${data('PARCELNET')}`,
    `^FO440,40^A0N,44,44^FR^FB342,1,0,R${data(parcel.service.toUpperCase())}`,
    text(30, 140, 24, 'FROM'),
    ...from.map((line, at) => text(30, 170 + at * 28, fitting(26, line), line)),
    '^FO0,350^GB812,3,3^FS',
    text(30, 370, 28, 'TO'),
    ...to.map((line, at) => text(30, 410 + at * 46, fitting(42, line), line)),
    '^FO0,745^GB812,3,3^FS',
    text(30, 770, 100, `${parcel.to.country} ${parcel.to.postcode ?? ''}`.trim()),
    text(30, 885, 28, `Ref ${parcel.reference}`),
    text(310, 885, 28, `${(parcel.weightGrams / 1000).toFixed(2)} kg`),
    text(470, 885, 28, parcel.boughtAt.slice(0, 10)),
    `^FO121,935^BY3^BCN,170,N,N,N^FD${parcel.number}^FS`,
    `^FO0,1130^A0N,44,44^FB812,1,0,C${data(parcel.number)}`,
    `^FO650,765^BQN,2,4^FDLA,${trackingUrl}^FS`,
    '^XZ',
  ].join('\n')
}
