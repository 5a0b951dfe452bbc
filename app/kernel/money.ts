/** Money in whole minor units (cents, øre, yen) with its ISO 4217 code. Never a float. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
}

/** Currencies whose minor unit is not a hundredth. Source: ISO 4217, list one. */
const digits: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** Digits after the point of a currency: JPY 0, EUR 2, KWD 3. */
export const minorDigits = (currency: string): number => digits[currency] ?? 2

/**
 * Reads a decimal text as Shopify writes it ("12.50", "-3", "1000.0") into minor units.
 * @throws RangeError when it is no decimal, or says more than the currency can hold ("0.001" USD).
 */
export function money(decimal: string, currency: string): Money {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim())
  if (!found) throw new RangeError(`not a decimal amount: ${JSON.stringify(decimal.slice(0, 40))}`)
  const [, sign = '', whole = '0', fraction = ''] = found
  const places = minorDigits(currency)
  if (/[1-9]/.test(fraction.slice(places)))
    throw new RangeError(`${decimal} has more digits than ${currency} holds`)
  const minor = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'))
  return { minor: sign ? -minor : minor, currency }
}

/** Writes minor units as the decimal text Shopify reads: {1250n, EUR} is "12.50". */
export function decimalOf({ minor, currency }: Money): string {
  const places = minorDigits(currency)
  const text = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0')
  const cut = text.length - places
  const sign = minor < 0n ? '-' : ''
  return places === 0 ? sign + text : `${sign}${text.slice(0, cut)}.${text.slice(cut)}`
}

/** For people, in their language: "12,50 €". */
export const showMoney = (amount: Money, locale = 'en'): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency }).format(
    Number(decimalOf(amount)),
  )
