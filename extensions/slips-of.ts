/** Most orders that are printed at once; the app prints no more. */
export const mostPrinted = 50

type Selected = readonly { readonly id: string }[]

/** Where the app gives a PDF about some orders; Shopify adds the session token to relative addresses. */
function about(path: string, selected: Selected): string {
  const orders = selected.slice(0, mostPrinted).map(({ id }) => id)
  return `${path}?orders=${encodeURIComponent(orders.join(','))}`
}

/** Their packing slips. */
export const slipsOf = (selected: Selected): string => about('/api/packing-slips', selected)

/** What is to be fetched for them. */
export const pickListOf = (selected: Selected): string => about('/api/pick-lists', selected)
