import { americasOceania } from './americas-oceania.ts'
import { asia } from './asia.ts'
import { europeSouthEast } from './europe-south-east.ts'
import { europeWest } from './europe-west.ts'
import { islands } from './islands.ts'
import type { Country } from './shape.ts'

export type { Country } from './shape.ts'

/** Where the shop's buyers live. */
export const countries: readonly Country[] = [
  ...islands,
  ...europeWest,
  ...europeSouthEast,
  ...americasOceania,
  ...asia,
]

export function countryOf(code: string): Country {
  const found = countries.find((country) => country.code === code)
  if (!found) throw new RangeError(`the seed has no buyers in "${code}"`)
  return found
}
