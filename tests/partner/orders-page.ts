import type { PartnerOrder } from './book.ts'
import { type Answer, page } from './http.ts'
import { countsOf } from './receive.ts'
import type { PartnerHouse } from './world.ts'

const safe = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '',
  )

const words: Readonly<Record<PartnerOrder['state'], string>> = {
  received: 'Received',
  accepted: 'Accepted',
  rejected: 'Rejected',
  shipped: 'Shipped',
  stopped: 'Stopped',
}

/** The partner's own system, as its people see it: the orders it has, newest first. */
export function ordersPage(house: PartnerHouse): Answer {
  const counts = countsOf(house)
  const rows = house.book.orders
    .toReversed()
    .slice(0, 200)
    .map(
      (order) => `<tr><td><b>${order.reference}</b><br><small>${safe(order.number)}</small></td>
<td><span class="${order.state}">${words[order.state]}</span>${order.stopAsked ? '<br><small>to be stopped</small>' : ''}</td>
<td>${safe([order.shipTo['city'], order.shipTo['country']].filter(Boolean).join(', '))}</td>
<td>${order.lines.map((line) => `${line.quantity} × ${safe(line.sku || line.title)}`).join('<br>')}</td>
<td>${order.tracking.map((one) => (one.url ? `<a href="${safe(one.url)}">${safe(one.number)}</a>` : safe(one.number))).join('<br>')}${order.trouble ? `<small class="trouble">${safe(order.trouble)}</small>` : ''}</td></tr>`,
    )
    .join('')
  return page(`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="5"><title>Orders · Halyard Fulfilment</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#14232b;background:#f3f6f7}header{background:#0b4a5e;color:#fff;padding:14px 20px;font-weight:700}
main{max-width:1000px;margin:0 auto;padding:20px}h1{font-size:22px;margin:0 0 4px}p{color:#4f626b;margin:0 0 16px}
.wide{overflow-x:auto;background:#fff;border:1px solid #d6dee2;border-radius:10px}table{border-collapse:collapse;width:100%;min-width:620px}
th,td{text-align:left;vertical-align:top;padding:10px 14px;border-bottom:1px solid #e6ecef}th{font-size:13px;color:#4f626b}small{color:#4f626b}
span{border-radius:99px;padding:2px 9px;background:#e8eef0;font-weight:600;font-size:13px}.received{background:#fff1cf}.accepted{background:#dbeefb}.shipped{background:#d9f2e3}.rejected,.stopped{background:#f6dcdc}.trouble{display:block;color:#9d1c1c;overflow-wrap:anywhere}</style>
</head><body><header>Halyard Fulfilment</header><main><h1>Orders</h1>
<p>${counts.orders} orders, ${counts.shipped} shipped, ${counts.rejected} rejected, ${counts.repeats} messages came again and were recognised.</p>
<div class="wide"><table><thead><tr><th>Order</th><th>State</th><th>To</th><th>Goods</th><th>Parcels</th></tr></thead><tbody>${rows || '<tr><td colspan="5">No orders yet.</td></tr>'}</tbody></table></div></main></body></html>`)
}
