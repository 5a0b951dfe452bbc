import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, money, showMoney } from './money.ts'

test('what Shopify writes is read to the last cent and written back', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(money(decimalOf({ minor, currency }), currency).minor).toBe(minor)
      },
    ),
  )
})

test('yen have no decimals, dinars three', () => {
  expect(money('1000.0', 'JPY').minor).toBe(1000n)
  expect(money('1.5', 'KWD').minor).toBe(1500n)
  expect(decimalOf({ minor: -5n, currency: 'EUR' })).toBe('-0.05')
  expect(showMoney({ minor: 1250n, currency: 'EUR' }, 'de')).toMatch(/12,50/)
})

test('a text that is no amount is named, never rounded', () => {
  expect(() => money('12,50', 'EUR')).toThrow('not a decimal amount')
  expect(() => money('0.001', 'USD')).toThrow('more digits')
})
