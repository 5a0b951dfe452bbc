/** What `GET /api/order-status?order=<gid>` of the app answers. It carries no personal data. */
export interface OrderStatus {
  /** Where the order stands. */
  readonly stage:
    | 'received'
    | 'held'
    | 'confirmed'
    | 'prepared'
    | 'ready'
    | 'onTheWay'
    | 'delivered'
    | 'cancelled'
  /** ISO day, null while nobody can say. */
  readonly expectedDay: string | null
  /** The day is later than the one first promised. */
  readonly later: boolean
  readonly parcels: readonly {
    readonly number: string
    readonly carrier: string
    readonly url: string | null
    readonly expectedDay: string | null
  }[]
}

/** Shopify's CLI puts the app's address in here when it builds; empty means the page's own origin. */
const appUrl = process.env['APP_URL'] ?? ''

/**
 * Asks the app with the customer's session token.
 * @param confirmation the order's confirmation number: it proves that its page is open, where nobody is signed in.
 * @returns null for an order the app does not know (yet).
 * @throws Error when it does not answer as expected.
 */
export async function readOrderStatus(
  order: string,
  confirmation: string,
  token: string,
): Promise<OrderStatus | null> {
  const query = new URLSearchParams({ order, confirmation })
  const response = await fetch(`${appUrl}/api/order-status?${query.toString()}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`the app answered ${response.status}`)
  return response.json()
}
