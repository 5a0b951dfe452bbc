/** Paths of the store that others point to; pages and answers of the API agree on them here. */

/** Where a shopper sees the order: the page behind `order_status_url` and `statusPageUrl`. */
export const orderStatusPath = (shop: string, statusToken: string): string =>
  `/shops/${shop}/orders/${statusToken}`
export const orderStatusPattern = '/shops/:shop/orders/:token'

/** Where a customer pays a draft order: behind its `invoiceUrl`. */
export const invoicePath = (shop: string, draftId: number): string =>
  `/shops/${shop}/invoices/${draftId}`
export const invoicePattern = '/shops/:shop/invoices/:draft'

/** A product's picture (SVG). */
export const picturePath = (shop: string, productId: number): string =>
  `/cdn/${shop}/products/${productId}.svg`
export const picturePattern = '/cdn/:shop/products/:file'

/** The result of a bulk operation (JSON Lines). */
export const bulkPath = (shop: string, operationId: number): string =>
  `/bulk/${shop}/${operationId}.jsonl`
export const bulkPattern = '/bulk/:shop/:file'
