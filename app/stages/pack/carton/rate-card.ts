import type { Sides } from './kinds.ts'

/** What a carrier asks for one service, as agreed with the shop. Prices in minor units of one currency. */
export interface RateCard {
  readonly id: string
  readonly carrier: string
  readonly service: string
  /** Cubic millimetres that weigh a gram (5,000 cm³ a kilo is 5,000); null: only the scale counts. */
  readonly divisor: number | null
  /** Started amounts of this many grams count as whole ones. */
  readonly roundUpGrams: number
  readonly maxGrams: number
  /** Longest side, and longest side plus girth, in millimetres; null: no limit. */
  readonly maxLength: number | null
  readonly maxGirth: number | null
  /** Classes of dangerous goods it carries. */
  readonly hazmat: readonly string[]
  readonly zones: readonly Zone[]
  readonly surcharges: readonly Surcharge[]
}

export interface Zone {
  /** ISO 3166 countries; `*` is everywhere else. */
  readonly countries: readonly string[]
  /** Until delivery; null: the carrier does not say, and no promise can be built on it. */
  readonly days: number | null
  /** Lightest first. */
  readonly steps: readonly { readonly upToGrams: number; readonly minor: number }[]
}

export interface Surcharge {
  readonly name: string
  /** Always, or when the parcel's scale weight, longest side or longest side plus girth is over the limit. */
  readonly when: 'always' | 'heavier' | 'longer' | 'girth'
  readonly over: number
  readonly minor: number
  /** Of the step's price, in hundredths of a percent, rounded up. */
  readonly basisPoints: number
}

export interface Weighed {
  readonly grams: number
  readonly outer: Sides
  readonly hazmat: readonly string[]
}

export interface Carriage {
  readonly cardId: string
  readonly carrier: string
  readonly service: string
  readonly minor: number
  readonly billedGrams: number
  readonly days: number | null
}

/** Actual or dimensional weight, whichever is more, rounded up as the card says. */
export function billedGrams(card: RateCard, { grams, outer }: Weighed): number {
  const dimensional = card.divisor === null ? 0 : (outer[0] * outer[1] * outer[2]) / card.divisor
  return Math.ceil(Math.max(grams, dimensional) / card.roundUpGrams) * card.roundUpGrams
}

const longest = (outer: Sides): number => Math.max(...outer)
/** Longest side plus the way round the other two. */
const girthOf = (outer: Sides): number => {
  const long = longest(outer)
  return long + 2 * (outer[0] + outer[1] + outer[2] - long)
}

const zoneFor = (card: RateCard, country: string): Zone | undefined =>
  card.zones.find((zone) => zone.countries.includes(country)) ??
  card.zones.find((zone) => zone.countries.includes('*'))

/** What a card asks for a parcel; null where it does not take it. */
export function carriageOf(card: RateCard, parcel: Weighed, country: string): Carriage | null {
  const zone = zoneFor(card, country)
  const tooLong = card.maxLength !== null && longest(parcel.outer) > card.maxLength
  const tooRound = card.maxGirth !== null && girthOf(parcel.outer) > card.maxGirth
  const barred = parcel.hazmat.some((word) => !card.hazmat.includes(word))
  if (!zone || tooLong || tooRound || barred || parcel.grams > card.maxGrams) return null
  const billed = billedGrams(card, parcel)
  const step = zone.steps.find((one) => billed <= one.upToGrams)
  if (!step) return null
  const extra = card.surcharges
    .filter((one) => isDue(one, parcel))
    .reduce((sum, one) => sum + one.minor + Math.ceil((step.minor * one.basisPoints) / 10_000), 0)
  return {
    ...{ cardId: card.id, carrier: card.carrier, service: card.service },
    ...{ minor: step.minor + extra, billedGrams: billed, days: zone.days },
  }
}

function isDue(surcharge: Surcharge, { grams, outer }: Weighed): boolean {
  switch (surcharge.when) {
    case 'always':
      return true
    case 'heavier':
      return grams > surcharge.over
    case 'longer':
      return longest(outer) > surcharge.over
    case 'girth':
      return girthOf(outer) > surcharge.over
  }
}

export interface Shipping {
  readonly cards: readonly RateCard[]
  readonly country: string
  /** Days until the promised day; null: nothing was promised. */
  readonly daysLeft: number | null
}

export interface ChosenCarriage extends Carriage {
  readonly late: boolean
}

/** The cheapest service that keeps the promise; else the fastest, and it is late. Null when none takes the parcel. */
export function chooseCarriage(shipping: Shipping, parcel: Weighed): ChosenCarriage | null {
  let best: ChosenCarriage | null = null
  for (const card of shipping.cards) {
    const carriage = carriageOf(card, parcel, shipping.country)
    if (!carriage) continue
    const late =
      shipping.daysLeft !== null && (carriage.days === null || carriage.days > shipping.daysLeft)
    const next = { ...carriage, late }
    if (!best || isBetter(next, best)) best = next
  }
  return best
}

function isBetter(a: ChosenCarriage, b: ChosenCarriage): boolean {
  if (a.late !== b.late) return !a.late
  const days = (one: ChosenCarriage) => one.days ?? Number.POSITIVE_INFINITY
  if (a.late && days(a) !== days(b)) return days(a) < days(b)
  return a.minor !== b.minor ? a.minor < b.minor : days(a) < days(b)
}
