import '@shopify/ui-extensions'

declare module './src/index.tsx' {
  const shopify: import('@shopify/ui-extensions/admin.order-index.selection-print-action.render').Api
}
