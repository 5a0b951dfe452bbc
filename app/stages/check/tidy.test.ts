import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Address } from '../../journey/buyer.ts'
import { cork } from './facts-for-tests.ts'
import { slipsInWords, tidyAddress } from './tidy.ts'

const at = (change: Partial<Address>): Address => ({
  ...cork,
  provinceCode: null,
  province: null,
  phone: null,
  ...change,
})

test.each([
  [
    'spaces and case of a postcode',
    { countryCode: 'NL', zip: '1012ab' },
    { zip: '1012 AB' },
    'postcode',
  ],
  [
    'a country sign in front of one',
    { countryCode: 'DE', zip: 'D-10115' },
    { zip: '10115' },
    'postcode',
  ],
  [
    'a postcode before the town',
    { countryCode: 'DE', city: '10115 Berlin', zip: null },
    { city: 'Berlin', zip: '10115' },
    'postcode_in_city',
  ],
  [
    'a postcode of two parts behind the town',
    { countryCode: 'GB', city: 'London, sw1a 1aa', zip: '' },
    { city: 'London', zip: 'SW1A 1AA' },
    'postcode_in_city',
  ],
  [
    'a postcode said twice',
    { countryCode: 'FR', city: '75001 Paris', zip: '75001' },
    { city: 'Paris', zip: '75001' },
    'postcode_in_city',
  ],
  [
    'town and postcode the other way round',
    { countryCode: 'ES', city: '28039', zip: 'Madrid', provinceCode: 'M', province: 'Madrid' },
    { city: 'Madrid', zip: '28039' },
    'swapped',
  ],
  [
    'a region by its name',
    { countryCode: 'US', city: 'Portland', zip: '97201', province: 'oregon' },
    { provinceCode: 'OR', province: 'Oregon' },
    'region',
  ],
  [
    'a region by another of its names',
    { countryCode: 'IE', province: 'Co. Cork' },
    { provinceCode: 'CO', province: 'Cork' },
    'region',
  ],
  [
    'a region that only the postcode tells',
    { countryCode: 'US', city: 'Portland', zip: '97201' },
    { provinceCode: 'OR', province: 'Oregon' },
    'region_of_postcode',
  ],
  [
    'a country in small letters',
    { countryCode: 'de', zip: '10115' },
    { countryCode: 'DE' },
    'country',
  ],
  [
    'a phone number without country code',
    { countryCode: 'DE', zip: '10115', phone: '0151 23456789' },
    { phone: '+4915123456789' },
    'phone',
  ],
] as const)('%s is put right without asking', (_, given, right, slip) => {
  const { address, found } = tidyAddress(at(given))
  expect(address).toMatchObject(right)
  expect(found).toContain(slip)
})

test.each([
  ['two postcodes that differ', { countryCode: 'FR', city: '75001 Paris', zip: '69001' }],
  [
    'a town with a number that is no postcode',
    { countryCode: 'FR', city: 'Paris 8', zip: '75008' },
  ],
  ['a town of digits and no postcode', { countryCode: 'DE', city: 'Halle 7', zip: '' }],
  ['a wrong postcode', { countryCode: 'DE', zip: '1011' }],
  ['a postcode of another country', { countryCode: 'DE', zip: 'SW1A 1AA' }],
  ['a region that is of another country', { countryCode: 'US', zip: '97201', province: 'Bavaria' }],
  ['a phone number that is none', { countryCode: 'DE', zip: '10115', phone: '12' }],
  ['an address that is right', { countryCode: 'DE', zip: '10115', city: 'Berlin' }],
  ['a postcode in two regions', { countryCode: 'US', zip: '03579', city: 'Errol' }],
  [
    'digits beside a town in a country without postcodes',
    { countryCode: 'AE', city: 'Dubai 1234' },
  ],
])('%s is left for somebody to decide', (_, given) => {
  expect(tidyAddress(at(given)).found).toEqual([])
})

const text = fc.option(
  fc.oneof(
    fc.constantFrom('10115', 'Berlin', 'sw1a 1aa', '1012ab', 'Oregon', '97201', ' ', '75001 Paris'),
    fc.string({ maxLength: 12 }),
  ),
)

test('tidying twice changes nothing more, and says nothing of anybody', () => {
  const addresses = fc.record({
    countryCode: fc.constantFrom('DE', 'gb', 'US', 'FR', 'IE', 'AE', 'JP', ''),
    city: text,
    zip: text,
    province: text,
    provinceCode: text,
    phone: text,
  })
  fc.assert(
    fc.property(addresses, (given) => {
      const once = tidyAddress(at(given))
      expect(tidyAddress(once.address).found).toEqual([])
      expect(slipsInWords(once.found)).not.toMatch(/\d/)
    }),
    { numRuns: 500 },
  )
})
