import { expect, test } from 'vitest'
import { money } from '../../../kernel/money.ts'
import {
  answerPlace,
  contractShape,
  judge,
  noContract,
  type OrderForContract,
  readAnswer,
} from '../index.ts'
import { jeweller, knife, plainOrder, ring } from './contract-for-tests.ts'

const openOf = (change: Partial<OrderForContract>) =>
  judge({ ...plainOrder, ...change }, { version: 3, contract: jeweller }).open.map(
    ({ id, problem }) => `${id} ${problem}`,
  )

test('a shop that states nothing asks nothing', () => {
  expect(judge(plainOrder, noContract)).toEqual({ version: 0, complete: true, asked: [], open: [] })
})

test('an order that no rule is about is complete', () => {
  expect(openOf({})).toEqual([])
})

test('each ring is asked about, and everything wrong is named at once', () => {
  const lines = [ring(), knife, ring(['engraving', 'Für immer'], [' SIZE ', 'XL'])]
  expect(openOf({ lines })).toEqual([
    'licence missing',
    'engraving:1 missing',
    'size:1 missing',
    'size:3 not_a_choice',
  ])
})

test('lines that were taken out are not asked about', () => {
  expect(openOf({ lines: [{ ...ring(), quantity: 0 }] })).toEqual([])
})

test('an answer given after the order stands in an attribute that names the line', () => {
  const lines = [knife, ring(['Size', 'm'])]
  const [engraving] = judge(
    { ...plainOrder, lines },
    { version: 1, contract: jeweller },
  ).open.filter(({ need }) => need.key === 'engraving')
  if (!engraving) throw new Error('not asked')
  const { name } = answerPlace(engraving)
  expect(name).toBe('Engraving (line 2)')
  expect(openOf({ lines, attributes: [{ name, value: 'Anna & Bo' }], country: 'FR' })).toEqual([])
})

test('the answers are tidied: a choice as the shop writes it', () => {
  const { asked } = judge(
    { ...plainOrder, lines: [ring(['Engraving', ' Jo\u0301 '], ['Size', 'l'])] },
    { version: 1, contract: jeweller },
  )
  expect(asked.map(({ value }) => value)).toEqual(['Jó', 'L'])
})

test('rules ask by country, tag, channel and value, and only in their own currency', () => {
  expect(openOf({ lines: [knife], country: 'AT' })).toEqual([])
  expect(
    openOf({ lines: [knife], metafields: [{ name: 'custom.licence_number', value: 'AB-12' }] }),
  ).toEqual(['licence pattern'])
  expect(
    openOf({ lines: [knife], metafields: [{ name: 'custom.licence_number', value: 'AB-1234' }] }),
  ).toEqual([])
  expect(openOf({ channel: 'Wholesale' })).toEqual(['tax_id missing'])
  expect(openOf({ total: money('499.99', 'EUR') })).toEqual([])
  expect(openOf({ total: money('500.00', 'EUR') })).toEqual(['delivery_note missing'])
  expect(openOf({ total: money('500.00', 'USD') })).toEqual([])
  expect(openOf({ total: money('500.00', 'EUR'), deliveryKind: 'pickup' })).toEqual([])
  expect(openOf({ total: money('500.00', 'EUR'), note: 'ring twice' })).toEqual([])
})

test.each([
  ['DE 136 695 976', 'FR', true],
  ['136695976', 'DE', true],
  ['DE136695977', 'DE', false],
  ['EL094259216', 'DE', true],
  ['12-3456', 'QA', true],
  ['none', 'DE', false],
])('%s as a tax id of an order to %s: %s', (value, country, good) => {
  const attributes = [{ name: 'vat', value }]
  expect(openOf({ channel: 'wholesale', attributes, country }).length === 0).toBe(good)
})

test.each([
  ['number', '12,5', true],
  ['number', '1,000.50', false],
  ['date', '2026-02-29', false],
  ['date', '24.12.2026', true],
  ['date', '3/4/2026', false],
  ['email', 'anna@example.com', true],
  ['email', 'anna@', false],
  ['phone', '0151 23456789', true],
  ['phone', '12', false],
] as const)('a %s answered with %s', (type, value, good) => {
  const contract = contractShape.parse({
    needs: [
      { key: 'it', label: { en: 'It' }, from: { kind: 'order_attribute', name: 'It' }, type },
    ],
    rules: [{ name: 'All', when: {}, needs: ['it'] }],
  })
  const order = { ...plainOrder, attributes: [{ name: 'It', value }] }
  expect(judge(order, { version: 1, contract }).complete).toBe(good)
})

test('a rule that is switched off asks nothing', () => {
  const contract = contractShape.parse({
    ...jeweller,
    rules: jeweller.rules.map((rule) => ({ ...rule, active: false })),
  })
  expect(judge({ ...plainOrder, lines: [ring()] }, { version: 1, contract }).asked).toEqual([])
})

const needWith = (change: object) => ({
  needs: [{ ...jeweller.needs[0], ...change }],
  rules: [],
})

test.each([
  ['two needs of one name', { needs: [jeweller.needs[0], jeweller.needs[0]], rules: [] }],
  ['a rule that asks for nothing known', { needs: [], rules: jeweller.rules }],
  ['a choice without choices', needWith({ type: 'choice' })],
  ['a metafield without a namespace', needWith({ from: { kind: 'metafield', name: 'licence' } })],
  ['a pattern that cannot be read', needWith({ pattern: '([a-z' })],
  ['a pattern that looks ahead', needWith({ pattern: '(?=a)b' })],
  ['a pattern that is too large', needWith({ pattern: '((a{100}){100}){100}' })],
  [
    'a value without a currency',
    { needs: jeweller.needs, rules: [{ name: 'x', when: { valueFrom: '5' }, needs: ['size'] }] },
  ],
])('%s is not taken as a contract', (_, given) => {
  expect(contractShape.safeParse(given).success).toBe(false)
})

test('a pattern that other engines hang on is answered at once', () => {
  const contract = contractShape.parse({
    ...needWith({ pattern: '(a+)+$', longest: 1000 }),
    rules: [{ name: 'Rings', when: {}, needs: ['engraving'] }],
  })
  const order = { ...plainOrder, lines: [ring(['Engraving', `${'a'.repeat(999)}!`])] }
  const started = performance.now()
  expect(judge(order, { version: 1, contract }).open[0]?.problem).toBe('pattern')
  expect(performance.now() - started).toBeLessThan(500)
})

test('one answer alone can be tried while it is typed', () => {
  const [engraving] = jeweller.needs
  if (!engraving) throw new Error('no need')
  expect(readAnswer(engraving, 'Anna', 'DE')).toEqual({ ok: true, value: 'Anna' })
  expect(readAnswer(engraving, 'x'.repeat(13), 'DE')).toEqual({ ok: false, problem: 'too_long' })
})
