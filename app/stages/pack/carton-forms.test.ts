import { expect, test } from 'vitest'
import { decideCarton, readAmount } from './carton-form.ts'
import { decideItemFacts } from './item-facts.ts'
import {
  decideRateCard,
  readSurcharges,
  readZones,
  surchargesText,
  zonesText,
} from './rate-card-form.ts'

const box = {
  ...{ name: 'S', kind: 'carton', lengthMm: '200', widthMm: '150', heightMm: '90' },
  ...{ outerLengthMm: '', outerWidthMm: '', outerHeightMm: '', emptyGrams: '90', maxGrams: '5000' },
  ...{ stock: '', maxVolumeMl: '', cost: '0,45' },
}
const wrongIn = (form: object) => {
  const read = decideCarton({ ...box, ...form }, 'EUR')
  return read.ok ? {} : read.refusal.fields
}

test('a carton is read from its form, with the amount as people write it', () => {
  expect(decideCarton(box, 'EUR')).toMatchObject({
    ok: true,
    value: { name: 'S', lengthMm: 200, stock: null, outerLengthMm: null, costMinor: 45n },
  })
  expect(readAmount('12', 'JPY')).toBe(12)
  expect(readAmount('12.5', 'JPY')).toBeNull()
  expect(readAmount('1.255', 'EUR')).toBeNull()
})

test('everything that is wrong with a carton is named at its field', () => {
  expect(wrongIn({ name: ' ', lengthMm: '-3', maxGrams: 'x', cost: 'much' })).toEqual({
    name: 'Give it a name',
    lengthMm: 'At least 1',
    maxGrams: 'Write a whole number',
    cost: 'Write an amount, such as 0.80',
  })
  expect(wrongIn({ emptyGrams: ' ' })).toEqual({ emptyGrams: 'Write a whole number' })
  expect(wrongIn({ maxGrams: '90' })).toEqual({
    maxGrams: 'It must carry more than its own weight',
  })
  expect(wrongIn({ outerLengthMm: '210' })).toHaveProperty('outerHeightMm')
  expect(wrongIn({ outerLengthMm: '190', outerWidthMm: '160', outerHeightMm: '100' })).toEqual({
    outerHeightMm: 'Outside it cannot be smaller than inside',
  })
})

const card = {
  ...{ carrier: 'Parcelnet', service: 'Standard', divisor: '5000', roundUpGrams: '1' },
  ...{ maxGrams: '31500', maxLengthMm: '', maxGirthMm: '3000', hazmat: '3, 4.1' },
  zones: 'de, AT | 2 | 2000: 4.90; 5000: 6,90\n\n* | ? | 5000: 15.90',
  surcharges: 'Fuel | always | 3.5%\nBulky | longer 1200 | 15.00',
}

test('a rate card is read from its tables and written back the same', () => {
  const read = decideRateCard(card, 'EUR')
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  expect(read.value.zones).toEqual([
    {
      ...{ countries: ['DE', 'AT'], days: 2 },
      steps: [
        { upToGrams: 2_000, minor: 490 },
        { upToGrams: 5_000, minor: 690 },
      ],
    },
    { countries: ['*'], days: null, steps: [{ upToGrams: 5_000, minor: 1_590 }] },
  ])
  expect(read.value.surcharges).toMatchObject([
    { when: 'always', basisPoints: 350 },
    { when: 'longer', over: 1_200, minor: 1_500 },
  ])
  const amount = (minor: number) => (minor / 100).toFixed(2)
  expect(readZones(zonesText(read.value.zones, amount), 'EUR')).toMatchObject({
    value: read.value.zones,
  })
  expect(readSurcharges(surchargesText(read.value.surcharges, amount), 'EUR')).toMatchObject({
    value: read.value.surcharges,
  })
})

test('what is wrong in a table is named with its line', () => {
  const said = (zones: string) => {
    const read = readZones(zones, 'EUR')
    return read.ok ? '' : read.refusal
  }
  expect(said('DE | 2 | 2000: 4.90\nGermany | 2 | 2000: 4.90')).toContain('Line 2: GERMANY')
  expect(said('DE | soon | 2000: 4.90')).toContain('Line 1: days')
  expect(said('DE | 2 | 2000 4.90')).toContain('Line 1: a price')
  expect(said('DE | 2 | 2000: 4.90; 1000: 2')).toContain('weights must rise')
  expect(said('DE 2')).toContain('Line 1: write countries')
  expect(said(' ')).toBe('Write at least one zone')
  const bad = decideRateCard(
    { ...card, carrier: '', hazmat: 'x', surcharges: 'Fuel | now | 1' },
    'EUR',
  )
  expect(Object.keys(bad.ok ? {} : bad.refusal.fields).sort()).toEqual([
    'carrier',
    'hazmat',
    'surcharges',
  ])
})

test('an item needs all three sides or none, and one side that may be up', () => {
  const item = { lengthMm: '100', widthMm: '80', heightMm: '50', standsOnHeight: 'on', nestMm: '' }
  const more = { bearsGrams: '', hazmatClass: '', packTogether: '', packApart: '' }
  expect(decideItemFacts({ ...item, ...more })).toMatchObject({
    ok: true,
    value: { lengthMm: 100, standsOnLength: false, nestMm: 0, bearsGrams: null, hazmatClass: null },
  })
  const wrong = decideItemFacts({
    ...{ ...more, lengthMm: '100', widthMm: '', heightMm: '', nestMm: '0', hazmatClass: '12' },
  })
  expect(wrong).toMatchObject({ refusal: { fields: { hazmatClass: expect.any(String) } } })
  const none = decideItemFacts({ ...more, lengthMm: '1', widthMm: '', heightMm: '', nestMm: '0' })
  expect(none).toMatchObject({
    refusal: { fields: { heightMm: expect.any(String), standsOnHeight: expect.any(String) } },
  })
})
