import { expect, test } from 'vitest'
import { demoBarcode, eanCheckDigit, isEan13 } from './ean.ts'

test('the check digits of barcodes printed on real goods come out right', () => {
  for (const code of ['4006381333931', '5901234123457', '9780201379624', '4012345678901']) {
    expect(eanCheckDigit(code.slice(0, 12))).toBe(Number(code[12]))
    expect(isEan13(code)).toBe(true)
  }
})

test('a wrong digit is seen', () => {
  expect(isEan13('4006381333932')).toBe(false)
  expect(isEan13('400638133393')).toBe(false)
  expect(() => eanCheckDigit('12')).toThrow(/12 digits, got "12"/)
})

test('every demo barcode is a whole EAN-13 in the range kept for demonstrations', () => {
  for (let number = 0; number < 500; number += 7) {
    expect(isEan13(demoBarcode(number))).toBe(true)
    expect(demoBarcode(number)).toMatch(/^952/)
  }
})
