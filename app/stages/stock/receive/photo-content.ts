import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'

export const mostPhotoBytes = 5_000_000

export type PhotoMime = 'image/jpeg' | 'image/png' | 'image/webp'

export type PhotoRefusal =
  | { readonly kind: 'too_large'; readonly bytes: number }
  | { readonly kind: 'no_picture' }

/**
 * What kind of picture a file is by its own bytes, whatever its name says: JPEG, PNG or WebP, from its first mark to
 * its end. Anything else, a drawing with scripts among it, is no picture here.
 */
export function readPhoto(bytes: Uint8Array): Outcome<PhotoMime, PhotoRefusal> {
  if (bytes.length > mostPhotoBytes) return refuse({ kind: 'too_large', bytes: bytes.length })
  const at = (from: number, ...wanted: readonly number[]) =>
    wanted.every((byte, nth) => bytes[from + nth] === byte)
  const text = (from: number, wanted: string) => at(from, ...Buffer.from(wanted, 'latin1'))
  if (at(0, 0xff, 0xd8, 0xff) && Buffer.from(bytes).lastIndexOf(Buffer.from([0xff, 0xd9])) > 0)
    return accept('image/jpeg')
  if (at(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) && text(12, 'IHDR'))
    return Buffer.from(bytes).lastIndexOf('IEND', undefined, 'latin1') > 0
      ? accept('image/png')
      : refuse({ kind: 'no_picture' })
  if (
    text(0, 'RIFF') &&
    text(8, 'WEBP') &&
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 <= bytes.length
  )
    return accept('image/webp')
  return refuse({ kind: 'no_picture' })
}
