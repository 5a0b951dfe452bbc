import { expect, test } from 'vitest'
import { detectCarrier } from './detect-carrier.ts'
import { findCarrier, knownCarriers, trackingPageOf } from './known-carriers.ts'

test.each([
  ['1Z5R89390357567127', 'UPS'],
  [' 1 Z 8 V 9 2 A 7 0 3 6 7 2 0 3 0 2 4 ', 'UPS'],
  ['1zxx3150yw44070023', 'UPS'],
  ['9400 1112 0108 0805 4830 16', 'USPS'],
  ['420787459400111206206406260787', 'USPS'],
  ['RB123456785GB', 'Royal Mail'],
  ['RB123456785US', 'USPS'],
  ['JJD0002257639032011', 'Yodel'],
  ['JVGL0999999990', 'DHL Express'],
  ['TBA123456789012', 'Amazon'],
])('%s is certainly a number of %s', (number, carrier) => {
  expect(detectCarrier(number)).toBe(carrier)
})

test.each([
  ['a changed check digit', '1Z5R89390357567128'],
  ['a changed check digit of a post', 'RB123456786US'],
  ['a country without a post we know', 'RB123456785XX'],
  ['ten digits, which many carriers use', '3318810025'],
  ['twelve digits, which many carriers use', '986578788855'],
  ['nothing', ''],
])('%s names no carrier', (_what, number) => {
  expect(detectCarrier(number)).toBeNull()
})

test('every carrier that is detected has a page to follow the parcel on', () => {
  for (const number of ['1Z5R89390357567127', 'RB123456785GB', 'JVGL0999999990'])
    expect(trackingPageOf(detectCarrier(number) ?? '', number)).toContain(number)
})

test('a known carrier is found however its name is written, another one is not', () => {
  expect(findCarrier('fed ex')?.name).toBe('FedEx')
  expect(findCarrier(' D.H.L. ')?.name).toBe('DHL')
  expect(findCarrier('Onkel Otto')).toBeNull()
  expect(trackingPageOf('Onkel Otto', '1')).toBeNull()
  expect(trackingPageOf('GLS', 'A/B C')).toBe('https://gls-group.eu/track/A%2FB%20C')
})

test('each known carrier has one place for the number, over https', () => {
  for (const { url } of knownCarriers)
    expect([new URL(url).protocol, url.split('%s').length]).toEqual(['https:', 2])
})
