import { type Grams, grams } from '../../../kernel/units.ts'

/** Shopify writes what is missing as null, as "" or not at all: all of it is null here. */
export const orNull = (raw: string | null | undefined): string | null =>
  raw === null || raw === undefined || raw.trim() === '' ? null : raw

/** A product with one variant has one that is called so. */
export const variantTitleOf = (raw: string | null | undefined): string | null =>
  raw === 'Default Title' ? null : orNull(raw)

const gramsPer: Readonly<Record<string, number>> = {
  GRAMS: 1,
  KILOGRAMS: 1000,
  OUNCES: 28.349523125,
  POUNDS: 453.59237,
}

/** What cannot be a weight is none: an order is not lost for it. */
const heaviest = 2_000_000_000

/** @throws RangeError for a unit that is not Shopify's. */
export function gramsOf(weight: { unit: string; value: number } | null): Grams {
  if (weight === null) return grams(0)
  const factor = gramsPer[weight.unit]
  if (factor === undefined) throw new RangeError(`not a unit of weight: ${weight.unit}`)
  const told = Math.round(weight.value * factor)
  return grams(told > heaviest ? 0 : told)
}
