/** One label: a code as bars and in letters, and what it is. */
export interface Label {
  /** What the bars say. */
  readonly code: string
  readonly title: string
  readonly sub: string
}

/** Size of a label in millimetres. */
export interface LabelSize {
  readonly widthMm: number
  readonly heightMm: number
}
export const labelSizes = {
  '70x36': { widthMm: 70, heightMm: 36 },
  '100x50': { widthMm: 100, heightMm: 50 },
  '50x25': { widthMm: 50, heightMm: 25 },
} as const satisfies Record<string, LabelSize>
export type LabelSizeName = keyof typeof labelSizes

/** Dots a millimetre of the usual label printer (203 dpi). */
const dots = 8

/** Signs that ZPL reads as commands, and all that is no ASCII, as `_xx` bytes of UTF-8 (`^FH`, `^CI28`). */
const field = (text: string): string =>
  [...Buffer.from(text.replace(/[\p{Cc}]/gu, ' '), 'utf8')]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x5e || byte === 0x7e || byte === 0x5f
        ? `_${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('')

/** The same as the bars say it: in Code 128 a `>` begins a change of its subset, `>0` is the sign itself. */
const barField = (code: string): string => field(code).replaceAll('>', '>0')

/** Modules of a Code 128 of so many characters, with its quiet zones, at most: subset B throughout. */
const modulesOf = (code: string) => (code.length + 3) * 11 + 2 + 20

/** The finest module that hand scanners read off a printed label, in millimetres. */
const finestMm = 0.17

/** The bars of these labels that no scanner would read on a label of this size: too many characters for its width. */
export const tooFine = (labels: readonly Label[], { widthMm }: LabelSize): readonly Label[] =>
  labels.filter(({ code }) => widthMm / modulesOf(code) < finestMm)

/** The usual size, or the next larger one where the bars of some label would be too fine on it. */
export const sizeFor = (labels: readonly Label[]): LabelSizeName =>
  tooFine(labels, labelSizes['70x36']).length === 0 ? '70x36' : '100x50'

/** A label in ZPL II for 203 dpi, in UTF-8: title, bars with the code beneath, and the line under it. */
export function zplLabel(label: Label, { widthMm, heightMm }: LabelSize): string {
  const [width, height] = [widthMm * dots, heightMm * dots]
  const module = Math.max(1, Math.min(4, Math.floor(width / modulesOf(label.code))))
  const [big, small] = [Math.round(height / 6), Math.round(height / 10)]
  const left = Math.max(0, Math.round((width - (modulesOf(label.code) - 20) * module) / 2))
  return [
    '^XA',
    '^CI28',
    `^PW${width}`,
    `^LL${height}`,
    `^FO0,${Math.round(height * 0.06)}^A0N,${big},${big}^FB${width},1,0,C^FH^FD${field(label.title)}^FS`,
    `^FO${left},${Math.round(height * 0.28)}^BY${module}^BCN,${Math.round(height * 0.36)},N,N,N^FH^FD${barField(label.code)}^FS`,
    `^FO0,${Math.round(height * 0.68)}^A0N,${big},${big}^FB${width},1,0,C^FH^FD${field(label.code)}^FS`,
    `^FO0,${Math.round(height * 0.87)}^A0N,${small},${small}^FB${width},1,0,C^FH^FD${field(label.sub)}^FS`,
    '^XZ',
  ].join('\n')
}
