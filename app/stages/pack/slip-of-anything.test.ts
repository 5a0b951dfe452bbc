import { PDFiumLibrary } from '@hyzyla/pdfium'
import { expect, test } from 'vitest'
import { naughtyStrings } from '../../../tests/arrange/naughty-strings.ts'
import { drawSlip } from './slip.server.ts'

const all = Object.entries(naughtyStrings)

test.each(all)('a slip is printed whatever stands in its fields: %s', async (_, text) => {
  const pdf = await drawSlip({
    ...{ shopName: text, orderName: '#1', number: '#1-1', placedOn: '23 November 2026' },
    ...{ shipTo: [text, text], country: 'IE', shippingTitle: text, note: text, contact: text },
    lines: [{ quantity: 2, title: text, sku: text, wishes: [text] }],
  })
  const document = await (await PDFiumLibrary.init()).loadDocument(pdf)
  const pages = [...document.pages()]
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.length).toBeLessThan(40)
  if (/^[\x20-\x7e]{4,120}$/.test(text)) {
    const printed = pages
      .map((page) => page.getText())
      .join('')
      .replace(/\s/g, '')
    expect(printed).toContain(text.replace(/\s/g, ''))
  }
  document.destroy()
})
