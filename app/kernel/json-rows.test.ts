import { expect, test } from 'vitest'
import { base64, jsonRows } from './json-rows.ts'

test('what the database cannot hold is taken out, and everything else stays as it is', () => {
  const rows = [
    { text: 'a\0b', half: 'x\ud83d', whole: '😀', told: '\\u0000', list: ['\0', null, 1] },
    { text: 'plain' },
  ]
  expect(JSON.parse(jsonRows(rows))).toEqual([
    { text: 'ab', half: 'x\ufffd', whole: '😀', told: '\\u0000', list: ['', null, 1] },
    { text: 'plain' },
  ])
  expect(jsonRows([{ text: 'plain' }])).toBe('[{"text":"plain"}]')
})

test('bytes are written as the part of memory they are', () => {
  expect(base64(new Uint8Array([0, 1, 2, 255, 9]).subarray(1, 4))).toBe('AQL/')
})
