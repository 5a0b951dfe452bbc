import { expect, test } from 'vitest'
import { type Address, addressForPeople, addressLines } from './buyer.ts'

const address = (change: Partial<Address>): Address => ({
  ...{ firstName: 'Ana', lastName: 'Kos', company: null, address1: 'Trg 5', address2: ' ' },
  ...{ city: 'Maribor', provinceCode: null, province: null, zip: '2000', countryCode: 'SI' },
  ...{ phone: null, ...change },
})

test('an address is written as its country’s post reads it', () => {
  expect(addressLines(address({}))).toEqual(['Ana Kos', 'Trg 5', '2000 Maribor', 'SI'])
  const dublin = { city: 'Dublin 6', provinceCode: 'D', zip: 'D06 C8X4', countryCode: 'IE' }
  expect(addressLines(address(dublin)).at(-2)).toBe('Dublin 6 D06 C8X4')
  const york = { city: 'New York', provinceCode: 'NY', zip: '10001', countryCode: 'us' }
  expect(addressLines(address(york)).at(-2)).toBe('New York NY 10001')
  const milan = { city: 'Milano', provinceCode: 'MI', zip: '20121', countryCode: 'IT' }
  expect(addressLines(address(milan)).at(-2)).toBe('20121 Milano MI')
})

test('people read the country by its name; what is not a code stays as it is', () => {
  expect(addressForPeople(address({})).at(-1)).toBe('Slovenia')
  expect(addressForPeople(address({ countryCode: null })).at(-1)).toBe('2000 Maribor')
  expect(addressForPeople(address({ countryCode: 'Slovenia' })).at(-1)).toBe('Slovenia')
})
