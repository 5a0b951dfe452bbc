/** Most orders whose slips are printed at once; the app prints no more. */
export const mostPrinted = 50

/** Where the app gives the packing slips of some orders; Shopify adds the session token to relative addresses. */
export function slipsOf(selected: readonly { readonly id: string }[]): string {
  const orders = selected.slice(0, mostPrinted).map(({ id }) => id)
  return `/api/packing-slips?orders=${encodeURIComponent(orders.join(','))}`
}
