import { expect, test } from 'vitest'
import { unlikeEnglish } from '../../kernel/phrases.ts'
import { orderStages } from './order-stage.ts'
import { sayStatus, trackWords } from './words.ts'

test('where an order stands is said in every language, and a status nobody knows as well', () => {
  expect(unlikeEnglish(trackWords.all)).toEqual([])
  expect(sayStatus('de', 'out_for_delivery')).toBe('In der Zustellung')
  expect(sayStatus('nl', 'beamed up')).toBe('Bij de vervoerder')
  for (const stage of orderStages) expect(trackWords.in('fr')(stage)).not.toBe('')
})
