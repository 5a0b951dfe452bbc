import { expect, test } from 'vitest'
import { renderLetter } from '../../journey/letter/index.ts'
import { unlikeEnglish } from '../../kernel/phrases.ts'
import { trackLetterWords } from './letter-words.ts'
import { TrackLetter, trackSubject } from './letters.tsx'
import { orderStages } from './order-stage.ts'
import { sayStatus, trackWords } from './words.ts'

test('where an order stands is said in every language, and a status nobody knows as well', () => {
  for (const { all } of [trackWords, trackLetterWords]) expect(unlikeEnglish(all)).toEqual([])
  expect(sayStatus('de', 'out_for_delivery')).toBe('In der Zustellung')
  expect(sayStatus('nl', 'beamed up')).toBe('Bij de vervoerder')
  for (const stage of orderStages) expect(trackWords.in('fr')(stage)).not.toBe('')
})

test('a letter about parcels speaks its customer’s language', async () => {
  const shop = { name: 'Kinsale', contact: { name: '', email: 'a@b.example', phone: '' } }
  const parcel = {
    carrier: 'DPD',
    number: 'D1',
    url: null,
    expected: 'Fr., 27. Nov.',
    expectedBefore: '',
  }
  const props = {
    ...{
      shop,
      language: 'de' as const,
      orderName: '#1001',
      customerName: 'Uwe',
      parcels: [parcel, parcel],
    },
    ...{ lines: [], trackUrl: 'https://x.example', returnWindowDays: 30, returnUrl: '' },
  } as const
  expect(trackSubject('shipped', props)).toBe(
    'Ihre Bestellung #1001 ist in 2 Paketen unterwegs – Kinsale',
  )
  const { text } = await renderLetter(TrackLetter({ kind: 'delayed', props }))
  expect(text).toContain('Guten Tag Uwe')
  expect(text).toContain('Erwartet: Fr., 27. Nov.')
  expect(text).not.toMatch(/carrier|Expected|Follow/)
})
