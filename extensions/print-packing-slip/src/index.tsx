/// <reference types="@shopify/ui-extensions/admin.order-details.print-action.render" />
import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { slipsOf } from '../../slips-of.ts'

export default async () => {
  render(<PrintSlips />, document.body)
}

/** Prints what goes into the parcels of this order: the admin shows the PDF and prints it. */
function PrintSlips() {
  return (
    <s-admin-print-action src={slipsOf(shopify.data.selected)}>
      <s-text>{shopify.i18n.translate('fits')}</s-text>
    </s-admin-print-action>
  )
}
