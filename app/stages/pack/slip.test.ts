import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFRawStream } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { drawSlip, type Slip } from './slip.server.ts'

// The reader would fetch its machine code from the network; here it is read from the package.
const require = createRequire(import.meta.url)
const wasmBinary = new Uint8Array(
  readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')),
).buffer
prepareZXingModule({ overrides: { wasmBinary } })

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

/** What the pages draw, as PDF operators. */
async function contents(pdf: Uint8Array): Promise<{ pages: number; drawn: string; fonts: number }> {
  const document = await PDFDocument.load(pdf)
  const streams = document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [object] : []))
  const drawn = streams.flatMap((stream) => {
    if (!stream.dict.toString().includes('/FlateDecode')) return []
    const text = inflateSync(stream.contents).toString('latin1')
    return / re\b|\bTJ\b/.test(text) ? [text] : []
  })
  const fonts = document.context
    .enumerateIndirectObjects()
    .filter(([, object]) => object.toString().includes('/FontFile2')).length
  return { pages: document.getPageCount(), drawn: drawn.join('\n'), fonts }
}

/** Draws the filled bars as a printer would, and reads them as a scanner would. */
async function scanned(drawn: string): Promise<string | undefined> {
  const scale = 4
  const [width, height] = [450 * scale, 120 * scale]
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const [, x = '', y = '', w = '', h = ''] of drawn.matchAll(
    /([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g,
  ))
    for (let row = Number(y) * scale; row < (Number(y) + Number(h)) * scale; row++)
      for (
        let column = Math.round(Number(x) * scale);
        column < (Number(x) + Number(w)) * scale - 0.5;
        column++
      )
        data.fill(
          0,
          (Math.trunc(row) * width + column) * 4,
          (Math.trunc(row) * width + column) * 4 + 3,
        )
  const found = await readBarcodes(
    { data, width, height, colorSpace: 'srgb' },
    { formats: ['Code128'] },
  )
  return found[0]?.text
}

test("a slip's barcode reads as its shipment", async () => {
  const { drawn, pages } = await contents(await drawSlip(slip()))
  expect(pages).toBe(1)
  expect(await scanned(drawn)).toBe('#1042-1')
})

test('a long order goes on over pages', async () => {
  const lines = Array.from({ length: 60 }, (_, n) => ({
    quantity: n + 1,
    title: `Thing number ${n} with a name that is rather long and wraps`,
    sku: `SKU-${n}`,
    wishes: ['Engraving: A. & J.'],
  }))
  expect((await contents(await drawSlip(slip({ lines })))).pages).toBeGreaterThan(3)
})

test('every script that names are written in gets fonts of its own', async () => {
  const plain = await contents(await drawSlip(slip()))
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
  const all = await contents(await drawSlip(slip({ shipTo, country: 'JP' })))
  expect(all.fonts).toBeGreaterThanOrEqual(plain.fonts + shipTo.length)
})

test('signs that no font has, and hidden ones, do not keep a slip from being printed', async () => {
  const note = 'Happy birthday 🎂\u202e\u0000\uE000 \u{1F468}\u200D\u{1F469} ok'
  expect((await contents(await drawSlip(slip({ note, shipTo: [''] })))).pages).toBe(1)
})
