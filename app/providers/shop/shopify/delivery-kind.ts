import type { OrderSnapshot } from '../snapshot.ts'

interface Facts {
  readonly lines: readonly { readonly quantity: number; readonly requiresShipping: boolean }[]
  /** Method types of the order's fulfillment orders; empty when they are not known (yet). */
  readonly methods: readonly string[]
  readonly hasShipTo: boolean
}

/**
 * How the goods reach the customer. A webhook does not mark pickup in any way (its shipping line
 * looks like another's, `delivery_category` is null), so without an address it stays `unknown`.
 */
export function decideDeliveryKind({
  lines,
  methods,
  hasShipTo,
}: Facts): OrderSnapshot['deliveryKind'] {
  const left = lines.filter((line) => line.quantity > 0)
  const counted = left.length > 0 ? left : lines
  if (counted.length > 0 && counted.every((line) => !line.requiresShipping)) return 'digital'
  const carried = methods.filter((method) => method !== 'NONE')
  if (carried.some((method) => !collected.has(method))) return 'shipping'
  if (carried.length > 0) return 'pickup'
  return hasShipTo ? 'shipping' : 'unknown'
}

/** RETAIL: sold over the counter, nothing is carried anywhere. */
const collected: ReadonlySet<string> = new Set(['PICK_UP', 'RETAIL'])
