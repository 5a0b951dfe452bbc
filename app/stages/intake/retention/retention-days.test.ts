import { expect, test } from 'vitest'
import { readRetention, retentionDefaults } from './retention-days.ts'

test('what is named is taken, the rest keeps its default', () => {
  expect(readRetention('')).toEqual(retentionDefaults)
  expect(readRetention(' mails=90, labels = 30,')).toEqual({
    ...retentionDefaults,
    mails: 90,
    labels: 30,
  })
})

test.each([
  'mail=90',
  'mails',
  'mails=',
  'mails=0',
  'mails=6',
  'mails=-9',
  'mails=9999',
  '__proto__=30',
])('"%s" stops the start and says why', (text) =>
  expect(() => readRetention(text)).toThrow(`RETENTION_DAYS: "${text}" is not`),
)
