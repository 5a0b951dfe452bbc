/** A store's own domain as Shopify writes it: name.myshopify.com. */
export const isShopDomain = (text: string): boolean =>
  /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/.test(text)
