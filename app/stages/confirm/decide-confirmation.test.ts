import { expect, test } from 'vitest'
import { decideConfirmation } from './decide-confirmation.ts'

const now = new Date('2026-03-02T10:00:00Z')
const settings = { confirmationRequired: true, confirmWithinHours: 24, careWithinHours: 4 }
const facts = { channel: 'web', confirmed: false, beforeTheApp: false, canMail: true, settings }

test('work starts at once where the shop does not ask for a yes', () => {
  const relaxed = { ...facts, settings: { ...settings, confirmationRequired: false } }
  expect(decideConfirmation(relaxed, now)).toMatchObject({
    kind: 'go_on',
    next: { owner: 'system', step: 'distribute' },
  })
})

test('where it does, the customer has as long as the shop says', () => {
  expect(decideConfirmation(facts, now)).toEqual({
    kind: 'wait',
    next: { owner: 'customer', step: 'confirm', dueAt: new Date('2026-03-03T10:00:00Z') },
  })
})

test('a customer without an e-mail address is called', () => {
  expect(decideConfirmation({ ...facts, canMail: false }, now)).toEqual({
    kind: 'call',
    next: { owner: 'care', step: 'call_to_confirm', dueAt: new Date('2026-03-02T14:00:00Z') },
  })
})

test('who said yes once is not asked again', () => {
  expect(decideConfirmation({ ...facts, confirmed: true }, now).kind).toBe('go_on')
})

test('who bought at the counter is not asked again', () => {
  expect(decideConfirmation({ ...facts, channel: 'pos' }, now).kind).toBe('go_on')
})

test('who ordered before the shop had the app is not asked', () => {
  expect(decideConfirmation({ ...facts, beforeTheApp: true }, now).kind).toBe('go_on')
})
