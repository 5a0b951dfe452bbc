import type { ReadParts } from './read-parts.ts'

const startOfScan = 0xda
const endOfImage = 0xd9
/** Frames: baseline, progressive and the rest; among them are three marks that are none. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
/** Parts of applications (0xe0 on) and comments. */
const isAside = (mark: number) => (mark >= 0xe0 && mark <= 0xef) || mark === 0xfe

/** Of the parts of applications those that say how colours are meant. */
const isOfColours = (mark: number, part: Buffer) =>
  mark === 0xe0 ||
  mark === 0xee ||
  (mark === 0xe2 && part.toString('latin1', 4, 15) === 'ICC_PROFILE')

interface Part {
  readonly mark: number
  /** With its mark and length; of a scan its head and data. */
  readonly bytes: Buffer
}

/** JPEG (ITU T.81, annex B): marks `ff xx`, most with a length behind them; after a scan's head its data. */
export const readJpeg: ReadParts = (bytes) => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const parts = partsOf(bytes)
  if (!parts?.some(({ mark }) => isFrame(mark))) return null
  const notes = parts.find(({ mark }) => mark === 0xe1)
  const turned = notes && wayUp(notes.bytes)
  const kept = parts.filter(({ mark, bytes: part }) => !isAside(mark) || isOfColours(mark, part))
  return [
    bytes.subarray(0, 2),
    ...(turned ? [turned] : []),
    ...kept.map((part) => part.bytes),
    Buffer.from([0xff, endOfImage]),
  ]
}

/** All between the first mark and the end; null when there is no end. */
function partsOf(bytes: Buffer): readonly Part[] | null {
  const parts: Part[] = []
  for (let at = 2; at + 1 < bytes.length; ) {
    const mark = bytes.readUInt8(at + 1)
    if (bytes[at] !== 0xff) return null
    if (mark === endOfImage) return parts
    const end = endOfPart(bytes, at, mark)
    if (end === null) return null
    // Before a mark `ff` may stand more than once.
    if (mark !== 0xff) parts.push({ mark, bytes: bytes.subarray(at, end) })
    at = end
  }
  return null
}

function endOfPart(bytes: Buffer, at: number, mark: number): number | null {
  if (mark === 0xff) return at + 1
  if (at + 4 > bytes.length) return null
  const length = bytes.readUInt16BE(at + 2)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) return null
  return mark === startOfScan ? endOfScan(bytes, end) : end
}

/** Where a scan's data end: at the first mark that is neither a restart nor a stuffed `ff`. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const orientation = 0x0112

/** Of a phone's notes which way up the picture is, as notes that say this alone; null when it stands, or does not say. */
function wayUp(part: Buffer): Buffer | null {
  if (part.toString('latin1', 4, 10) !== 'Exif\0\0' || part.length < 18) return null
  const notes = part.subarray(10)
  const isLittle = notes.toString('latin1', 0, 2) === 'II'
  const short = (at: number) =>
    at + 2 > notes.length ? 0 : isLittle ? notes.readUInt16LE(at) : notes.readUInt16BE(at)
  const first = isLittle ? notes.readUInt32LE(4) : notes.readUInt32BE(4)
  for (let nth = 0; nth < Math.min(short(first), 100); nth += 1) {
    const entry = first + 2 + nth * 12
    const way = short(entry + 8)
    if (short(entry) === orientation && way >= 2 && way <= 8) return notesOf(way)
  }
  return null
}

/** A part of notes with one entry, big-endian: orientation, a short, once. */
const notesOf = (way: number): Buffer =>
  Buffer.concat([
    Buffer.from('ffe10022', 'hex'),
    Buffer.from('Exif\0\0', 'latin1'),
    Buffer.from('4d4d002a000000080001', 'hex'),
    Buffer.from(`0112000300000001000${way}0000`, 'hex'),
    Buffer.alloc(4),
  ])
