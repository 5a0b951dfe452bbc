import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { Surcharge, Zone } from './carton/rate-card.ts'
import { readAmount } from './carton-form.ts'
import { type FormRefusal, orNothing, refuseIssues, wholeNumber } from './item-facts.ts'

const cardForm = z.object({
  carrier: z.string().trim().min(1, 'Name the carrier').max(60, 'At most 60 letters'),
  service: z.string().trim().min(1, 'Name the service').max(60, 'At most 60 letters'),
  divisor: orNothing(wholeNumber(1, 100_000)),
  roundUpGrams: wholeNumber(1, 100_000),
  maxGrams: wholeNumber(1, 1_000_000),
  maxLengthMm: orNothing(wholeNumber(1, 20_000)),
  maxGirthMm: orNothing(wholeNumber(1, 60_000)),
  hazmat: z
    .string()
    .trim()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^[1-9](\.[1-6])?$/, 'UN classes, such as 3, 4.1'))),
})

export interface RateCardValues extends z.infer<typeof cardForm> {
  readonly zones: readonly Zone[]
  readonly surcharges: readonly Surcharge[]
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line, at) => ({ line: line.trim(), number: at + 1 }))
    .filter(({ line }) => line !== '')

/** `DE, AT | 2 | 2000: 4.90; 5000: 6.90`: countries (`*` is everywhere else), days or `?`, prices up to grams. */
export function readZones(text: string, currency: string): Outcome<readonly Zone[], string> {
  const zones: Zone[] = []
  for (const { line, number } of linesOf(text)) {
    const wrong = (what: string) => refuse(`Line ${number}: ${what}`)
    const [places = '', days = '', prices = '', ...more] = line.split('|').map((one) => one.trim())
    if (prices === '' || more.length > 0)
      return wrong('write countries | days | prices, such as DE, AT | 2 | 2000: 4.90; 5000: 6.90')
    const countries = places.split(/[\s,]+/).map((one) => one.toUpperCase())
    const odd = countries.find((one) => one !== '*' && !/^[A-Z]{2}$/.test(one))
    if (odd !== undefined)
      return wrong(`${odd || 'nothing'} is no country code; * is everywhere else`)
    if (days !== '?' && !/^\d{1,2}$/.test(days))
      return wrong('days are a number, or ? where nobody says')
    const steps = prices.split(';').map((one) => {
      const [grams = '', amount = ''] = one.split(':').map((part) => part.trim())
      return {
        upToGrams: /^\d{1,7}$/.test(grams) ? Number(grams) : 0,
        minor: readAmount(amount, currency),
      }
    })
    const good = steps.flatMap(({ upToGrams, minor }) =>
      upToGrams > 0 && minor !== null ? [{ upToGrams, minor }] : [],
    )
    if (good.length < steps.length) return wrong('a price is grams: amount, such as 2000: 4.90')
    if (good.some((one, at) => at > 0 && one.upToGrams <= (good[at - 1]?.upToGrams ?? 0)))
      return wrong('weights must rise from price to price')
    zones.push({ countries, days: days === '?' ? null : Number(days), steps: good })
  }
  return zones.length > 0 ? accept(zones) : refuse('Write at least one zone')
}

const when = { always: 'always', heavier: 'heavier', longer: 'longer', girth: 'girth' } as const
const isWhen = (word: string): word is keyof typeof when => Object.hasOwn(when, word)

/** `Fuel | always | 3.5%`, `Bulky | longer 1200 | 15.00`: name, when it is due, what it adds. */
export function readSurcharges(
  text: string,
  currency: string,
): Outcome<readonly Surcharge[], string> {
  const surcharges: Surcharge[] = []
  for (const { line, number } of linesOf(text)) {
    const wrong = (what: string) => refuse(`Line ${number}: ${what}`)
    const [name = '', due = '', price = ''] = line.split('|').map((one) => one.trim())
    const [word = '', over = '0'] = due.split(/\s+/)
    if (name === '' || !isWhen(word) || !/^\d{1,7}$/.test(over))
      return wrong('write name | always, heavier 30000, longer 1200 or girth 3000 | 5.00 or 3.5%')
    const percent = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%$/.exec(price)
    const minor = percent ? 0 : readAmount(price, currency)
    if (minor === null) return wrong('the price is an amount or a percentage, such as 5.00 or 3.5%')
    const basisPoints = percent ? Math.round(Number(percent[1]?.replace(',', '.')) * 100) : 0
    surcharges.push({ name, when: word, over: Number(over), minor, basisPoints })
  }
  return accept(surcharges)
}

/** Reads a rate card from a form; names every field, and in a table the line, that is wrong. */
export function decideRateCard(
  form: Record<string, unknown>,
  currency: string,
): Outcome<RateCardValues, FormRefusal> {
  const read = cardForm.safeParse(form)
  const zones = readZones(String(form['zones'] ?? ''), currency)
  const surcharges = readSurcharges(String(form['surcharges'] ?? ''), currency)
  const fields = {
    ...(read.success ? {} : refuseIssues(read.error).refusal.fields),
    ...(zones.ok ? {} : { zones: zones.refusal }),
    ...(surcharges.ok ? {} : { surcharges: surcharges.refusal }),
  }
  if (!read.success || !zones.ok || !surcharges.ok) return refuse({ kind: 'bad_form', fields })
  return accept({ ...read.data, zones: zones.value, surcharges: surcharges.value })
}

/** Back into the words they were written in. */
export const zonesText = (zones: readonly Zone[], amount: (minor: number) => string): string =>
  zones
    .map(({ countries, days, steps }) => {
      const prices = steps.map((step) => `${step.upToGrams}: ${amount(step.minor)}`).join('; ')
      return `${countries.join(', ')} | ${days ?? '?'} | ${prices}`
    })
    .join('\n')

export const surchargesText = (
  surcharges: readonly Surcharge[],
  amount: (minor: number) => string,
): string =>
  surcharges
    .map((one) => {
      const due = one.when === 'always' ? 'always' : `${one.when} ${one.over}`
      return `${one.name} | ${due} | ${one.basisPoints > 0 ? `${one.basisPoints / 100}%` : amount(one.minor)}`
    })
    .join('\n')
