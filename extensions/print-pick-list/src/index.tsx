/// <reference types="@shopify/ui-extensions/admin.order-details.print-action.render" />
import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { pickListOf } from '../../slips-of.ts'

export default async () => {
  render(<PrintPickList />, document.body)
}

/** Prints what is to be fetched for this order: the admin shows the PDF and prints it. */
function PrintPickList() {
  return (
    <s-admin-print-action src={pickListOf(shopify.data.selected)}>
      <s-text>{shopify.i18n.translate('fits')}</s-text>
    </s-admin-print-action>
  )
}
