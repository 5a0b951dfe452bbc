import { countries } from './countries/index.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { SeedAddress, SeedOrder } from './shapes.ts'

export type Fault = SeedOrder['faults'][number]

/** One order in eight is wrong. */
const shareWrong = 1 / 8

const whenShipped: readonly (readonly [weight: number, faults: readonly Fault[]])[] = [
  [18, ['address_null']],
  [9, ['address_absent']],
  [27, ['address_half_empty']],
  [16, ['postcode_of_another_country']],
  [8, ['email_empty']],
  [5, ['email_absent']],
  [4, ['customer_null']],
  [7, ['no_shipping_line']],
  [3, ['address_half_empty', 'email_empty']],
  // As recorded from live stores: address, customer and e-mail are missing together.
  [3, ['address_null', 'customer_null', 'email_empty']],
]

const whenNotShipped: readonly (readonly [weight: number, faults: readonly Fault[]])[] = [
  [5, ['email_empty']],
  [3, ['email_absent']],
  [2, ['customer_null']],
]

/** What is wrong with the next order; mostly nothing. */
export function drawFaults(
  random: Random,
  delivery: SeedOrder['delivery'],
  person: Person,
): readonly Fault[] {
  if (!random.chance(shareWrong)) return []
  const drawn = random.weighted(delivery === 'shipping' ? whenShipped : whenNotShipped)
  const noPostcodes = person.country.postcode === null
  return drawn.map((fault) =>
    fault === 'postcode_of_another_country' && noPostcodes ? 'address_half_empty' : fault,
  )
}

/** A postcode that is right somewhere else and has the wrong form here. */
export function foreignPostcode(random: Random, person: Person): string {
  const here = person.country.postcode
  const elsewhere = countries
    .flatMap(({ places }) => places.flatMap(({ zips }) => zips))
    .filter((zip) => here !== null && !here.test(zip))
  return random.pick(elsewhere)
}

/** The address as a hurried form left it: always at least one thing missing that no parcel goes without. */
export function halfEmpty(random: Random, whole: SeedAddress): SeedAddress {
  const blank = random.chance(0.5) ? null : ''
  const noPlace = { city: blank, zip: whole.zip === null ? null : blank }
  const noProvince = { province: null, provinceCode: null }
  return {
    ...whole,
    ...random.pick<Partial<SeedAddress>>([
      { address1: blank },
      noPlace,
      { ...noPlace, ...noProvince },
      { firstName: blank, lastName: blank, address1: blank, address2: null },
      { address1: blank, address2: null, ...noPlace, ...noProvince, phone: null },
    ]),
  }
}
