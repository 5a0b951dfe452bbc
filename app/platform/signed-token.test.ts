import { expect, test } from 'vitest'
import { readToken, signToken } from './signed-token.server.ts'

const old = new Uint8Array(32).fill(1)
const fresh = new Uint8Array(32).fill(2)
const rotating = { now: fresh, before: old }

test('while the key is rotated, links of both are read, and new ones carry the new key', () => {
  const before = signToken(old, 'link:track', 'shop.1')
  const after = signToken(rotating, 'link:track', 'shop.1')
  expect(readToken(rotating, 'link:track', before)).toBe('shop.1')
  expect(readToken(rotating, 'link:track', after)).toBe('shop.1')
  expect(readToken(fresh, 'link:track', after)).toBe('shop.1')
  expect(readToken(fresh, 'link:track', before)).toBeNull()
  expect(readToken(old, 'link:track', after)).toBeNull()
})

test('a token of another purpose, changed, cut or doubled is none, whichever key signed it', () => {
  const token = signToken(old, 'link:track', 'shop.1')
  const [body = '', signature = ''] = token.split('.')
  const odd = [`${body}x.${signature}`, body, `${token}.x`, `.${signature}`, '']
  expect(odd.map((one) => readToken(rotating, 'link:track', one))).toEqual(odd.map(() => null))
  expect(readToken(rotating, 'link:return', token)).toBeNull()
})
