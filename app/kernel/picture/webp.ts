import type { ReadParts } from './read-parts.ts'

const ofLooks = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']
const pixels = ['VP8 ', 'VP8L', 'ANMF']
/** Flags of the head that say that notes (EXIF, XMP) follow. */
const notes = 0x08 | 0x04

/** WebP: a RIFF file of parts, each a name, a length and data of an even length. */
export const readWebp: ReadParts = (bytes) => {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return null
  const whole = 8 + bytes.readUInt32LE(4)
  if (whole > bytes.length) return null
  const kept: Buffer[] = []
  let hasPixels = false
  for (let at = 12; at + 8 <= whole; ) {
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > whole) return null
    const name = bytes.toString('latin1', at, at + 4)
    hasPixels ||= pixels.includes(name)
    if (ofLooks.includes(name)) kept.push(withoutNotes(name, Buffer.from(bytes.subarray(at, end))))
    at = end
  }
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + kept.reduce((sum, part) => sum + part.length, 0), 4)
  return hasPixels ? [head, ...kept] : null
}

function withoutNotes(name: string, part: Buffer): Buffer {
  if (name === 'VP8X' && part.length > 8) part.writeUInt8(part.readUInt8(8) & ~notes, 8)
  return part
}
