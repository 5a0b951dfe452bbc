import { expect, test } from 'vitest'
import { qualityWords, type Suggestion } from './suggestion.ts'

const tour: NonNullable<Suggestion['plan']>['tours'][number] = {
  ...{ mode: 'piece', zone: null, orders: ['1'], pieces: 1, stops: 1, aisles: 1, aislesAlone: 1 },
  ...{ metres: null, metresAlone: null, metresSShape: null, minutes: 1, startsIn: 0, endsIn: 1 },
  ...{ firstDueAt: 0, atRisk: [] },
}
const at = (place: string, gapPercent: number | null, tours = 1) => ({
  place,
  suggestion: {
    plan: {
      tours: Array.from({ length: tours }, () => ({ ...tour, orders: ['1'], atRisk: [] })),
      atRisk: 0,
      gapPercent,
      isProven: gapPercent === 0,
    },
    ...{ leftOut: [], refused: [], later: 0 },
  } satisfies Suggestion,
})
const proven = 'No tours for these orders are shorter: that is proven.'
const near = 'These tours are at most 2.5 % longer than the shortest there can be.'

test('how good the plans are is said once, or for each place by its name', () => {
  expect(qualityWords([at('Cork', 0)])).toEqual([proven])
  expect(qualityWords([at('Cork', 0), at('Cobh', 0)])).toEqual([proven])
  expect(qualityWords([at('Cork', 0), at('Cobh', 2.5)])).toEqual([
    `Cork: ${proven}`,
    `Cobh: ${near}`,
  ])
  // Of a floor without a bound nothing is said, and so nothing is said for it.
  expect(qualityWords([at('Cork', 2.5), at('Cobh', null)])).toEqual([`Cork: ${near}`])
  expect(qualityWords([at('Cork', null), at('Cobh', 0, 0)])).toEqual([])
  expect(qualityWords([])).toEqual([])
})
