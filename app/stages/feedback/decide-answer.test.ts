import { expect, test } from 'vitest'
import { netPromoterScore, readAnswer } from './decide-answer.ts'

test('a score from 0 to 10 is an answer, with or without words', () => {
  expect(readAnswer({ score: '0', comment: '' })).toEqual({
    ok: true,
    value: { score: 0, comment: '' },
  })
  expect(readAnswer({ score: '10', comment: '  très bien ' })).toEqual({
    ok: true,
    value: { score: 10, comment: 'très bien' },
  })
})

test.each(['', '11', '-1', '5.5', 'ten', '1e1x'])('"%s" is no score', (score) => {
  expect(readAnswer({ score, comment: 'x' })).toEqual({ ok: false, refusal: { kind: 'no_score' } })
})

test('words beyond two thousand letters are refused, not cut', () => {
  expect(readAnswer({ score: '5', comment: 'x'.repeat(2_001) })).toMatchObject({ ok: false })
})

test('the net score is promoters less detractors', () => {
  expect(netPromoterScore([])).toBeNull()
  expect(netPromoterScore([10, 9, 8, 0])).toBe(25)
  expect(netPromoterScore([0, 6])).toBe(-100)
})
