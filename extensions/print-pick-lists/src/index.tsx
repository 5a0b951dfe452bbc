/// <reference types="@shopify/ui-extensions/admin.order-index.selection-print-action.render" />
import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { mostPrinted, pickListOf } from '../../slips-of.ts'

export default async () => {
  render(<PrintPickList />, document.body)
}

/** Prints what is to be fetched for the chosen orders: the admin shows the PDF and prints it. */
function PrintPickList() {
  return (
    <s-admin-print-action src={pickListOf(shopify.data.selected)}>
      {shopify.data.selected.length > mostPrinted && (
        <s-banner tone="warning">{shopify.i18n.translate('first')}</s-banner>
      )}
      <s-text>{shopify.i18n.translate('fits')}</s-text>
    </s-admin-print-action>
  )
}
