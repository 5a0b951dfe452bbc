/** What a GS1 label says (GS1-128, GS1 DataMatrix, GS1 QR): the element strings a warehouse needs. */
export interface Gs1 {
  readonly gtin: string
  readonly lot: string | null
  readonly serial: string | null
  /** As it is printed, YYMMDD. */
  readonly expires: string | null
}

/** AIM identifiers in front of GS1 symbols, as scanners send them. */
const aim = /^\](?:C1|d2|Q3|e0)/
/** Ends an element of variable length (FNC1). */
const separator = '\u001d'

/** Application identifiers of two digits whose length is fixed, and of those that go up to 20 signs. */
const fixed: Readonly<Record<string, number>> = { '01': 14, '11': 6, '13': 6, '15': 6, '17': 6 }
const variable: ReadonlySet<string> = new Set(['10', '21'])

/**
 * Reads `]C10105012345678900…10LOT␝21SERIAL`, with or without the identifier in front, and the form people
 * read: `(01)05012345678900(10)LOT`. Null: it is no GS1 label, or says something else first.
 */
export function readGs1(code: string): Gs1 | null {
  const bare = code
    .trim()
    .replace(aim, '')
    .replace(new RegExp(`^${separator}`), '')
  const found = bare.startsWith('(') ? readForPeople(bare) : readElements(bare)
  const gtin = found?.get('01')
  if (!found || !gtin || !/^\d{14}$/.test(gtin)) return null
  return {
    gtin,
    lot: found.get('10') ?? null,
    serial: found.get('21') ?? null,
    expires: found.get('17') ?? null,
  }
}

function readElements(text: string): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>()
  let rest = text
  while (rest !== '') {
    const name = rest.slice(0, 2)
    const length = fixed[name]
    if (length === undefined && !variable.has(name)) return null
    const cut = rest.indexOf(separator)
    const end = length === undefined ? (cut < 0 ? rest.length : cut) : 2 + length
    const value = rest.slice(2, end)
    if (value === '' || (length !== undefined && value.length !== length)) return null
    found.set(name, value)
    rest = rest.slice(end).replace(new RegExp(`^${separator}`), '')
  }
  return found
}

function readForPeople(text: string): ReadonlyMap<string, string> | null {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^()]+)/g)]
  const whole = parts.reduce((sum, [part]) => sum + part.length, 0)
  return whole === text.length
    ? new Map(parts.map(([, name = '', value = '']) => [name, value.trim()]))
    : null
}
