import type { OrderFacts } from './complete.ts'

/**
 * How an order reaches its customer, told by what the store says of its fulfillment orders.
 * Something that is sent decides for the whole order; then something that is collected.
 * @param methods Shopify's method of each fulfillment order; null where it says none.
 * @param requiresShipping whether any line is a thing: decides where the store says nothing.
 */
export function decideDeliveryKind(
  methods: readonly (string | null)[],
  requiresShipping: boolean,
): OrderFacts['deliveryKind'] {
  const kinds = methods.map((method) => kindOf(method, requiresShipping))
  if (kinds.includes('shipping')) return 'shipping'
  if (kinds.includes('pickup')) return 'pickup'
  return kinds.length > 0 || !requiresShipping ? 'digital' : 'shipping'
}

function kindOf(method: string | null, requiresShipping: boolean): OrderFacts['deliveryKind'] {
  switch (method) {
    case 'PICK_UP':
    case 'RETAIL':
      return 'pickup'
    case 'NONE':
      return 'digital'
    case null:
      return requiresShipping ? 'shipping' : 'digital'
    // SHIPPING, LOCAL (a round of one's own) and PICKUP_POINT all go to an address.
    default:
      return 'shipping'
  }
}
