/**
 * Money in the stand-in store: whole minor units of the shop's currency beside the buyer's.
 * Every amount of an order is kept in both, as Shopify's MoneyBag is; sums are made per side.
 */
export interface Bag {
  /** Minor units of the shop's currency (cents; whole yen). */
  readonly shop: number
  /** Minor units of the currency the buyer paid in. */
  readonly presentment: number
}

export const nothing: Bag = { shop: 0, presentment: 0 }

export const plus = (a: Bag, b: Bag): Bag => ({
  shop: a.shop + b.shop,
  presentment: a.presentment + b.presentment,
})

export const minus = (a: Bag, b: Bag): Bag => ({
  shop: a.shop - b.shop,
  presentment: a.presentment - b.presentment,
})

export const times = (a: Bag, quantity: number): Bag => ({
  shop: a.shop * quantity,
  presentment: a.presentment * quantity,
})

export const sum = (bags: Iterable<Bag>): Bag => {
  let total = nothing
  for (const bag of bags) total = plus(total, bag)
  return total
}

const decimalsOf: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  VND: 0,
}

/** Digits after the point in a currency. */
export const decimals = (currency: string): number => decimalsOf[currency] ?? 2

/** "12.50" in EUR is 1250; "1200" in JPY is 1200. @throws RangeError when the text is no amount. */
export function minorUnits(amount: string, currency: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) throw new RangeError(`not an amount of money: "${amount}"`)
  return Math.round(Number(amount) * 10 ** decimals(currency))
}

/** 1250 in EUR is "12.50"; 1200 in JPY is "1200". */
export const amountText = (minor: number, currency: string): string =>
  (minor / 10 ** decimals(currency)).toFixed(decimals(currency))

/** As the GraphQL API writes it: "12.5", "1200.0". */
export function decimalText(minor: number, currency: string): string {
  const text = String(minor / 10 ** decimals(currency))
  return text.includes('.') ? text : `${text}.0`
}

/** Units of a currency for one euro: fixed, so that a seed always gives the same orders. */
const perEuro: Readonly<Record<string, number>> = {
  AED: 4.05,
  AUD: 1.65,
  BRL: 6,
  CAD: 1.5,
  CHF: 0.95,
  CNY: 7.8,
  CZK: 25,
  DKK: 7.46,
  EUR: 1,
  GBP: 0.85,
  HKD: 8.6,
  HUF: 395,
  ILS: 4,
  INR: 95,
  JPY: 165,
  KRW: 1480,
  KWD: 0.33,
  MXN: 20,
  NOK: 11.6,
  NZD: 1.8,
  PLN: 4.25,
  SEK: 11,
  SGD: 1.45,
  TWD: 35,
  USD: 1.1,
  ZAR: 20,
}

function rate(currency: string): number {
  const known = perEuro[currency]
  if (known === undefined) {
    throw new RangeError(
      `the stand-in store has no rate for the currency "${currency}"; known: ${Object.keys(perEuro).join(' ')}`,
    )
  }
  return known
}

/** The same worth in another currency, rounded to its minor unit. */
export function exchange(minor: number, from: string, to: string): number {
  if (from === to) return minor
  const major = (minor / 10 ** decimals(from) / rate(from)) * rate(to)
  return Math.round(major * 10 ** decimals(to))
}
