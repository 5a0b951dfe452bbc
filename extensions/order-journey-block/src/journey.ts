/** What `GET /api/order-journey?order=<gid>` of the app answers. */
export type Journey =
  | { readonly found: false }
  | {
      readonly found: true
      readonly room: string
      /** null once the order ended. */
      readonly step: string | null
      readonly owner: string
      /** For people, in the shop's time zone. */
      readonly due: string
      readonly overdue: boolean
      /** `app:` address of the order's page. */
      readonly path: string
    }

/**
 * Asks the app; Shopify adds the session token to relative addresses.
 * @throws Error when it does not answer as expected: the block says so, it never shows an empty order.
 */
export async function readJourney(order: string | undefined): Promise<Journey> {
  if (!order) return { found: false }
  const response = await fetch(`/api/order-journey?order=${encodeURIComponent(order)}`)
  if (response.status === 404) return { found: false }
  if (!response.ok) throw new Error(`the app answered ${response.status}`)
  return response.json()
}
