import { amountText } from '../records/money.ts'

/** 1250 in EUR is "€12.50". @param minor minor units. */
export function money(minor: number, currency: string, locale = 'en-IE'): string {
  const amount = Number(amountText(minor, currency))
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
}

/** "23 Nov 2026, 10:05" in the given zone. */
export function dateTime(iso: string, timezone: string, locale = 'en-IE'): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(new Date(iso))
}

/** "PARTIALLY_FULFILLED" is "Partially fulfilled". */
export function words(code: string): string {
  const text = code.toLowerCase().replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`
