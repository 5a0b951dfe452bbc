import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

export interface Picture {
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp'
  /** What is seen and nothing else: no place, no time, no camera, no words, nothing behind its end. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * A picture by its own bytes, whatever its name says: JPEG, PNG or WebP, read part by part from its first mark to its
 * end. Parts that show nothing are left out (a phone writes into them where it was), and so is what is hidden behind
 * its end; a JPEG keeps which way up it is. The pixels are not touched. Null: no picture that is whole, a drawing with
 * scripts among them.
 */
export function readPicture(bytes: Uint8Array): Picture | null {
  const [mime, read] =
    bytes[0] === 0xff
      ? (['image/jpeg', readJpeg] as const)
      : bytes[0] === 0x89
        ? (['image/png', readPng] as const)
        : (['image/webp', readWebp] as const)
  const parts = read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  return parts && { mime, bytes: new Uint8Array(Buffer.concat(parts)) }
}
