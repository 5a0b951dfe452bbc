import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Picture, readPicture } from '../../../kernel/picture/read-picture.ts'

export const mostPhotoBytes = 5_000_000

export type PhotoRefusal =
  | { readonly kind: 'too_large'; readonly bytes: number }
  | { readonly kind: 'no_picture' }

/** A photo that somebody brought, without what a camera writes beside it (where it was taken). */
export function readPhoto(bytes: Uint8Array): Outcome<Picture, PhotoRefusal> {
  if (bytes.length > mostPhotoBytes) return refuse({ kind: 'too_large', bytes: bytes.length })
  const picture = readPicture(bytes)
  return picture ? accept(picture) : refuse({ kind: 'no_picture' })
}
