import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jpegPicture, pngPicture, webpPicture, withNotes } from '../../../tests/arrange/pictures.ts'
import { readPicture } from './read-picture.ts'

const words = 'Kumquat Crescent 771, N 46.0511 E 14.5051'
const whole = (bytes: Uint8Array) => {
  const read = readPicture(bytes)
  return read && { mime: read.mime, bytes: Buffer.from(read.bytes) }
}

test('a picture without anything beside it stays as it is, byte for byte', () => {
  for (const [mime, bytes] of [
    ['image/jpeg', jpegPicture],
    ['image/png', pngPicture],
    ['image/webp', webpPicture],
  ] as const)
    expect(whole(bytes)).toEqual({ mime, bytes })
})

test('what a phone writes into a JPEG is gone, and what is hidden behind it; the dots stay', () => {
  const noted = withNotes(jpegPicture, words)
  expect(noted.includes(words)).toBe(true)
  expect(whole(noted)?.bytes).toEqual(jpegPicture)
  // Held on its side it is shown on its side.
  const turned = whole(withNotes(jpegPicture, words, 6))?.bytes
  expect(turned?.includes(words)).toBe(false)
  expect(turned?.subarray(2, 38).toString('hex')).toBe(
    'ffe10022457869660000' + '4d4d002a000000080001' + '011200030000000100060000' + '00000000',
  )
  expect(turned && Buffer.concat([turned.subarray(0, 2), turned.subarray(38)])).toEqual(jpegPicture)
  expect(whole(turned ?? Buffer.of())?.bytes).toEqual(turned)
})

test('words and times in a PNG are gone, and notes in a WebP', () => {
  const chunk = (name: string, data: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name + data, 'latin1'), Buffer.alloc(4)])
  }
  const png = Buffer.concat([
    ...[pngPicture.subarray(0, 33), chunk('tEXt', `Comment\0${words}`), chunk('eXIf', words)],
    ...[chunk('tIME', '1234567'), pngPicture.subarray(33), Buffer.from(words)],
  ])
  expect(whole(png)).toEqual({ mime: 'image/png', bytes: pngPicture })

  const notes = Buffer.from(`EXIF\x2a\0\0\0${words} `, 'latin1').subarray(0, 8 + 42)
  const webp = Buffer.concat([webpPicture, notes])
  webp.writeUInt32LE(webp.length - 8, 4)
  webp.writeUInt8(0x0c, 20)
  expect(webp.includes('Kumquat')).toBe(true)
  expect(whole(webp)).toEqual({ mime: 'image/webp', bytes: webpPicture })
})

test('what is cut off, or only calls itself a picture, is none', () => {
  for (const picture of [jpegPicture, pngPicture, webpPicture])
    for (const share of [0.1, 0.3, 0.6, 0.95])
      expect(readPicture(picture.subarray(0, Math.floor(picture.length * share)))).toBeNull()
  const marks = ['\xff\xd8\xff\xe0\0\0\xff\xd9', '\x89PNG\r\n\x1a\n....IHDR....IEND....']
  for (const other of [
    '<svg onload="x()"/>',
    'GIF89a',
    '',
    '%PDF-1.7',
    'RIFF\x08\0\0\0WEBPVP8 ',
    ...marks,
  ])
    expect([other, readPicture(Buffer.from(other, 'latin1'))]).toEqual([other, null])
})

test('whatever bytes stand for a picture, reading them ends, and read again they stay the same', () => {
  const broken = fc
    .tuple(
      fc.constantFrom(jpegPicture, pngPicture, webpPicture, withNotes(jpegPicture, words, 8)),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    )
    .map(([picture, changes]) => {
      const bytes = Buffer.from(picture)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      return bytes
    })
  fc.assert(
    fc.property(broken, (bytes) => {
      const once = readPicture(bytes)
      if (!once) return
      expect(once.bytes.length).toBeLessThanOrEqual(bytes.length)
      expect(readPicture(once.bytes)).toEqual(once)
    }),
    { numRuns: 2_000 },
  )
})
