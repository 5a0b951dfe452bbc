import { stdnum } from 'stdnum'

type Checks = (typeof stdnum)[string]

/** Countries by what stands in front of their VAT numbers where that is not the ISO code. */
const signs: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' }

const checksOf = (country: string): Checks | undefined =>
  Object.hasOwn(stdnum, country) ? stdnum[country] : undefined

const isOne = (checks: Checks | undefined, text: string): boolean =>
  Object.entries(checks ?? {}).some(
    ([kind, check]) => kind !== 'passport' && check.validate(text).isValid,
  )

/**
 * A tax, VAT or company number, its check digits right: of the country named in front of it, or of the
 * country the order goes to. Where a country's numbers are unknown, anything of 4 to 20 letters and digits.
 * @returns it without spaces and signs, in capitals; null when it is none.
 */
export function readTaxId(raw: string, country: string): string | null {
  const text = raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s./-]/g, '')
  if (!/^[A-Z0-9&Ñ]{4,20}$/.test(text)) return null
  const sign = text.slice(0, 2)
  const named = signs[sign] ?? sign
  if (/^[A-Z]{2}/.test(text) && checksOf(named)) {
    if (isOne(checksOf(named), text) || isOne(checksOf(named), text.slice(2))) return text
  }
  const own = checksOf(country)
  if (own) return isOne(own, text) ? text : null
  return /\d/.test(text) ? text : null
}
