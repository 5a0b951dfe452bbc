import { addressRows } from './address-rows.ts'

interface PostcodeForm {
  /** As it is written, separators in their places or left out. */
  readonly loose: RegExp
  /** As the country's post writes it. */
  readonly exact: RegExp
  /** Characters of a code written so, separators counted. */
  readonly length: number
  /** Where the canonical writing has a separator, counted without separators: [[3, ' ']]. */
  readonly separators: readonly (readonly [at: number, sign: string])[]
}

/** What stands for a character in a form; see address-rows.ts. */
const classOf: Readonly<Record<string, string>> = {
  '#': '[0-9]',
  '@': '[A-Z]',
  '?': '[A-Z0-9]',
  e: '[0-9AC-FHKNPRT-Z]',
  u: '[ABD-HJLN-UW-Z]',
}

function readForm(form: string): PostcodeForm {
  let loose = ''
  let exact = ''
  let length = 0
  const separators: [number, string][] = []
  for (const [part] of form.matchAll(/\[[^\]]+\]|./g)) {
    if (part === '_' || part === '-') {
      const sign = part === '_' ? ' ' : '-'
      separators.push([length, sign])
      loose += '[ -]?'
      exact += sign
      continue
    }
    const one = part.startsWith('[') ? part : (classOf[part] ?? part)
    loose += one
    exact += one
    length += 1
  }
  return {
    loose: new RegExp(`^${loose}$`),
    exact: new RegExp(`^${exact}$`),
    length: length + separators.length,
    separators,
  }
}

interface PostcodeRule {
  readonly forms: readonly PostcodeForm[]
  /** The country's sign that some people write in front: `D-`, `SE `. */
  readonly sign: RegExp
  readonly example: string
}

/** Old letters for a country before its postcode (D-10115), where they are not the ISO code. */
const oldSigns: Readonly<Record<string, string>> = {
  AT: 'A',
  BE: 'B',
  DE: 'D',
  ES: 'E',
  FI: 'SF',
  FR: 'F',
  IT: 'I',
  LI: 'FL',
  LU: 'L',
  SE: 'S',
}

const signOf = (country: string) =>
  new RegExp(`^(?:${[country, oldSigns[country] ?? country].join('|')})[ -]?(?=[A-Z]*[0-9])`)

const rules: ReadonlyMap<string, PostcodeRule> = new Map(
  addressRows.flatMap(([country, , forms, example = '']) =>
    forms
      ? [
          [
            country,
            { forms: forms.split(',').map(readForm), sign: signOf(country), example },
          ] as const,
        ]
      : [],
  ),
)

/** First letters of British postcodes: a code that starts otherwise is in no post town. */
const britishAreas = new Set(
  `AB AL B BA BB BD BFPO BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
  EC EH EN EX FK FY G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS
  LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS
  ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE`.split(/\s+/),
)
const isInAnArea = (code: string) => britishAreas.has(/^[A-Z]+/.exec(code)?.[0] ?? '')

/** Wide digits, dashes of all kinds, a Japanese post sign and doubled spaces, as one would type them plainly. */
const plain = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212\u30FC\uFF70]/g, '-')
    .replace(/[〒\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?- ?/g, '-')
    .trim()

function written(form: PostcodeForm, bare: string): string {
  let out = ''
  let from = 0
  for (const [at, sign] of form.separators) {
    out += bare.slice(from, at) + sign
    from = at
  }
  return out + bare.slice(from)
}

function found(country: string, rule: PostcodeRule, code: string): string | null {
  if (country === 'GB' && !isInAnArea(code)) return null
  if (!rule.forms.some(({ loose }) => loose.test(code))) return null
  const bare = code.replace(/[ -]/g, '')
  const form = rule.forms.find(({ loose }) => loose.test(bare))
  return form ? written(form, bare) : null
}

/** Whether addresses in this country carry a postcode at all. */
export const hasPostcodes = (country: string): boolean => rules.has(country)

/** A postcode of this country as an example, `''` where there are none. */
export const examplePostcode = (country: string): string => rules.get(country)?.example ?? ''

/**
 * Reads a postcode as its country's post writes it: "d-10115" is "10115", "1012ab" is "1012 AB".
 * @returns null when it has not the form of a postcode of that country. Countries without
 * postcodes take anything and give it back trimmed.
 */
export function readPostcode(country: string, raw: string): string | null {
  const rule = rules.get(country)
  if (!rule) return raw.trim()
  if (country !== 'GB' && rule.forms[0]?.exact.test(raw)) return raw
  // One address is asked about several times in a row.
  if (last.country !== country || last.raw !== raw)
    last = { country, raw, read: readAgain(country, rule, raw) }
  return last.read
}

let last: { country: string; raw: string; read: string | null } = {
  country: '',
  raw: '',
  read: null,
}

function readAgain(country: string, rule: PostcodeRule, raw: string): string | null {
  // Longer than any postcode however it is written: not worth normalising.
  if (raw.length > 60) return null
  const code = plain(raw)
  return found(country, rule, code) ?? found(country, rule, code.replace(rule.sign, ''))
}

/** Forms by how long a code written so is: few are left to try. */
const exactByLength: ReadonlyMap<number, readonly (readonly [string, RegExp, number])[]> =
  Map.groupBy(
    [...rules].flatMap(([country, { forms }]) =>
      forms.map((form) => [country, form.exact, form.length] as const),
    ),
    ([, , length]) => length,
  )

/** Countries whose post writes exactly so. */
const countriesWriting = (code: string): readonly string[] => {
  const forms = exactByLength.get(code.length) ?? []
  const found = forms.flatMap(([country, exact]) =>
    exact.test(code) && (country !== 'GB' || isInAnArea(code)) ? [country] : [],
  )
  return [...new Set(found)]
}

/**
 * The country whose postcode this looks like, when it is not one of `country`.
 * @param likely countries to think of first: where the bill goes, where the shop is.
 * @returns its code; `many` when several countries write theirs so; null when nobody does.
 */
export function countryOfPostcode(
  raw: string,
  country: string,
  likely: readonly string[],
): string | 'many' | null {
  const code = plain(raw)
  const others = countriesWriting(code).filter((other) => other !== country)
  const [first] = others
  if (first === undefined) return null
  const thought = likely.find((other) => others.includes(other))
  return thought ?? (others.length === 1 ? first : 'many')
}
