import { expect, test } from 'vitest'
import { sameCode } from './same-code.ts'

test('what scanners add or leave out makes no difference; another number does', () => {
  expect(sameCode(']E05012345678900', '5012345678900')).toBe(true)
  expect(sameCode('0012345678905', '012345678905')).toBe(true)
  expect(sameCode(' CUP RED ', 'cup-red')).toBe(true)
  expect(sameCode('1234567890128', '1234567890135')).toBe(false)
  expect(sameCode('', '')).toBe(false)
  expect(sameCode('000', '0')).toBe(true)
})
