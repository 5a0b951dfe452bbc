import { expect, test } from 'vitest'
import { addressRows } from './address-rows.ts'
import { countryOfPostcode, examplePostcode, readPostcode } from './postcode.ts'

/** [country, as people write it, as its post writes it] */
const accepted = [
  ['AR', 'c1070aam', 'C1070AAM'],
  ['AT', 'A-1010', '1010'],
  ['AU', '0800', '0800'],
  ['BE', 'B-1000', '1000'],
  ['BG', '1000', '1000'],
  ['BR', '01310100', '01310-100'],
  ['CA', 'm5v2t6', 'M5V 2T6'],
  ['CH', 'CH-8001', '8001'],
  ['CZ', '11000', '110 00'],
  ['DE', 'D-10115', '10115'],
  ['DE', ' 10115 ', '10115'],
  ['DK', 'DK-2100', '2100'],
  ['ES', '08001', '08001'],
  ['FI', 'FI-00100', '00100'],
  ['FR', '75 001', '75001'],
  ['GB', 'ec1y8sy', 'EC1Y 8SY'],
  ['GB', 'M2 5BQ', 'M2 5BQ'],
  ['GB', 'W1A-4ZZ', 'W1A 4ZZ'],
  ['GB', 'BFPO 61', 'BFPO 61'],
  ['GR', '10558', '105 58'],
  ['HU', '1051', '1051'],
  ['IE', 'd6wxr60', 'D6W XR60'],
  ['IE', 'T12 W8KP', 'T12 W8KP'],
  ['IL', '6423806', '6423806'],
  ['IN', '110001', '110001'],
  ['IT', 'I-00153', '00153'],
  ['JP', '〒１５０－０００１', '150-0001'],
  ['JP', '1500001', '150-0001'],
  ['KR', '03051', '03051'],
  ['LU', 'L-4750', '4750'],
  ['LV', '1050', '1050'],
  ['MX', '06700', '06700'],
  ['NL', '1012ab', '1012 AB'],
  ['NO', '0158', '0158'],
  ['NZ', '6011', '6011'],
  ['PL', '00021', '00-021'],
  ['PT', '1250096', '1250-096'],
  ['RO', '060274', '060274'],
  ['SE', 'SE-114 55', '114 55'],
  ['SG', '546080', '546080'],
  ['SK', '81108', '811 08'],
  ['TR', '34110', '34110'],
  ['US', '97202 1110', '97202-1110'],
  ['US', '05401', '05401'],
  ['ZA', '8001', '8001'],
  ['AE', 'P.O. Box 12', 'P.O. Box 12'],
  ['HK', '', ''],
] as const

test.each(accepted)('%s: %s is read as %s', (country, typed, written) => {
  expect(readPostcode(country, typed)).toBe(written)
})

/** [country, what is no postcode there] */
const refused = [
  ['AU', '30655'],
  ['AT', '10101'],
  ['BE', '100'],
  ['BG', '10000'],
  ['BR', '01310-10'],
  ['CA', 'D5V 2T6'],
  ['CA', 'M5V 2T'],
  ['CH', '80011'],
  ['CZ', '1100'],
  ['DE', '1011'],
  ['DE', '10 115'],
  ['DE', '1O115'],
  ['DK', '21000'],
  ['ES', '0800'],
  ['FI', '0010'],
  ['FR', '7501'],
  ['GB', 'RH6 OHP'],
  ['GB', 'XX1 1AA'],
  ['GB', 'EC1Y 8S'],
  ['GR', '1055'],
  ['IE', 'D08'],
  ['IE', 'B08 X4P2'],
  ['IL', '642380'],
  ['IN', '010001'],
  ['IT', '0015'],
  ['JP', '150-001'],
  ['KR', '0305'],
  ['MX', '6700'],
  ['NL', '0123 AB'],
  ['NL', '1012'],
  ['NO', '158'],
  ['PL', '00-02'],
  ['PT', '1250'],
  ['SE', '1145'],
  ['SG', '54608'],
  ['US', '9720'],
  ['US', '97202-11'],
  ['ZA', '80011'],
] as const

test.each(refused)('%s: %s is no postcode there', (country, typed) => {
  expect(readPostcode(country, typed)).toBeNull()
})

test('the example of every country is a postcode of that country, written as its post does', () => {
  for (const [country, , forms] of addressRows) {
    if (!forms) continue
    const example = examplePostcode(country)
    expect(`${country} ${readPostcode(country, example)}`).toBe(`${country} ${example}`)
  }
})

test('a postcode of another country is traced to it where only one writes them so', () => {
  expect(countryOfPostcode('M5V 2T6', 'US', [])).toBe('CA')
  expect(countryOfPostcode('D08 X4P2', 'DE', [])).toBe('IE')
  expect(countryOfPostcode('00-021', 'DE', [])).toBe('PL')
  expect(countryOfPostcode('EC1Y 8SY', 'FR', [])).toBe('GB')
  expect(countryOfPostcode('01310-100', 'DE', [])).toBe('BR')
})

test('where many countries write postcodes so, the one the bill goes to is named', () => {
  expect(countryOfPostcode('3065', 'DE', [])).toBe('many')
  expect(countryOfPostcode('3065', 'DE', ['FR', 'AU'])).toBe('AU')
  expect(countryOfPostcode('no idea', 'DE', ['AU'])).toBeNull()
})
