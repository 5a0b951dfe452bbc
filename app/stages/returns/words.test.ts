import { expect, test } from 'vitest'
import { renderLetter } from '../../journey/letter/index.ts'
import { languages } from '../../kernel/language.ts'
import { unlikeEnglish } from '../../kernel/phrases.ts'
import { returnLetterWords } from './letter-words.ts'
import { ReturnLetter, returnSubject } from './letters.tsx'
import { reasonChoices, reasonLabel } from './reasons.ts'
import { returnWords } from './words.ts'

test('returns are spoken of in every language, and every reason can be chosen in it', () => {
  for (const { all } of [returnWords, returnLetterWords]) expect(unlikeEnglish(all)).toEqual([])
  for (const language of languages)
    expect(new Set(reasonChoices(language).map(({ label }) => label)).size).toBe(7)
  expect(reasonChoices('de')[1]).toEqual({ value: 'size-too-large', label: 'Es ist zu groß' })
  expect(['defective', 'unknown', 'of-the-store'].map(reasonLabel)).toEqual([
    ...['It is damaged or does not work', 'Not told', 'of-the-store'],
  ])
})

test('each letter about a return speaks its customer’s language', async () => {
  const shop = { name: 'Kinsale', contact: { name: '', email: 'a@b.example', phone: '' } }
  const props = {
    language: 'fr' as const,
    ...{ shop, orderName: '#1001', customerName: 'Zoé', number: 'R-7' },
    ...{ lines: [], sendTo: [], words: '', refund: '12,50 €', url: 'https://x.example' },
  }
  expect(returnSubject('settled', props)).toBe('Votre remboursement pour le retour R-7 – Kinsale')
  expect(returnSubject('settled', { ...props, refund: '' })).toContain('est clos')
  for (const kind of ['requested', 'approved', 'declined', 'settled'] as const) {
    const { text } = await renderLetter(ReturnLetter({ kind, props }))
    expect(text).toContain('Bonjour Zoé')
    expect(text).toContain('Voir mon retour')
    expect(text).not.toMatch(/return|order|Please|shop|carrier/)
  }
})
