/** Largest photo that is kept, in bytes, and most of one shipment. */
export const photoBytes = 3_000_000
export const mostPhotos = 8

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
