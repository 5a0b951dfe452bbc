/** Largest photo that is kept, in bytes, and most of one shipment. */
export const photoBytes = 3_000_000
export const mostPhotos = 8

const begins = (bytes: Uint8Array, at: number, signs: readonly number[]) =>
  signs.every((sign, index) => bytes[at + index] === sign)

/** What a picture is by its own first bytes, whatever it was called; null: none that is kept. */
export function imageKind(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (begins(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  const isWebp =
    begins(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && begins(bytes, 8, [0x57, 0x45, 0x42, 0x50])
  return isWebp ? 'image/webp' : null
}

export type PhotoRefusal =
  | { readonly kind: 'no_such_shipment' }
  | { readonly kind: 'no_picture' }
  | { readonly kind: 'too_large'; readonly bytes: number }
  | { readonly kind: 'enough' }

/** For the packer. */
export function photoWords(refusal: PhotoRefusal): string {
  switch (refusal.kind) {
    case 'no_such_shipment':
      return 'There is no such shipment'
    case 'no_picture':
      return 'This is no photo: JPEG, PNG and WebP are kept'
    case 'too_large':
      return `The photo is too large: ${(refusal.bytes / 1e6).toFixed(1)} MB of at most ${photoBytes / 1e6} MB`
    case 'enough':
      return `${mostPhotos} photos are kept of one shipment`
  }
}
