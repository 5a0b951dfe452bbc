import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { barcodesIn, pdfPictures } from '../../../tests/pdf-picture.ts'
import { drawSlip, drawSlips, type Slip } from './slip.server.ts'

const slip = (change: Partial<Slip> = {}): Slip => ({
  shopName: 'Skellig & Daughters',
  orderName: '#1042',
  number: '#1042-1',
  placedOn: '23 November 2026',
  shipTo: ['Ana Kos', 'Trg 5', '2000 Maribor', 'SI'],
  country: 'SI',
  shippingTitle: 'Standard',
  note: null,
  contact: 'Questions? hello@example.com',
  lines: [{ quantity: 2, title: 'Enamel mug', sku: 'MUG', wishes: [] }],
  ...change,
})

/** How many pages a PDF has, and how many fonts it brings along. */
async function sized(pdf: Uint8Array): Promise<{ pages: number; fonts: number }> {
  const document = await PDFDocument.load(pdf)
  const fonts = document.context
    .enumerateIndirectObjects()
    .filter(([, object]) => object.toString().includes('/FontFile2')).length
  return { pages: document.getPageCount(), fonts }
}

test("a slip's barcode reads as its shipment", async () => {
  const [page, ...more] = await pdfPictures(await drawSlip(slip()))
  expect(page && (await barcodesIn(page))).toEqual(['#1042-1'])
  expect(more).toEqual([])
})

test('several slips are one file, each on pages of its own', async () => {
  const pictures = await pdfPictures(await drawSlips([slip(), slip({ number: '#1043-1' })]))
  expect(await Promise.all(pictures.map(barcodesIn))).toEqual([['#1042-1'], ['#1043-1']])
})

test('a long order goes on over pages', async () => {
  const lines = Array.from({ length: 60 }, (_, n) => ({
    quantity: n + 1,
    title: `Thing number ${n} with a name that is rather long and wraps`,
    sku: `SKU-${n}`,
    wishes: ['Engraving: A. & J.'],
  }))
  expect((await sized(await drawSlip(slip({ lines })))).pages).toBeGreaterThan(3)
})

test('every script that names are written in gets fonts of its own', async () => {
  const plain = await sized(await drawSlip(slip()))
  const shipTo = [
    'فاطمة الزهراء, شارع زايد 12',
    'דוד לוי',
    '山田 太郎',
    '김철수',
    '王小明',
    'Нина Ёлкина, Ελένη',
    'प्रिया शर्मा',
    'สมชาย ใจดี',
    'ნინო Հայ বাংলা தமிழ்',
  ]
  const all = await sized(await drawSlip(slip({ shipTo, country: 'JP' })))
  expect(all.fonts).toBeGreaterThanOrEqual(plain.fonts + shipTo.length)
})

test('signs that no font has, and hidden ones, do not keep a slip from being printed', async () => {
  const note = 'Happy birthday 🎂\u202e\u0000\uE000 \u{1F468}\u200D\u{1F469} ok'
  expect((await sized(await drawSlip(slip({ note, shipTo: [''] })))).pages).toBe(1)
})
