import { expect, test } from 'vitest'
import { lostWords, type Refused } from './lost-scans.ts'

const stops = [
  { id: 'p1', bin: 'B-01-03', tote: 'T5-B', title: 'Waxed canvas day pack' },
  { id: 'p2', bin: 'B-02-01', tote: 'T5-C', title: 'Enamel mug' },
]
const lost = (
  command: Partial<Refused['command']>,
  [kind, words] = ['other_device', 'This tour goes on on another device'],
): Refused => ({
  command: { intent: 'scan', pick: 'p1', code: 'X', quantity: 1, taken: 0, ...command },
  answer: { kind: kind ?? '', words: words ?? '' },
})

test('of lost scans only goods are told, a line for each stop, with the tote they lie in', () => {
  expect(
    lostWords(
      [
        lost({ code: 'B-01-03' }),
        lost({ taken: 1 }),
        lost({ pick: 'p2', quantity: 3, taken: 3 }),
        lost({ pick: 'p2', intent: 'undo', taken: -1 }),
        lost({ pick: 'p2', code: 'T5-C' }),
      ],
      stops,
    ),
  ).toEqual([
    'Tote T5-B, 1 × Waxed canvas day pack was not counted: take it out, or scan it again on the other device',
    'Tote T5-C, 2 × Enamel mug were not counted: take them out, or scan them again on the other device',
  ])
})

test('what was taken and put back is not told; a piece put back before, and a short shelf, are', () => {
  expect(lostWords([lost({ taken: 2 }), lost({ intent: 'undo', taken: -2 })], stops)).toEqual([])
  expect(
    lostWords(
      [
        lost({ intent: 'undo', taken: -1 }),
        lost({ intent: 'short' }, ['stopped', 'This order was stopped. Leave the goods']),
        lost({ pick: 'p2', taken: 1 }, ['stopped', 'This order was stopped. Leave the goods']),
      ],
      stops,
    ),
  ).toEqual([
    'Tote T5-B, 1 × Waxed canvas day pack was put back, and that was not counted. This tour goes on on another device',
    'Waxed canvas day pack: that B-01-03 is short was not noted. This order was stopped. Leave the goods',
    'Tote T5-C, 1 × Enamel mug was not counted: take it out. This order was stopped. Leave the goods',
  ])
})
