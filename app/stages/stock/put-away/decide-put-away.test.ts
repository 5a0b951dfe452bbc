import { expect, test } from 'vitest'
import { putAwayRule } from '../stock-rules.ts'
import { type BinAsItIs, decidePutAway, type GoodsToPutAway, ruleWords } from './decide-put-away.ts'

const goods = (change: Partial<GoodsToPutAway> = {}): GoodsToPutAway => ({
  ...{ itemId: 'cup', lotId: null, productType: 'Mugs', vendor: 'Harbour', tags: ['fragile'] },
  ...{ grams: 300, pieceMl: 400, quantity: 10, salesClass: 'B', ...change },
})
const bin = (code: string, change: Partial<BinAsItIs> = {}): BinAsItIs => ({
  ...{ binId: code, code, zone: code.slice(0, 1), kind: 'pick', walk: Number(code.slice(-2)) },
  ...{ maxPieces: null, maxMl: null, pieces: 0, ml: 0, ofItem: 0, ofLot: 0, wasHome: false },
  ...change,
})
const rule = (given: object) => putAwayRule.parse(given)
const first = (...given: Parameters<typeof decidePutAway>) => decidePutAway(...given)[0]

test('the same goods come before their last home, before an empty bin, before other goods', () => {
  const bins = [
    bin('A-01', { pieces: 3 }),
    bin('A-02'),
    bin('A-03', { wasHome: true }),
    bin('A-04', { pieces: 5, ofItem: 5, wasHome: true }),
  ]
  expect(decidePutAway(goods(), bins, [])).toEqual([
    { binId: 'A-04', code: 'A-04', fits: 10, reason: '5 of it lie there' },
    { binId: 'A-03', code: 'A-03', fits: 10, reason: 'it lay there before, empty now' },
    { binId: 'A-02', code: 'A-02', fits: 10, reason: 'empty' },
    { binId: 'A-01', code: 'A-01', fits: 10, reason: 'other goods lie there, too' },
  ])
})

test('a bin that takes all comes before one that takes a part, and says so', () => {
  const bins = [
    bin('A-01', { ofItem: 8, pieces: 8, maxPieces: 12 }),
    bin('A-02', { maxMl: 4_000 }),
    bin('A-03', { maxPieces: 9 }),
    bin('A-04', { maxMl: 300 }),
  ]
  const [best, ...others] = decidePutAway(goods(), bins, [])
  expect(best).toMatchObject({ code: 'A-02', fits: 10 })
  expect(others.map(({ code, fits }) => [code, fits])).toEqual([
    ['A-01', 4],
    ['A-03', 9],
  ])
  expect(others[0]?.reason).toBe('8 of it lie there; takes 4 of 10')
})

test('best sellers go near the start of the walk, what is hardly sold far from it', () => {
  const bins = [bin('A-05'), bin('A-01'), bin('A-09')]
  expect(first(goods({ salesClass: 'A' }), bins, [])?.code).toBe('A-01')
  expect(first(goods({ salesClass: 'C' }), bins, [])).toMatchObject({
    code: 'A-09',
    reason: 'empty, far from the start for what is hardly sold',
  })
})

test('the first rule that fits says where, whatever lies elsewhere', () => {
  const rules = [
    rule({ productType: 'Books', zone: 'A' }),
    rule({ productType: 'mugs', fromPieces: 100, kind: 'reserve' }),
    rule({ tag: 'fragile', zone: 'b' }),
  ]
  const bins = [
    bin('A-01', { ofItem: 5, pieces: 5 }),
    bin('B-02'),
    bin('R-01', { kind: 'reserve' }),
  ]
  expect(first(goods(), bins, rules)).toMatchObject({
    code: 'B-02',
    reason: 'tagged fragile goes to zone b; empty',
  })
  expect(first(goods({ quantity: 100 }), bins, rules)?.code).toBe('R-01')
  expect(first(goods({ productType: 'Books', tags: [] }), bins, rules)?.code).toBe('A-01')
})

test('without a rule the reserve takes what no pick bin has room for', () => {
  const bins = [bin('A-01', { maxPieces: 4 }), bin('R-01', { kind: 'reserve' })]
  expect(decidePutAway(goods(), bins, [])).toMatchObject([
    { code: 'R-01', fits: 10, reason: 'no pick bin has room for more; empty' },
    { code: 'A-01', fits: 4 },
  ])
})

test('a lot lies with its own before it lies with another', () => {
  const bins = [
    bin('A-01', { ofItem: 5, pieces: 5 }),
    bin('A-02'),
    bin('A-03', { ofItem: 2, ofLot: 2, pieces: 2 }),
  ]
  expect(decidePutAway(goods({ lotId: 'L' }), bins, []).map(({ code }) => code)).toEqual([
    'A-03',
    'A-02',
    'A-01',
  ])
})

test('nothing is suggested where nothing has room', () => {
  expect(decidePutAway(goods(), [bin('A-01', { maxPieces: 5, pieces: 5 })], [])).toEqual([])
})

test('a rule is said in words', () => {
  const one = rule({ productType: 'Mugs', vendor: 'Harbour', fromGrams: 500, zone: 'C' })
  expect(ruleWords(one)).toBe('Mugs from Harbour from 500 g goes to zone C')
  expect(ruleWords(rule({ kind: 'reserve' }))).toBe('everything goes to the reserve')
})
