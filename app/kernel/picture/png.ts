import type { ReadParts } from './read-parts.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** Parts that a picture can do without and that change how it looks. */
const ofLooks = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']

/** PNG: parts of length, name, data and sum; the name's first letter is large where the picture needs it. */
export const readPng: ReadParts = (bytes) => {
  if (!bytes.subarray(0, 8).equals(signature) || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let hasPixels = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const name = bytes.toString('latin1', at + 4, at + 8)
    hasPixels ||= name === 'IDAT'
    if (/^[A-Z]/.test(name) || ofLooks.includes(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return hasPixels ? kept : null
    at = end
  }
  return null
}
