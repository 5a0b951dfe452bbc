import { Goods, ShipTo } from './request-page.tsx'
import type { ShownRequest } from './shown-request.ts'

/** What goes into the box, to lie on the packing table or in the parcel. */
export function PackingList({
  request,
  shop,
  barcode,
}: {
  readonly request: ShownRequest
  readonly shop: string
  readonly barcode: string
}) {
  return (
    <>
      <a className="crumb" href={`/partner/requests/${request.id}`}>
        ← {request.number}
      </a>
      <p className="no-print">
        <button id="print" type="button">
          Print
        </button>
      </p>
      <h1>Packing list {request.number}</h1>
      <p className="soft">
        Order {request.orderName} of {shop}
      </p>
      <img className="barcode" src={barcode} alt={`Barcode ${request.number}`} />
      <section className="card">
        <h2>Send to</h2>
        <ShipTo request={request} />
      </section>
      <section className="card">
        <h2>Goods</h2>
        <Goods lines={request.lines} />
      </section>
    </>
  )
}
