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
