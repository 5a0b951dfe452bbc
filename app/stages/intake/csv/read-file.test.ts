import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileContent, type ReadingShop } from './file-content.ts'
import { groupOrders } from './group-orders.ts'
import { type OrderFile, readOrderFile } from './read-file.ts'
import { writeReturned } from './write-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
function read(bytes: Uint8Array | string): OrderFile {
  const answer = readOrderFile(typeof bytes === 'string' ? utf8(bytes) : bytes)
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value
}
const refused = (text: string) => {
  const answer = readOrderFile(utf8(text))
  return answer.ok ? null : answer.refusal
}
const named = (file: OrderFile) => file.columns.map(({ name }) => name)

describe('a file is read as people’s programs write it', () => {
  const text = 'Artikelnummer;Menge;Straße;Ort\r\nMUG;2;"Große Straße 1; Hof";Köln\r\n'
  const latin1 = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
  ])
  test.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with its mark', utf8(`\uFEFF${text}`)],
    ['Windows-1252', latin1],
    ['UTF-16', utf16],
    ['Excel’s sep line', utf8(`sep=;\r\n${text}`)],
  ])('%s', (_, bytes) => {
    const file = read(bytes)
    expect(named(file)).toEqual(['sku', 'quantity', 'address1', 'city'])
    expect(file.rows).toEqual([['MUG', '2', 'Große Straße 1; Hof', 'Köln']])
    expect(file.delimiter).toBe(';')
  })

  test('the euro sign of Windows is one', () => {
    const bytes = new Uint8Array([...utf8('sku,quantity,note\nMUG,1,'), 0x80])
    expect(read(bytes).rows[0]?.[2]).toBe('€')
  })

  test('tabs, quotes within quotes, lines within quotes, rows cut short and empty rows', () => {
    const file = read('sku\tquantity\tnote\nMUG\t1\t"say ""hi""\nthen go"\n\n\t\t\nCUP\t2\n')
    expect(file.rows).toEqual([
      ['MUG', '1', 'say "hi"\nthen go'],
      ['CUP', '2', ''],
    ])
  })
})

test('a file that cannot be read says why in a sentence', () => {
  expect(refused('sku,qty\nMUG,"1\nCUP,2\n')).toContain('quotation mark is not closed')
  expect(refused('name,town\nAna,Cork\n')).toContain('there is none for sku and quantity')
  expect(refused('sku,qty\n')).toContain('no order')
  expect(refused('')).toContain('there is none for')
  expect(readOrderFile(new Uint8Array(5_000_001))).toMatchObject({ ok: false })
})

const shop: ReadingShop = {
  country: 'IE',
  currency: 'EUR',
  countryCode: (raw) => (/^(DE|Germany|Deutschland)$/i.test(raw) ? 'DE' : null),
  regionCode: (_, raw) => (raw === 'New York' ? 'NY' : null),
}

describe('rows become orders', () => {
  test('by their reference, wherever they stand; a row without one is an order', () => {
    const orders = groupOrders(
      read(
        'ref,sku,qty,zip,line:Engraving\nA,MUG,1,T12,Mina\n,CUP,1,,\nB,CUP,3,,\nA,POT,2,,\n,CUP,1,,\n',
      ),
    )
    expect(orders.map(({ reference, rows }) => [reference, rows])).toEqual([
      ['A', [1, 4]],
      [null, [2]],
      ['B', [3]],
      [null, [5]],
    ])
    expect(orders[0]).toMatchObject({
      said: { zip: 'T12' },
      lines: [
        { sku: 'MUG', quantity: 1, properties: [{ name: 'Engraving', value: 'Mina' }] },
        { sku: 'POT', quantity: 2, properties: [] },
      ],
      reasons: [],
    })
  })

  test('that contradict themselves, or say no article or number, are named', () => {
    const [one] = groupOrders(read('ref,sku,qty,zip\nA,MUG,1,T12\nA,,x,T13\n'))
    expect(one?.reasons).toEqual([
      'Rows 1, 2 are one order and say different things as postcode',
      'Row 2: no SKU',
      'Row 2: the quantity is not a whole number from 1 to 9999',
    ])
  })

  test('as the form has them; what cannot be read is said', () => {
    const [good, bad] = groupOrders(
      read(
        'sku,qty,name,country,versand,delivery price,payment,order:VAT\nMUG,1,Ana Maria Kos,Deutschland,DHL,"4,90",bezahlt,DE1\nMUG,1,Kos,Atlantis,DHL,cheap,maybe,\n',
      ),
    )
    if (!good || !bad) throw new Error('two orders')
    expect(fileContent(good, shop)).toMatchObject({
      content: {
        ...{ firstName: 'Ana Maria', lastName: 'Kos', country: 'DE', payment: 'paid' },
        shipping: { title: 'DHL', priceMinor: '490', currency: 'EUR' },
        attributes: [{ name: 'VAT', value: 'DE1' }],
        channel: 'csv',
      },
      reasons: [],
    })
    expect(fileContent(bad, shop).reasons).toEqual([
      '“Atlantis” is no country',
      '“cheap” is no price of delivery',
      '“maybe” says not whether it is paid: write paid or link',
    ])
  })
})

describe('what comes back', () => {
  test('carries its reason once, and no cell is a formula', () => {
    const text = writeReturned(['sku', 'qty', 'Reason'], ';', [
      { cells: ['=HYPERLINK("x")', '+1', 'old'], reason: '@first; then' },
    ])
    expect(text).toBe(`\uFEFFsku;qty;reason\r\n"'=HYPERLINK(""x"")";"'+1";"'@first; then"\r\n`)
  })

  test('is read again as it was, whatever stood in it', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '=1+1',
        '+353 87',
        '-5',
        '@x',
        'a;b',
        'say "hi"',
        'two\nlines',
        "'=x",
        'Ωmega',
      ),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        (pairs, delimiter) => {
          const rows = pairs.map(([a, b], at) => [`S${at}`, '1', a, b])
          const before = read(
            writeReturned(
              ['sku', 'quantity', 'note', 'city'],
              delimiter,
              rows.map((cells) => ({ cells, reason: '' })),
            ),
          )
          const again = read(
            writeReturned(
              before.head,
              delimiter,
              before.rows.map((cells) => ({ cells, reason: 'why' })),
            ),
          )
          const known = (file: OrderFile) => file.rows.map((row) => row.slice(0, 4))
          expect(known(again)).toEqual(known(before))
          expect(again.rows.map((row) => row[4])).toEqual(before.rows.map(() => 'why'))
        },
      ),
    )
  })
})
