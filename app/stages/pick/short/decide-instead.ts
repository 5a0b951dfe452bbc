/** Free pieces of an item in one bin, of one lot or none. */
export interface Found {
  readonly binId: string
  readonly lotId: string | null
  readonly serial: string | null
  readonly free: number
}

/** Up to `wanted` pieces from the bins in the order they are given in. */
export function decideInstead(
  wanted: number,
  found: readonly Found[],
): readonly (Omit<Found, 'free'> & { readonly quantity: number })[] {
  let open = wanted
  return found.flatMap(({ free, ...from }) => {
    const quantity = Math.min(open, free)
    open -= quantity
    return quantity > 0 ? [{ ...from, quantity }] : []
  })
}
