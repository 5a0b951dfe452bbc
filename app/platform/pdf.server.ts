import bwipjs from 'bwip-js/node'
import PDFDocument from 'pdfkit'
import { filesFor, openFont, type Weight } from './pdf/font-files.server.ts'
import { linesOf, visualRuns } from './pdf/text-runs.ts'

/** Points; 72 an inch. */
export type Points = number
export const pointsOfMm = (mm: number): Points => (mm * 72) / 25.4

export interface PdfOptions {
  /** Width and height of a page. `[283.46, 425.2]` is 100 × 150 mm. */
  readonly size: readonly [Points, Points]
  /** Every text that will be drawn: their fonts are opened before the first stroke. */
  readonly texts: readonly string[]
  /** ISO country whose shapes Han characters take. */
  readonly country: string
  readonly title: string
}

export interface TextStyle {
  readonly size: Points
  readonly bold?: boolean
  readonly align?: 'left' | 'right' | 'center'
  /** Where lines break; without it the text stays on one line. */
  readonly width?: Points
  readonly color?: string
  /** Lines after these are left out, and the last ends with an ellipsis. */
  readonly most?: number
}

/** A PDF in the making. Texts of any script are shaped and ordered; distances are from the top left. */
export interface Pdf {
  /** @returns how high the text is. */
  text(text: string, x: Points, y: Points, style: TextStyle): Points
  heightOf(text: string, style: TextStyle): Points
  line(from: readonly [Points, Points], to: readonly [Points, Points], thick?: Points): void
  box(x: Points, y: Points, width: Points, height: Points, fill?: string): void
  image(png: Uint8Array, x: Points, y: Points, fit: readonly [Points, Points]): void
  /** Code 128, as bars that any printer draws sharply. @throws Error when the text cannot be coded. */
  barcode(text: string, x: Points, y: Points, size: readonly [Points, Points]): void
  newPage(): void
  done(): Promise<Buffer<ArrayBuffer>>
}

const lineHeight = 1.36
const always = ' …?0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;#×·-–/()+@'

/**
 * Starts a PDF with the fonts that its texts need. A character that no font has is drawn as `?`;
 * pictographs are left out.
 */
export async function openPdf(options: PdfOptions): Promise<Pdf> {
  const [width, height] = options.size
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: true,
    info: { Title: options.title, Producer: 'Orderwright' },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  const fontOf = await openFonts(doc, options)
  const draw = textDrawer(doc, fontOf)
  return {
    ...draw,
    line: ([x1, y1], [x2, y2], thick = 0.75) => {
      doc.moveTo(x1, y1).lineTo(x2, y2).lineWidth(thick).stroke('#000')
    },
    box: (x, y, w, h, fill) => {
      if (fill) doc.rect(x, y, w, h).fill(fill)
      else doc.rect(x, y, w, h).lineWidth(0.75).stroke('#000')
    },
    image: (png, x, y, [w, h]) => {
      doc.image(Buffer.from(png), x, y, { fit: [w, h] })
    },
    barcode: (text, x, y, size) => drawBars(doc, text, [x, y], size),
    newPage: () => {
      doc.addPage()
    },
    done: () => {
      doc.end()
      return ended
    },
  }
}

type Doc = InstanceType<typeof PDFDocument>
type FontOf = (character: string, bold: boolean) => string

/** Registers what the texts need, in both weights. */
async function openFonts(doc: Doc, { texts, country }: PdfOptions): Promise<FontOf> {
  const characters = new Set([...always, ...texts.join('')])
  const fileOf = new Map<string, string>()
  for (const character of characters) {
    const codePoint = character.codePointAt(0) ?? 0
    for (const file of filesFor(codePoint, country)) {
      await register(doc, file)
      if (!hasGlyph(doc, file, codePoint)) continue
      fileOf.set(character, file)
      break
    }
  }
  const fallback = fileOf.get('?') ?? ''
  return (character, bold) => fontName(fileOf.get(character) ?? fallback, bold ? 700 : 400)
}

const fontName = (file: string, weight: Weight) => `${file} ${weight}`
const registered = new WeakMap<Doc, Set<string>>()

async function register(doc: Doc, file: string) {
  const known = registered.get(doc) ?? new Set()
  registered.set(doc, known)
  if (known.has(file)) return
  known.add(file)
  for (const weight of [400, 700] as const)
    doc.registerFont(fontName(file, weight), await openFont(file, weight))
}

/** Nothing is as wide as the picture of a missing character in a font without that character. */
function hasGlyph(doc: Doc, file: string, codePoint: number): boolean {
  doc.font(fontName(file, 400))
  const font: unknown = Reflect.get(doc, '_font')
  const inner: unknown = typeof font === 'object' && font ? Reflect.get(font, 'font') : null
  const has: unknown =
    typeof inner === 'object' && inner ? Reflect.get(inner, 'hasGlyphForCodePoint') : null
  return typeof has === 'function' && has.call(inner, codePoint) === true
}

const pictograph = /\p{Extended_Pictographic}\ufe0f?/gu
/** Invisible signs, but for line ends and the joiners that some scripts need. */
const control = /(?!\n|\u200c|\u200d)[\p{Cc}\p{Cf}]/gu
/** What can be printed of a text from outside: keeps digits, which Unicode counts as pictographs too. */
const printable = (text: string) =>
  text
    .normalize('NFC')
    .replace(pictograph, (found) => (/^[\d#*©®]/.test(found) ? found : ''))
    .replace(control, '')
    .replace(/ {2,}/g, ' ')

function textDrawer(doc: Doc, fontOf: FontOf): Pick<Pdf, 'text' | 'heightOf'> {
  const runsOf = (line: string, bold: boolean) => visualRuns(line, (c) => fontOf(c, bold))
  const widthOf = (line: string, { size, bold = false }: TextStyle) =>
    runsOf(line, bold).reduce(
      (sum, run) => sum + doc.font(run.font).fontSize(size).widthOfString(run.text),
      0,
    )
  const layOut = (text: string, style: TextStyle): readonly string[] => {
    const { width, most } = style
    const lines = printable(text)
      .split('\n')
      .flatMap((part) =>
        width === undefined ? [part] : linesOf(part, width, (some) => widthOf(some, style)),
      )
    if (most === undefined || lines.length <= most) return lines
    const last = lines[most - 1] ?? ''
    return [...lines.slice(0, most - 1), `${last.slice(0, Math.max(0, last.length - 1))}…`]
  }
  return {
    heightOf: (text, style) => layOut(text, style).length * style.size * lineHeight,
    text: (text, x, y, style) => {
      const lines = layOut(text, style)
      for (const [at, line] of lines.entries()) {
        const room = (style.width ?? 0) - widthOf(line, style)
        const shift = style.align === 'right' ? room : style.align === 'center' ? room / 2 : 0
        let left = x + (style.width === undefined ? 0 : shift)
        const baseline = y + at * style.size * lineHeight + style.size * 1.07
        for (const run of runsOf(line, style.bold ?? false)) {
          doc
            .font(run.font)
            .fontSize(style.size)
            .fillColor(style.color ?? '#000')
          doc.text(run.text, left, baseline, { lineBreak: false, baseline: 'alphabetic' })
          left += doc.widthOfString(run.text)
        }
      }
      return lines.length * style.size * lineHeight
    },
  }
}

/** Quiet zones are part of the size: ten modules on each side, as the standard asks. */
function drawBars(
  doc: Doc,
  text: string,
  [x, y]: readonly [Points, Points],
  [width, height]: readonly [Points, Points],
) {
  // The module's own `raw` is a symbology of that name; this one answers the widths of the bars.
  const [code] = bwipjs.raw('code128', text, {})
  if (!code || !('sbs' in code)) throw new Error('a Code 128 without bars')
  const widths = code.sbs
  const modules = widths.reduce((sum, one) => sum + one, 0)
  const unit = width / (modules + 20)
  let at = x + 10 * unit
  widths.forEach((one, index) => {
    if (index % 2 === 0) doc.rect(at, y, one * unit, height)
    at += one * unit
  })
  doc.fill('#000')
}
