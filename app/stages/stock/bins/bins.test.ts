import { expect, test } from 'vitest'
import { expandRange, zoneOf } from './bin-range.ts'
import { labelSizes, sizeFor, tooFine, zplLabel } from './label.ts'

test('a range is every bin of it, the last part running fastest, zeros kept', () => {
  const read = expandRange('A-{01..02}-{09..11}')
  expect(read).toEqual({
    ok: true,
    value: ['A-01-09', 'A-01-10', 'A-01-11', 'A-02-09', 'A-02-10', 'A-02-11'],
  })
  expect(expandRange('{b..d}7')).toEqual({ ok: true, value: ['B7', 'C7', 'D7'] })
  expect(expandRange(' PALLET-1 ')).toEqual({ ok: true, value: ['PALLET-1'] })
})

test.each([
  ['', 'Write which bins'],
  ['A-{10..01}', 'is no range'],
  ['A-{x}', 'is no range'],
  ['{001..999}-{001..999}', 'more than 2000 bins'],
  ['A^1', 'cannot be a bin'],
  ['{01..99', 'cannot be a bin'],
])('“%s” is refused with why', (pattern, words) => {
  const read = expandRange(pattern)
  expect(read.ok ? '' : read.refusal).toContain(words)
})

test('the zone of a bin is what stands before its first dash', () => {
  expect(['A-01-02', 'COLD.3', 'X'].map(zoneOf)).toEqual(['A', 'COLD', 'X'])
})

test('a label says no command, whatever a title says, and its bars fit it', () => {
  const size = labelSizes['70x36']
  const zpl = zplLabel({ code: 'A-01-01', title: 'Bin ^XZ~', sub: 'Häuser_1' }, size)
  expect(zpl.match(/\^XZ/g)).toHaveLength(1)
  expect(zpl).toContain('^FDBin _5eXZ_7e^FS')
  expect(zpl).toContain('^FDH_c3_a4user_5f1^FS')
  expect(zpl).toContain('^BY4^BCN')
  const long = zplLabel({ code: 'HP-ENAMEL-MUG-NAVY-XXL-2026', title: '', sub: '' }, size)
  expect(long).toContain('^BY1^BCN')
})

test('bars that no scanner would read are told, and long codes get the larger label', () => {
  const [short, long] = ['A-01-01', 'ENAMEL-MUG-WITH-A-VERY-LONG-ARTICLE-NUMBER'].map((code) => ({
    ...{ code, title: '', sub: '' },
  }))
  if (!short || !long) throw new Error('two labels')
  expect(sizeFor([short])).toBe('70x36')
  expect(sizeFor([short, long])).toBe('100x50')
  expect(tooFine([short, long], labelSizes['70x36'])).toEqual([long])
  expect(tooFine([{ ...long, code: 'x'.repeat(48) }], labelSizes['100x50'])).toEqual([])
})
