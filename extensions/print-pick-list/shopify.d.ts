import '@shopify/ui-extensions'

declare module './src/index.tsx' {
  const shopify: import('@shopify/ui-extensions/admin.order-details.print-action.render').Api
}
