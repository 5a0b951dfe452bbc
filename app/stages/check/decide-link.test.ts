import { expect, test } from 'vitest'
import { decideLinkState, mayWriteAgain } from './decide-link.ts'

const now = new Date('2026-11-27T12:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)
const fresh = { usedAt: null, revokedAt: null, expiresAt: after(1) }

test.for([
  ['open', fresh],
  ['used', { ...fresh, usedAt: after(-5) }],
  ['revoked', { ...fresh, usedAt: after(-5), revokedAt: after(-1) }],
  ['revoked', { ...fresh, revokedAt: after(-1), expiresAt: after(-1) }],
  ['expired', { ...fresh, expiresAt: now }],
] as const)('a link is %s', ([state, link]) => {
  expect(decideLinkState(link, now)).toBe(state)
})

test('a letter a minute at most', () => {
  expect(mayWriteAgain(null, now)).toBe(true)
  expect(mayWriteAgain(after(-59_999), now)).toBe(false)
  expect(mayWriteAgain(after(-60_000), now)).toBe(true)
})
