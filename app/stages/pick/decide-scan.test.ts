import { expect, test } from 'vitest'
import { decideScan, isSettled, type PickAt, scanWords } from './decide-scan.ts'

const at = (change: Partial<PickAt> = {}): PickAt => ({
  mode: 'piece',
  bin: 'A-01-02',
  item: { sku: 'CUP-RED', barcode: '5012345678900' },
  title: 'Red cup',
  lot: null,
  serial: null,
  open: 3,
  picked: 0,
  tote: 'T7',
  binProved: true,
  toteProved: false,
  ...change,
})
const scan = (pick: PickAt, code: string, quantity = 1) => {
  const answer = decideScan(pick, { code, quantity })
  return answer.ok ? answer.value : scanWords(answer.refusal)
}

test('the bin comes first', () => {
  const fresh = at({ binProved: false })
  expect(scan(fresh, 'A-01-02')).toEqual({ kind: 'bin' })
  expect(scan(fresh, 'a0102')).toEqual({ kind: 'bin' })
  expect(scan(fresh, 'A-01-03')).toBe('Wrong bin. Go to A-01-02')
  expect(scan(fresh, 'CUP-RED')).toBe('Scan the bin first: A-01-02')
  expect(scan(fresh, '')).toBe('Wrong bin. Go to A-01-02')
})

test('then its pieces, by barcode or by SKU, one by one or by number', () => {
  expect(scan(at(), '5012345678900')).toEqual({ kind: 'pieces', quantity: 1 })
  expect(scan(at(), 'cup-red')).toEqual({ kind: 'pieces', quantity: 1 })
  expect(scan(at(), '5012345678900', 3)).toEqual({ kind: 'pieces', quantity: 3 })
  expect(scan(at(), '5012345678900', 4)).toBe('Too many. 3 to take')
  expect(scan(at(), '5012345678917')).toBe('Wrong item. Take CUP-RED')
  expect(scan(at(), '')).toBe('This has a barcode: scan it')
})

test('scanning the bin again between pieces harms nothing', () => {
  expect(scan(at({ open: 1, picked: 2 }), 'A-01-02')).toEqual({ kind: 'bin' })
})

test('in a batch the pieces go into the right tote', () => {
  const full = at({ mode: 'batch', open: 0, picked: 3, tote: 'T8-B' })
  expect(isSettled(full)).toBe(false)
  expect(scan(full, 'T8-A')).toBe('Wrong tote. Put it into T8-B')
  expect(scan(full, '5012345678900')).toBe('Enough. No more of these')
  expect(scan(full, 't8-b')).toEqual({ kind: 'tote' })
  expect(isSettled({ ...full, toteProved: true })).toBe(true)
})

test('nothing found needs no tote', () => {
  expect(isSettled(at({ mode: 'batch', open: 0, picked: 0 }))).toBe(true)
})

test('goods without a bin need no bin; goods without any code are taken by hand', () => {
  const byHand = at({ bin: null, binProved: false })
  expect(scan(byHand, '5012345678900')).toEqual({ kind: 'pieces', quantity: 1 })
  const nameless = at({ bin: null, item: null, title: 'Engraving' })
  expect(scan(nameless, '', 2)).toEqual({ kind: 'pieces', quantity: 2 })
  expect(scan(nameless, 'XYZ')).toBe('Wrong item. Take Engraving')
  expect(scan(at({ bin: null, item: { sku: null, barcode: null } }), '')).toEqual({
    kind: 'pieces',
    quantity: 1,
  })
})

test('of goods with lots and serial numbers the very piece that is promised is taken', () => {
  const lotted = at({ lot: 'L-7' })
  expect(scan(lotted, '5012345678900')).toEqual({ kind: 'pieces', quantity: 1 })
  expect(scan(lotted, '(01)05012345678900(10)L-7')).toEqual({ kind: 'pieces', quantity: 1 })
  expect(scan(lotted, '(01)05012345678900(10)L-8')).toBe('Wrong lot. Take lot L-7')
  const piece = at({ serial: 'SN-1', open: 1 })
  expect(scan(piece, 'sn-1')).toEqual({ kind: 'pieces', quantity: 1 })
  expect(scan(piece, '(01)05012345678900(21)SN1')).toEqual({ kind: 'pieces', quantity: 1 })
  expect(scan(piece, '5012345678900')).toBe('Scan the serial number: SN-1')
  expect(scan(piece, '(01)05012345678900(21)SN2')).toBe('Another piece. Take SN-1')
  expect(scan(piece, '(01)09999999999999(21)SN1')).toBe('Wrong item. Take CUP-RED')
})
