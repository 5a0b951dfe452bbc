import { expect, test } from 'vitest'
import { letterWords, waitingWords } from './letter-words.ts'

test('a lost message says what it was about and what to do, without the words of machines', () => {
  const cancelled = letterWords({ topic: 'orders/cancelled', isUnreadable: true, order: null })
  expect(cancelled.title).toBe('An order was cancelled in Shopify')
  expect(cancelled.text).toMatch(/could not be read\. It may still be worked on here\./)
  for (const topic of ['orders/paid', 'refunds/create', 'returns/update', 'products/update'])
    expect(
      Object.values(letterWords({ topic, isUnreadable: true, order: null })).join(),
    ).not.toContain('/')
})

test('of an order that is not here nothing is to be held; only one just placed may still come', () => {
  const order = { here: null }
  const words = (topic: string) => letterWords({ topic, isUnreadable: true, order }).text
  expect(words('orders/cancelled')).toMatch(/The order is not here/)
  expect(words('orders/cancelled')).not.toMatch(/hold/)
  expect(words('orders/create')).toMatch(/may be missing here/)
})

test('what is not known by name is still told of, and what can be tried again is not called unreadable', () => {
  expect(
    letterWords({ topic: 'orders/who_knows', isUnreadable: false, order: null }),
  ).toMatchObject({
    title: 'An order was changed in Shopify',
    text: expect.stringContaining('could not be worked through'),
  })
  for (const topic of ['constructor', 'domains/create'])
    expect(letterWords({ topic, isUnreadable: true, order: null }).title).toContain(topic)
})

test('where nothing waits nothing is counted, and nothing is said to have gone through beside it', () => {
  expect(waitingWords({ total: 0, waiting: 0 })).toBe('')
  expect(waitingWords({ total: 0, waiting: 1 })).toBe(
    '1 message will be worked through, or tried again, by and by.',
  )
  expect(waitingWords({ total: 1, waiting: 2 })).toBe(
    '1 message from Shopify. 2 messages more will be worked through, or tried again, by and by. Everything else went through.',
  )
})
