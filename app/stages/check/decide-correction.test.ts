import { expect, test } from 'vitest'
import type { OrderFacts } from './complete.ts'
import { type Answers, type FieldName, fieldsToShow } from './correction-fields.ts'
import { correctionForm } from './correction-form.ts'
import { decideCorrection } from './decide-correction.ts'
import { buyer, cork, goingTo, wholeOrder } from './facts-for-tests.ts'

const plainly = { insist: false, waive: [], language: 'en' } as const
const form = (facts: OrderFacts, names: readonly FieldName[], typed: Answers = {}) =>
  correctionForm(facts, { names, typed, errors: {}, language: 'en' })
const emptyHanded: OrderFacts = {
  ...wholeOrder,
  buyer: { ...buyer, email: '', shipTo: null, billTo: null },
}

test('a customer is asked only for what is missing', () => {
  const noStreet = goingTo({ address1: null, countryCode: 'DE', zip: '10115' })
  expect(fieldsToShow(noStreet, ['street'], false)).toEqual(['address1', 'address2'])
  expect(fieldsToShow(emptyHanded, ['address', 'email'], false)).toEqual([
    'email',
    'firstName',
    'lastName',
    'company',
    'address1',
    'address2',
    'city',
    'zip',
    'country',
    'phone',
  ])
  expect(fieldsToShow(noStreet, ['shipping_line', 'item:1'], false)).toEqual([])
})

test('a state is offered by the list of its country', () => {
  const us = goingTo({ countryCode: 'US', zip: '97202', provinceCode: null })
  const [field] = form(us, fieldsToShow(us, ['region'], false))
  expect(field).toMatchObject({ label: 'State', type: 'select', required: true })
  expect(field?.choices).toContainEqual({ value: 'OR', label: 'Oregon' })
})

test('a region is asked for once the country is chosen that has one', () => {
  const names = fieldsToShow(emptyHanded, ['address'], false)
  const typed = { country: 'JP', zip: '1500001' }
  expect(form(emptyHanded, names, typed).map(({ name }) => name)).toContain('region')
})

test('a whole address makes an order complete, written as its post writes it', () => {
  const answers = {
    email: ' aoife@example.com ',
    firstName: 'さくら',
    lastName: '佐藤',
    company: '',
    address1: '神宮前1丁目2-3',
    address2: '',
    city: '渋谷区',
    zip: '〒1500001',
    region: 'JP-13',
    country: 'jp',
    phone: '090-1234-5678',
  }
  const decided = decideCorrection(emptyHanded, answers, plainly)
  expect(decided).toMatchObject({
    ok: true,
    value: {
      correction: {
        email: 'aoife@example.com',
        shipTo: {
          zip: '150-0001',
          provinceCode: 'JP-13',
          province: 'Tōkyō',
          countryCode: 'JP',
          phone: '+819012345678',
          company: null,
        },
      },
      waived: [],
      insisted: [],
    },
  })
})

test('everything that is still wrong is said at once, beside its field', () => {
  const decided = decideCorrection(
    emptyHanded,
    {
      email: 'aoife@',
      lastName: '',
      address1: '1 Main St',
      city: '',
      zip: 'M5V 2T6',
      country: 'US',
      phone: '12',
    },
    plainly,
  )
  expect(decided.ok ? [] : decided.refusal.map(({ field }) => field)).toEqual([
    'city',
    'region',
    'zip',
    'email',
    'phone',
  ])
  expect(decided.ok ? '' : decided.refusal[2]?.text).toBe(
    'This looks like a postcode of Canada, but your order goes to the United States. Please check both.',
  )
})

test('what was not asked stays as it was', () => {
  const facts = goingTo({ countryCode: 'DE', zip: '1011', city: 'Berlin', address2: 'Hinterhaus' })
  const decided = decideCorrection(facts, { zip: '10115' }, plainly)
  expect(decided).toMatchObject({
    ok: true,
    value: {
      changed: ['zip'],
      correction: {
        shipTo: { zip: '10115', city: 'Berlin', address2: 'Hinterhaus', firstName: 'Aoife' },
      },
    },
  })
})

test('a state of the old country does not stay when the country changes', () => {
  const facts = goingTo({
    countryCode: 'US',
    zip: 'T12 W8KP',
    provinceCode: 'OR',
    province: 'Oregon',
  })
  const decided = decideCorrection(facts, { zip: 'T12 W8KP', city: 'Cork', country: 'IE' }, plainly)
  expect(decided.ok && decided.value.correction.shipTo).toMatchObject({
    provinceCode: null,
    province: null,
    countryCode: 'IE',
  })
})

test('a phone number that does not work may be left out', () => {
  const facts: OrderFacts = {
    ...goingTo({ phone: null }),
    buyer: { ...goingTo({}).buyer, phone: '+12' },
  }
  expect(decideCorrection(facts, { phone: '' }, plainly)).toMatchObject({
    ok: true,
    value: { waived: ['phone_form'] },
  })
})

test('a customer may insist on a postcode, and the office hears of it; not on an empty street', () => {
  const facts = goingTo({ countryCode: 'DE', zip: '1011' })
  const insist = { ...plainly, insist: true } as const
  expect(decideCorrection(facts, { zip: '1011' }, insist)).toMatchObject({
    ok: true,
    value: { insisted: ['postcode_elsewhere'] },
  })
  expect(decideCorrection(facts, { zip: '1011', address1: '' }, insist)).toMatchObject({
    ok: false,
  })
})

test('what a person of the shop waives is not asked for again', () => {
  const facts: OrderFacts = {
    ...wholeOrder,
    buyer: { ...buyer, email: null, shipTo: { ...cork, zip: 'x' } },
  }
  expect(
    decideCorrection(facts, {}, { ...plainly, waive: ['email', 'postcode_form'] }),
  ).toMatchObject({
    ok: true,
    value: { waived: ['email', 'postcode_form'], correction: {} },
  })
})

test('digital goods ask for an e-mail and leave any address alone', () => {
  const facts: OrderFacts = { ...emptyHanded, deliveryKind: 'digital' }
  expect(fieldsToShow(facts, ['email'], false)).toEqual(['email'])
  const decided = decideCorrection(facts, { email: 'a@example.com', city: 'Cork' }, plainly)
  expect(decided.ok && decided.value.correction).toEqual({ email: 'a@example.com' })
})
