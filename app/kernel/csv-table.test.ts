import { expect, test } from 'vitest'
import { readCsvTable } from './csv-table.ts'

const read = (text: string, encoding: BufferEncoding = 'utf8') =>
  readCsvTable(Buffer.from(text, encoding))
const why = (text: string, encoding?: BufferEncoding) => {
  const answer = read(text, encoding)
  return answer.ok ? answer.value : answer.refusal
}

test.each([
  ['PK\x03\x04\x14\0\0\0', 'This is an Excel or ZIP file'],
  ['\xD0\xCF\x11\xE0\xA1\xB1', 'This is an Excel file'],
  ['%PDF-1.7\nsku,quantity', 'This is a PDF'],
  ['\x89PNG\r\n', 'This is a picture'],
  ['\x1F\x8B\x08', 'This is a packed file'],
  ['<html>', 'This is a web page or XML'],
  ['{"sku":1}', 'This is JSON'],
])('what is no table says what it is, whatever its name ends with: %j', (bytes, words) =>
  expect(why(bytes, 'latin1')).toContain(words),
)

test('what would fill the memory is refused in words: columns, rows, and rows as long as a head of a million', () => {
  const wide = `sku,quantity${',x'.repeat(1_000_000)}\n`
  expect(why(`${wide}${'a\n'.repeat(10_000)}`)).toBe(
    'The first row names 1000002 columns: 500 at most',
  )
  expect(why(`sku\n${'a\n'.repeat(60_000)}`)).toBe('The file has over 50000 rows: split it')
  expect(why('\n'.repeat(4_000_000))).toBe('The file has over 50000 rows: split it')
  expect(why('x'.repeat(5_000_001))).toBe('The file has over 5 MB: split it')
})

test('a column that is there twice is named; many without a name are none', () => {
  expect(why('sku,quantity, SKU \na,1,b')).toBe('Two columns are called “SKU”')
  expect(read('sku,quantity,,\na,1,x,y')).toMatchObject({ ok: true })
})

test('one huge cell, quotes without end, zero bytes and half a file are read, or refused in words', () => {
  expect(read(`sku,note\na,${'x'.repeat(4_000_000)}`)).toMatchObject({ ok: true })
  expect(why(`sku\n${'"'.repeat(1_000_001)}`)).toContain('quotation mark is not closed')
  expect(why('sku,quantity\nA,"2')).toContain('quotation mark is not closed, from row 2')
  expect(why('s\0ku,quantity\nA\0,2')).toMatchObject({
    head: ['sku', 'quantity'],
    rows: [['A', '2']],
  })
})
