import { expect, test } from 'vitest'
import { jpegPicture } from '../../../../tests/arrange/pictures.ts'
import { gid } from '../../../kernel/ids.ts'
import { inspectionRule } from '../stock-rules.ts'
import { decideCapture, decideInspection, judgeProgress } from './decide-receipt.ts'
import { readCost, readInboundFile } from './inbound-file.ts'
import { readPhoto } from './photo-content.ts'
import { spread } from './tell-transfers.server.ts'

test('what was not ordered, over or short is said before what is right', () => {
  const at = (itemId: string, expected: number, good: number, damaged = 0) => ({
    ...{ itemId, expected, good, damaged },
  })
  expect(
    judgeProgress([at('right', 5, 4, 1), at('short', 5, 2), at('over', 5, 7), at('new', 0, 3)]).map(
      ({ itemId, kind, pieces }) => [itemId, kind, pieces],
    ),
  ).toEqual([
    ['new', 'not_ordered', 3],
    ['over', 'over', 2],
    ['short', 'short', 3],
    ['right', 'as_expected', 0],
  ])
})

test('the first inspection rule that fits decides: all, every nth, none', () => {
  const rules = [
    { sku: 'CUP', check: 'none' as const },
    { vendor: 'harbour', check: 'every_nth' as const, nth: 3 },
    { check: 'all' as const },
  ].map((one) => inspectionRule.parse(one))
  const of = (vendor: string, sku: string, before: number) =>
    decideInspection(rules, { vendor, sku }, before)
  expect(of('Harbour', 'cup', 2)).toBeNull()
  expect([0, 1, 2, 3].map((before) => of('Harbour', 'POT', before) !== null)).toEqual([
    ...[false, false, true, false],
  ])
  expect(of('Harbour', 'POT', 2)).toBe(
    'Every 3. delivery of goods from harbour is looked at; this is number 3',
  )
  expect(of('Else', 'POT', 0)).toBe('Every delivery of all goods is looked at')
  expect(decideInspection([], { vendor: '', sku: '' }, 0)).toBeNull()
})

test('lots, numbers and last days are asked for before goods are booked', () => {
  const said = { lot: '', expiresOn: null, serial: '', quantity: 2, condition: 'good' as const }
  const of = (item: object, change: object = {}) =>
    decideCapture({ lots: false, serials: false, ...item }, { ...said, ...change }, '2026-11-27')
  expect(of({})).toBeNull()
  expect(of({ lots: true })).toEqual({ kind: 'lot_needed' })
  expect(of({ serials: true })).toEqual({ kind: 'serial_needed' })
  expect(of({}, { serial: 'S1' })).toEqual({ kind: 'serial_is_one' })
  expect(of({}, { expiresOn: '2026-11-26' })).toEqual({ kind: 'expired', expiresOn: '2026-11-26' })
  expect(of({}, { expiresOn: '2026-11-26', condition: 'damaged' })).toBeNull()
  expect(of({}, { expiresOn: '2026-11-27' })).toBeNull()
})

const file = (text: string) => readInboundFile(new TextEncoder().encode(text), 'EUR')

test('a file is read whatever its heads are called, and rows of one number are one order', () => {
  const read = file(
    'PO Number;Lieferant;ETA;Artikelnummer;Menge;Preis;Charge;Best before;Colour\n' +
      'PO-7;Harbour;30.11.2026;CUP;12;4,90;L1;2027-03-01;red\n' +
      'PO-7;;;POT;x;;;11/12/2026;\n' +
      'PO-8;;;;3;;;;\n',
  )
  expect(read).toMatchObject({
    ok: true,
    value: {
      delimiter: ';',
      ignored: ['Colour'],
      inbounds: [
        {
          ...{ number: 'PO-7', kind: 'order', vendor: 'Harbour', expectedOn: '2026-11-30' },
          reasons: [],
          lines: [
            {
              ...{ row: 2, code: 'CUP', quantity: 12, costMinor: 490, lot: 'L1' },
              ...{ expiresOn: '2027-03-01', reasons: [] },
            },
            {
              row: 3,
              reasons: [
                '“x” is no number of pieces',
                '“11/12/2026” is no day: write it as 2026-11-30',
              ],
            },
          ],
        },
        { number: 'PO-8', lines: [{ row: 4, reasons: ['It names no article'] }] },
      ],
    },
  })
})

test('rows of one order that contradict each other are told, and a file without columns is refused', () => {
  const read = file('number,vendor,kind,sku,quantity\nA,One,asn,CUP,1\nA,Two,asn,CUP,1\n')
  expect(read.ok && read.value.inbounds[0]).toMatchObject({
    kind: 'notice',
    reasons: ['Its rows say different things for vendor: One, Two'],
  })
  expect(file('sku,pieces\nCUP,1\n')).toEqual({
    ok: false,
    refusal: 'The first row must name the columns; there is none for number. It names: sku, pieces',
  })
  expect(file('number,sku,quantity\n')).toEqual({
    ok: false,
    refusal: 'There is no row in the file',
  })
})

test('prices are read as people write them', () => {
  expect(['4.90', '4,9', '€ 5', '0.005', 'cheap'].map((raw) => readCost(raw, 'EUR'))).toEqual([
    ...[490, 490, 500, null, null],
  ])
})

test('a photo is what its bytes say, and no larger than a phone makes it', () => {
  expect(readPhoto(jpegPicture)).toMatchObject({ value: { mime: 'image/jpeg' } })
  expect(readPhoto(Buffer.from('<svg onload="x()"/>'))).toMatchObject({
    refusal: { kind: 'no_picture' },
  })
  expect(readPhoto(new Uint8Array(5_000_001))).toMatchObject({ refusal: { kind: 'too_large' } })
})

test('pieces are told on the store’s lines of their article, the good ones first, no more than are open', () => {
  const [cup, pot] = [gid('gid://shopify/InventoryItem/1'), gid('gid://shopify/InventoryItem/2')]
  const line = (n: number, inventoryItemGid: typeof cup, open: number) => ({
    ...{ gid: gid(`gid://shopify/InventoryShipmentLineItem/${n}`), inventoryItemGid, open },
    quantity: 10,
  })
  const lines = [line(1, cup, 3), line(2, pot, 5), line(3, cup, 4)]
  const told = [...spread([{ itemId: 'cup', good: 5, bad: 4 }], lines, () => cup)]
  expect(told.map(({ lineGid, quantity, isGood }) => [lineGid.at(-1), quantity, isGood])).toEqual([
    ['1', 3, true],
    ['3', 2, true],
    ['3', 2, false],
  ])
})
