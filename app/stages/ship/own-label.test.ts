import { expect, test } from 'vitest'
import { type OwnLabelProblem, ownLabelWords, readOwnLabel } from './own-label.ts'

const read = (carrier: string, number: string, url = '') => readOwnLabel({ carrier, number, url })

test('blanks, scanners’ control signs and small letters are cleaned away', () => {
  expect(read(' fed  ex ', '\u001d 9999 8888\u200b 7777\r\n')).toEqual({
    ok: true,
    value: {
      carrierName: 'FedEx',
      trackingNumber: '999988887777',
      trackingUrl: 'https://www.fedex.com/fedextrack/?trknbr=999988887777',
    },
  })
})

test('a number that is certainly one carrier’s names the carrier', () => {
  expect(read('', '1z5r89390357567127')).toMatchObject({
    ok: true,
    value: {
      carrierName: 'UPS',
      trackingUrl: 'https://www.ups.com/track?tracknum=1Z5R89390357567127',
    },
  })
})

test('a carrier nobody knows keeps its name, and the link that was typed', () => {
  expect(read('Bike  Courier Ltd', 'BC-000123', ' https://bike.example/t/123 ')).toEqual({
    ok: true,
    value: {
      carrierName: 'Bike Courier Ltd',
      trackingNumber: 'BC-000123',
      trackingUrl: 'https://bike.example/t/123',
    },
  })
  expect(read('Bike Courier', 'BC-000123')).toMatchObject({ value: { trackingUrl: null } })
})

test.each<[string, string, string, string, OwnLabelProblem[]]>([
  ['nothing typed', '', '', '', ['carrier_missing', 'number_missing']],
  ['blanks only', '  ', ' \t ', '', ['carrier_missing', 'number_missing']],
  ['a sentence', 'DHL', 'no number yet!', '', ['number_odd_signs', 'number_no_digits']],
  ['zeros', 'DHL', '00000000', '', ['number_is_filler']],
  ['too short', 'DHL', '12', '', ['number_too_short']],
  ['two scans in one', 'DHL', '1'.repeat(10) + '2'.repeat(40), '', ['number_too_long']],
  ['another carrier’s number', 'FedEx', '1Z5R89390357567127', '', ['number_of_another_carrier']],
  ['a link that runs code', 'DHL', 'ABC123456', 'javascript:alert(1)', ['url_not_https']],
])('%s is refused with what is wrong', (_what, carrier, number, url, problems) => {
  expect(read(carrier, number, url)).toEqual({ ok: false, refusal: problems })
})

test('every problem has words for people', () => {
  for (const words of Object.values(ownLabelWords)) expect(words).toMatch(/^[A-Z].+/)
})
