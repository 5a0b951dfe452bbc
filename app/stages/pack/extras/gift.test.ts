import { expect, test } from 'vitest'
import { shopSettings } from '../../../journey/settings.ts'
import { type GiftFacts, giftOf, isGiftText } from './gift.ts'

const rules = shopSettings.parse({})
const facts = (change: Partial<GiftFacts> = {}): GiftFacts => ({
  ...{ attributes: [], note: null, tags: [], properties: [] },
  ...change,
})
const text = (name: string, value: string) => ({ name, value })

test('a text under one of the shop’s names makes a gift and is its card, whatever its capitals', () => {
  const attributes = [text('gift NOTE ', ' Happy birthday! ')]
  expect(giftOf(rules, facts({ attributes }))).toEqual({
    ...{ isGift: true, texts: ['Happy birthday!'], isNoteText: false },
  })
  expect(isGiftText(rules, 'Gift Message')).toBe(true)
  expect(isGiftText(rules, 'Engraving')).toBe(false)
})

test('every line may have a card of its own; the same text is printed once', () => {
  const properties = [text('Gift note', 'For Ana'), text('Gift note', 'For Ben')]
  const attributes = [text('Gift message', 'For Ana')]
  expect(giftOf(rules, facts({ attributes, properties })).texts).toEqual(['For Ana', 'For Ben'])
})

test.each([
  ['a tag', facts({ tags: ['Gift'] }), true],
  ['a box that was ticked', facts({ attributes: [text('Gift', 'yes')] }), true],
  ['a box that was not ticked', facts({ attributes: [text('Gift', 'No')] }), false],
  ['an empty text', facts({ attributes: [text('Gift note', '  ')] }), false],
  ['nothing of it', facts({ note: 'Ring twice', tags: ['VIP'] }), false],
] as const)('%s says whether it is a gift', (_what, given, isGift) => {
  expect(giftOf(rules, given)).toMatchObject({ isGift, texts: [] })
})

test('the order’s note is the card’s text only of gifts, and only where the shop wants it', () => {
  const given = facts({ note: 'From us all', tags: ['gift'] })
  expect(giftOf(rules, given).texts).toEqual([])
  const fromNote = { ...rules, giftFromNote: true }
  expect(giftOf(fromNote, given)).toMatchObject({ texts: ['From us all'], isNoteText: true })
  expect(giftOf(fromNote, { ...given, tags: [] }).isNoteText).toBe(false)
})
