import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf, visualRuns } from './text-runs.ts'

const fontOf = (character: string) =>
  /\p{Script=Arabic}/u.test(character)
    ? 'arabic'
    : /\p{Script=Hebrew}/u.test(character)
      ? 'hebrew'
      : 'latin'
const drawn = (line: string) => visualRuns(line, fontOf).map((run) => run.text)

test('a line of one script is one run', () => {
  expect(visualRuns('Trg 5, Maribor', fontOf)).toEqual([{ text: 'Trg 5, Maribor', font: 'latin' }])
})

test('words of an Arabic line are drawn from the right, its numbers the way they are read', () => {
  expect(drawn('شارع النيل 12')).toEqual(['12', ' ', 'النيل', ' ', 'شارع'])
})

test('a Hebrew name in a Latin line stays where it is, its words in their own order', () => {
  expect(drawn('For דוד לוי, thanks')).toEqual(['For ', 'לוי', ' ', 'דוד', ', thanks'])
})

test('brackets in a line read from the right open the other way', () => {
  expect(drawn('א (ב)')).toEqual(['(', 'ב', ') ', 'א'])
})

test('a mark stays in the font of its letter', () => {
  expect(visualRuns('e\u0301', (c) => (c === 'e' ? 'a' : 'b'))).toEqual([
    { text: 'e\u0301', font: 'a' },
  ])
})

test('no character is lost or made, whatever is written', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'aZ1 (),.-שדאבجمع王ガ한\u0301'),
    maxLength: 30,
  })
  fc.assert(
    fc.property(text, (line) => {
      const plain = (some: string) => [...some.replace(/[()]/g, '|')].toSorted().join('')
      expect(plain(drawn(line).join(''))).toBe(plain(line))
    }),
  )
})

test('lines end at blanks; scripts without blanks end anywhere; a word too long is cut', () => {
  const width = (text: string) => [...text].length
  expect(linesOf('one two three', 7, width)).toEqual(['one two', 'three'])
  expect(linesOf('東京都千代田区', 3, width)).toEqual(['東京都', '千代田', '区'])
  expect(linesOf('abcdefgh', 3, width)).toEqual(['abc', 'def', 'gh'])
  expect(linesOf('', 3, width)).toEqual([])
})
