import { expect, test } from 'vitest'
import { readGs1 } from './gs1.ts'

const cup = { gtin: '05012345678900', lot: null, serial: null, expires: null }

test('a GS1 label says what it is, of which lot, and which piece', () => {
  expect(readGs1('0105012345678900')).toEqual(cup)
  expect(readGs1(']C1010501234567890017271231' + '10AB-12\u001d21S7')).toEqual({
    ...cup,
    ...{ lot: 'AB-12', serial: 'S7', expires: '271231' },
  })
  expect(readGs1('\u001d010501234567890010L4')).toEqual({ ...cup, lot: 'L4' })
  expect(readGs1('(01)05012345678900(10)L4 (21)S7')).toEqual({ ...cup, lot: 'L4', serial: 'S7' })
})

test('what is no GS1 label is none: bins, SKUs, plain barcodes, labels that are cut', () => {
  for (const code of ['', 'A-01-02', 'CUP-RED', '5012345678900', '01050123456', '(01)12', '(10)L4'])
    expect([code, readGs1(code)]).toEqual([code, null])
  expect(readGs1('99XX')).toBeNull()
})
