/** What people may type, through what the app writes: files for spreadsheets, labels, messages to partners. Slips and letters: in their rooms. */
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { ready } from 'zpl-renderer-js'
import { csvLine } from '../../app/journey/audit/audit-words.ts'
import { readCsvTable, writeCsv } from '../../app/kernel/csv-table.ts'
import { requestMessage } from '../../app/providers/partner/signed-api/message.ts'
import { labelsPdf, labelsZpl } from '../../app/stages/stock/index.server.ts'
import { labelSizes } from '../../app/stages/stock/index.ts'
import { naughtyStrings } from '../arrange/naughty-strings.ts'
import { barcodesIn, pdfPictures } from '../pdf-picture.ts'

const all = Object.entries(naughtyStrings)
const texts = Object.values(naughtyStrings)

/** What a spreadsheet calculates: its first shown sign is one of these. */
const calculated = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u
const hidden = /(?![\t\r\n])\p{Cc}/gu

test.each(all)('no cell of a file is calculated, and it says what was typed: %s', (_, text) => {
  const files = [
    csvLine(['before', text, 'after']),
    writeCsv(['a', 'b', 'c'], [['before', text, 'after']]),
  ]
  for (const file of files) {
    const rows = Papa.parse<string[]>(file.replace(/^\ufeff/, ''), { newline: '\r\n' }).data
    const cells = rows.find(([first]) => first === 'before') ?? []
    expect(cells).toHaveLength(3)
    expect(cells[1]).not.toMatch(calculated)
    expect([text, `'${text}`].map((one) => one.replace(hidden, ''))).toContain(cells[1])
  }
})

test('a file of them is read back as it was written', () => {
  const rows = texts.filter((text) => text.trim() !== '').map((text) => [text, 'x'])
  const read = readCsvTable(new TextEncoder().encode(writeCsv(['text', 'mark'], rows)))
  expect(read.ok && read.value.rows.map(([text]) => text)).toEqual(
    rows.map(([text = '']) => text.replace(hidden, '').toWellFormed().trim()),
  )
})

test('labels have the commands we wrote and no others, as ZPL and as PDF', async () => {
  const commands = (zpl: string) => zpl.match(/[\^~]/g)?.length
  const plain = commands(labelsZpl([{ code: 'A-1', title: 'Bin', sub: 'x' }], labelSizes['100x50']))
  for (const [what, text] of all) {
    const zpl = labelsZpl([{ code: 'A-1', title: text, sub: text }], labelSizes['100x50'])
    expect([what, commands(zpl)]).toEqual([what, plain])
    expect(zpl).not.toMatch(/[^\x20-\x7e\n]/)
  }
  const labels = texts.map((text) => ({ code: 'A-1', title: text, sub: text }))
  const pictures = await pdfPictures(await labelsPdf(labels, labelSizes['50x25'], 'IE'), 1)
  expect(pictures).toHaveLength(texts.length)
}, 60_000)

test('bars of a ZPL label say the code, whatever signs it has', async () => {
  const { api } = await ready
  const { widthMm, heightMm } = labelSizes['100x50']
  for (const code of ['A-01-02', 'A>8B>;12', '^XZ~JA_5E', '100%&<b>']) {
    const zpl = labelsZpl([{ code, title: 'Bin', sub: '' }], { widthMm, heightMm })
    const png = Buffer.from(await api.zplToBase64Async(zpl, widthMm, heightMm, 8), 'base64')
    expect(await barcodesIn(png)).toEqual([code])
  }
})

test.each(all)('a partner gets JSON that says what was typed: %s', (_, text) => {
  const message = requestMessage(
    {
      ...{ shipmentId: 's', number: '#1-1', orderName: '#1', shippingTitle: text, note: text },
      shipBy: '2026-11-27T12:00:00Z',
      shipTo: {
        ...{ name: text, company: text, street1: text, street2: text, city: text, region: text },
        ...{ postcode: text, country: 'IE', phone: text, email: text },
      },
      lines: [{ lineId: 'l', sku: text, title: text, quantity: 1 }],
    },
    new Date(0),
  )
  const sent = Buffer.from(JSON.stringify(message), 'utf8').toString('utf8')
  expect(JSON.parse(sent)).toEqual(JSON.parse(JSON.stringify(message)))
  expect(JSON.parse(sent).data).toMatchObject({ note: text, lines: [{ sku: text }] })
})
