import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { type Country, countries } from './countries/index.ts'
import type { Name } from './countries/shape.ts'
import { fill, type Random, randomOf } from './random.ts'
import type { SeedAddress } from './shapes.ts'

export interface Person {
  readonly country: Country
  /** null: known by one name only. */
  readonly firstName: string | null
  readonly lastName: string
  readonly email: string
  /** E.164. */
  readonly phone: string
  readonly address: SeedAddress
}

const longNames: readonly (readonly [first: Name, last: Name])[] = [
  [
    ['Wolfgang Maximilian Theodor Amadeus Friedrich-Wilhelm', 'wolfgang'],
    ['von Wolfeschlegelsteinhausenbergerdorff und zu Schwarzburg-Rudolstadt', 'wolfeschlegel'],
  ],
  [
    ['María de los Ángeles Guadalupe Inmaculada Concepción', 'maria'],
    ['Fernández de la Vega y Montenegro de Castro-Villalobos', 'fernandez'],
  ],
  [
    ['Thirunavukkarasu Ponnambalam', 'thiru'],
    ['Venkatanarasimharajuvaripeta Subramaniam', 'venkata'],
  ],
]
const oneNames: readonly Name[] = ['Sukarno', 'Teller', ['Πυθαγόρας', 'pythagoras'], 'Jónsdóttir']
const companies = [
  'Bäckerei Groß GmbH',
  'Marlow & Sons Ltd',
  '株式会社 青空',
  'Studio “Nord” S.r.l.',
  'Kelly Plumbing',
]
const mailHosts = ['example.com', 'example.org', 'example.net']

const written = (name: Name): string => (typeof name === 'string' ? name : name[0])

/** Letters an e-mail address can carry; a Latin letter loses its marks. */
function latin(name: Name): string {
  const text = typeof name === 'string' ? name : name[1]
  return text
    .replace(/ß/g, 'ss')
    .replace(/[łŁ]/g, 'l')
    .replace(/ı/g, 'i')
    .replace(/œ/gi, 'oe')
    .replace(/ĳ/gi, 'ij')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

function nameOf(random: Random, country: Country): { first: Name | null; last: Name } {
  if (random.chance(0.02)) {
    const [first, last] = random.pick(longNames)
    return { first, last }
  }
  if (random.chance(0.01)) return { first: null, last: random.pick(oneNames) }
  const from = random.chance(0.06) ? random.pick(countries) : country
  return { first: random.pick(from.first), last: random.pick(from.last) }
}

/** A phone as people type it: mostly with the country code, now and then as at home. */
export function asTyped(random: Random, phone: string): string {
  const parsed = parsePhoneNumberFromString(phone)
  if (!parsed) throw new RangeError(`not a phone number: "${phone}"`)
  if (random.chance(0.6)) return phone
  return random.chance(0.5) ? parsed.formatInternational() : parsed.formatNational()
}

/** The buyer with this number in this seed; the same number is the same person. */
export function personOf(seed: number, number: number): Person {
  const random = randomOf(seed, 'person', number)
  const country = random.weighted(countries.map((one) => [one.weight, one] as const))
  const { first, last } = nameOf(random, country)
  const phone = fill(random, random.pick(country.phones))
  const place = random.pick(country.places)
  const firstName = first === null ? null : written(first)
  const mailName = [first === null ? '' : latin(first), latin(last)].filter(Boolean).join('.')
  return {
    country,
    firstName,
    lastName: written(last),
    email: `${mailName}${number}@${random.pick(mailHosts)}`,
    phone,
    address: {
      firstName,
      lastName: written(last),
      company: random.chance(0.08) ? random.pick(companies) : null,
      address1: fill(random, random.pick(place.streets ?? country.streets)),
      address2: random.chance(0.3) ? fill(random, random.pick(country.seconds)) : null,
      city: place.city,
      provinceCode: place.province?.[0] ?? null,
      province: place.province?.[1] ?? null,
      zip: place.zips.length > 0 ? random.pick(place.zips) : null,
      countryCode: country.code,
      country: country.name,
      phone: random.chance(0.75) ? asTyped(random, phone) : null,
    },
  }
}
