import { describe, expect, test } from 'vitest'
import type { Address } from '../../journey/buyer.ts'
import { addressWords, partsNeeded } from './address.ts'
import { countryCodes } from './countries.ts'
import { cork } from './facts-for-tests.ts'
import { regionsOf } from './regions.ts'

const at = (countryCode: string, change: Partial<Address>): Address => ({
  ...cork,
  provinceCode: null,
  province: null,
  zip: null,
  countryCode,
  ...change,
})

/** Right addresses: [country, street, town, postcode, region code]. */
const right = [
  ['AE', 'شارع الشيخ زايد، برج ٢', 'دبي', null, 'DU'],
  ['AR', 'Av. Corrientes 1234', 'Buenos Aires', 'C1043AAZ', 'C'],
  ['AT', 'Mariahilfer Straße 10/4', 'Wien', '1070', null],
  ['AU', '12/340 Brunswick Street', 'Fitzroy', '3065', 'VIC'],
  ['BE', 'Rue de la Loi 16', 'Bruxelles', '1000', null],
  ['BG', 'бул. Витоша 12', 'София', '1000', null],
  ['BR', 'Avenida Paulista, 1000', 'São Paulo', '01310-100', 'SP'],
  ['CA', '100 Queen Street West', 'Toronto', 'M5H 2N2', 'ON'],
  ['CH', 'Bahnhofstrasse 1', 'Zürich', '8001', null],
  ['CL', 'Av. Providencia 1000', 'Santiago', '7500000', 'RM'],
  ['CN', '建国路88号', '北京市朝阳区', '100022', 'BJ'],
  ['CY', 'Λεωφόρος Μακαρίου 10', 'Λευκωσία', '1065', null],
  ['CZ', 'Na Příkopě 1', 'Praha 1', '110 00', null],
  ['DE', 'Torstraße 1', 'Berlin', '10119', null],
  ['DK', 'Strøget 1', 'København K', '1160', null],
  ['EE', 'Viru 1', 'Tallinn', '10140', null],
  ['ES', 'Calle de la Peña 1, 3.º B', 'Madrid', '28004', 'M'],
  ['FI', 'Mannerheimintie 1', 'Helsinki', '00100', null],
  ['FR', '1 rue de Rivoli', 'Paris', '75001', null],
  ['GB', 'Flat 2, 10 Downing Street', 'London', 'SW1A 2AA', null],
  ['GR', 'Ερμού 10', 'Αθήνα', '105 63', null],
  ['HK', '皇后大道中100號', '中環', null, 'HK'],
  ['HR', 'Ilica 1', 'Zagreb', '10000', null],
  ['HU', 'Andrássy út 1', 'Budapest', '1061', null],
  ['IE', '1 O’Connell Street', 'Dublin 1', null, 'D'],
  ['IE', '1 O’Connell Street', 'Dublin 1', 'D01 F5P2', 'D'],
  ['IL', 'רחוב דיזנגוף 100', 'תל אביב-יפו', '6433222', null],
  ['IL', 'Herzl St 1', 'Haifa', null, null],
  ['IN', '1, M. G. Road', 'Bengaluru', '560001', 'KA'],
  ['IS', 'Laugavegur 1', 'Reykjavík', '101', null],
  ['IT', 'Via XX Settembre 1/B', 'Roma', '00187', 'RM'],
  ['JP', '神宮前1丁目2-3', '渋谷区', '150-0001', 'JP-13'],
  ['KR', '세종대로 1', '종로구', '03051', 'KR-11'],
  ['LT', 'Gedimino pr. 1', 'Vilnius', '01103', null],
  ['LU', '1 Grand-Rue', 'Luxembourg', '1661', null],
  ['LV', 'Brīvības iela 1', 'Rīga', 'LV-1010', null],
  ['MT', '1 Triq ir-Repubblika', 'Il-Belt Valletta', 'VLT 1117', null],
  ['MX', 'Av. Reforma 1', 'Ciudad de México', '06600', 'DF'],
  ['NL', 'Damrak 1', 'Amsterdam', '1012 LG', null],
  ['NO', 'Karl Johans gate 1', 'Oslo', '0154', null],
  ['NZ', '1 Lambton Quay', 'Wellington', '6011', null],
  ['PL', 'ul. Świętokrzyska 1/2', 'Warszawa', '00-360', null],
  ['PT', 'Rua Augusta 1', 'Lisboa', '1100-048', null],
  ['RO', 'Calea Victoriei 1', 'București', '010061', 'B'],
  ['SE', 'Drottninggatan 1', 'Stockholm', '111 51', null],
  ['SG', '1 Orchard Road', null, '238824', null],
  ['SI', 'Čopova 1', 'Ljubljana', '1000', null],
  ['SK', 'Obchodná 1', 'Bratislava', '811 06', null],
  ['TR', 'İstiklal Cd. 1', 'İstanbul', '34430', null],
  ['US', '123 NW Thurman St', 'Portland', '97210', 'OR'],
  ['US', 'PSC 10, Box 200', 'APO', '09128', 'AE'],
  ['ZA', '1 Long Street', 'Cape Town', '8001', 'WC'],
  ['AO', 'Rua Rainha Ginga 1', 'Luanda', null, null],
] as const

describe.each(right)('an address in %s (%s, %s)', (country, address1, city, zip, provinceCode) => {
  const whole = at(country, { address1, city, zip, provinceCode })
  const words = (change: Partial<Address>) => addressWords({ ...whole, ...change }, 'A B', [])
  const need = partsNeeded(country)

  test('is complete', () => {
    expect(words({})).toEqual([])
  })
  test('names each part that is not there, and only that', () => {
    expect(words({ address1: ' ' })).toEqual(['street'])
    expect(words({ city: null })).toEqual(need.city ? ['city'] : [])
    expect(words({ zip: '' })).toEqual(need.postcode ? ['postcode'] : [])
    expect(words({ provinceCode: null })).toEqual(need.region ? ['region'] : [])
    expect(words({ firstName: null, lastName: null, company: null })).toEqual([])
    expect(addressWords(whole, '', [])).toEqual(['name'])
  })
  test('names all parts at once', () => {
    const empty = {
      address1: null,
      city: null,
      zip: null,
      provinceCode: null,
      address2: '3rd floor',
    }
    expect([...words(empty)].sort()).toEqual(
      [
        'street',
        ...(need.city ? ['city'] : []),
        ...(need.postcode ? ['postcode'] : []),
        ...(need.region ? ['region'] : []),
      ].sort(),
    )
  })
})

test('a wrong postcode is named, and where it comes from when that is plain', () => {
  const words = (country: string, zip: string, likely: readonly string[] = []) =>
    addressWords(at(country, { zip, provinceCode: 'OR' }), 'A', likely)
  expect(words('DE', '1011')).toEqual(['postcode_elsewhere'])
  expect(words('DE', '10l15')).toEqual(['postcode_form'])
  expect(words('US', 'M5V 2T6')).toEqual(['postcode_elsewhere:CA'])
  expect(words('FR', 'sw1a 2aa')).toEqual(['postcode_elsewhere:GB'])
  expect(words('IE', '10115', ['DE'])).toEqual(['postcode_elsewhere:DE'])
  expect(words('NL', '1012')).toEqual(['postcode_elsewhere'])
  expect(words('JP', 'none')).toContain('postcode_form')
})

test('an address with nothing in it but a country is a missing address', () => {
  expect(addressWords(null, 'A', [])).toEqual(['address'])
  expect(addressWords(at('DE', { address1: '', city: null }), 'A', [])).toEqual(['address'])
})

test('a country that is missing or does not exist is named', () => {
  expect(addressWords(at('', { zip: '1' }), 'A', [])).toEqual(['country'])
  expect(addressWords(at('QX', { zip: '1' }), 'A', [])).toEqual(['country_unknown'])
})

test('a state that is none of the country is named where the list is settled', () => {
  const us = at('US', { zip: '97210', provinceCode: 'ON', province: 'Ontario' })
  expect(addressWords(us, 'A', [])).toEqual(['region_unknown'])
  expect(addressWords({ ...us, provinceCode: null, province: 'oregon' }, 'A', [])).toEqual([])
})

test('every country asks for a street, and every region list can be read', () => {
  expect(countryCodes.length).toBeGreaterThan(245)
  for (const country of countryCodes) {
    expect(partsNeeded(country).street).toBe(true)
    for (const { code, name } of regionsOf(country)) expect(code && name).toBeTruthy()
  }
})
