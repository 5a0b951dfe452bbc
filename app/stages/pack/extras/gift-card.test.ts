import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { barcodesIn, pdfPictures } from '../../../../tests/pdf-picture.ts'
import { drawGiftCards } from './gift-card.server.ts'

const draw = (...texts: readonly string[]) =>
  drawGiftCards({ shopName: 'Skellig & Daughters', country: 'IE', texts })
const pagesOf = async (pdf: Uint8Array) => (await PDFDocument.load(pdf)).getPageCount()

test('each text is a card of its own, in any script, without a code on it', async () => {
  const pdf = await draw(
    'Happy birthday, dear Ana!\n\nLove from all of us',
    'يوم ميلاد سعيد يا فاطمة، مع كل الحب من العائلة',
    'お誕生日おめでとうございます',
  )
  expect(await pagesOf(pdf)).toBe(3)
  for (const picture of await pdfPictures(pdf)) expect(await barcodesIn(picture)).toEqual([])
})

test('a long text is smaller, and a very long one goes on over cards', async () => {
  const sentence = 'All the best for the new year, and may every day of it be a good one. '
  expect(await pagesOf(await draw(sentence.repeat(8)))).toBe(1)
  expect(await pagesOf(await draw(sentence.repeat(60)))).toBeGreaterThan(2)
  expect(await pagesOf(await draw('W'.repeat(4_000)))).toBeGreaterThan(0)
})
