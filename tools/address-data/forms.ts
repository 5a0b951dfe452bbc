/**
 * Turns a country's postcode pattern, as Google writes it, into the short forms of
 * app/stages/check/address-rows.ts: `\d{5}([ \-]\d{4})?` is `#####,#####-####`.
 */

/** One way to write a postcode, a sign of the short form after the other. */
type Form = readonly string[]

const join = (left: readonly Form[], right: readonly Form[]): readonly Form[] =>
  left.flatMap((one) => right.map((other) => [...one, ...other]))

/** A set of characters that is a space or a dash stands for the separator. */
function signOf(set: string): string {
  if (set === ' ') return '_'
  if (set === '-' || set === ' -') return '-'
  if (set === 'A-Z') return '@'
  if (set === 'A-Z0-9' || set === '\\dA-Z') return '?'
  if (set === 'ABD-HJLN-UW-Z') return 'u'
  return `[${set.replaceAll('\\d', '0-9')}]`
}

class Reader {
  private at = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }

  private get sign(): string {
    return this.text[this.at] ?? ''
  }
  private take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }
  /** Alternatives, up to the end or a closing bracket. */
  either(): readonly Form[] {
    const all = [...this.sequence()]
    while (this.take('|')) all.push(...this.sequence())
    return all
  }
  private sequence(): readonly Form[] {
    let forms: readonly Form[] = [[]]
    while (this.at < this.text.length && this.sign !== '|' && this.sign !== ')')
      forms = join(forms, this.repeated(this.one()))
    return forms
  }
  private one(): readonly Form[] {
    if (this.take('(?:') || this.take('(')) {
      const inside = this.either()
      if (!this.take(')')) throw new Error(`no closing bracket in ${this.text}`)
      return inside
    }
    if (this.take('\\d')) return [['#']]
    if (this.take('[')) {
      const end = this.text.indexOf(']', this.at)
      const set = this.text.slice(this.at, end).replaceAll('\\-', '-')
      this.at = end + 1
      return [[signOf(set)]]
    }
    this.take('\\')
    const sign = this.sign
    this.at += 1
    return [[sign === ' ' ? '_' : sign]]
  }
  private repeated(one: readonly Form[]): readonly Form[] {
    // A separator that may be left out is read either way: it is always written.
    if (this.take('?')) return isSeparator(one) ? one : [[], ...one]
    const count = /^\{(\d+)(?:,(\d+))?\}/.exec(this.text.slice(this.at))
    if (!count) return one
    this.at += count[0].length
    const least = Number(count[1])
    const most = Number(count[2] ?? count[1])
    return Array.from({ length: most - least + 1 }, (_, more) => more + least).flatMap((times) =>
      Array.from({ length: times }, () => one).reduce(join, [[]]),
    )
  }
}

const isSeparator = (forms: readonly Form[]): boolean =>
  forms.length === 1 && forms[0]?.length === 1 && /^[_-]$/.test(forms[0]?.[0] ?? '')

/** The forms of a pattern, the first alternative first; the empty one is left out. */
export const formsOf = (pattern: string): readonly string[] => [
  ...new Set(
    new Reader(pattern)
      .either()
      .map((form) => form.join(''))
      .filter((form) => form !== ''),
  ),
]
