import { type Answer, page } from './http.ts'
import type { Carrier } from './world.ts'

const safe = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '',
  )

/** The carrier's page for people who wait for a parcel. */
export function trackingPage(carrier: Carrier, number: string): Answer {
  const parcel = carrier.book.byNumber.get(number)
  if (!parcel)
    return page(frame('No such parcel', `<p>We know no parcel ${safe(number)}.</p>`), 404)
  const scans = parcel.events
    .toReversed()
    .map(
      (event) =>
        `<li><b>${safe(event.message)}</b><br>${safe(event.place)}<br><time>${event.at.slice(0, 16).replace('T', ' ')} UTC</time></li>`,
    )
    .join('')
  return page(
    frame(
      `Parcel ${safe(number)}`,
      `<p>Expected on <b>${parcel.eta.slice(0, 10)}</b></p><ol>${scans || '<li>Nothing yet</li>'}</ol>`,
    ),
  )
}

const frame = (title: string, body: string) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Parcelnet</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c1c28}header{background:#5b2a86;color:#fff;padding:16px 20px;font-weight:700}
main{max-width:560px;margin:0 auto;padding:20px}ol{list-style:none;padding:0;border-left:3px solid #5b2a86}li{padding:0 0 18px 16px}time{color:#5c5c6e}</style>
</head><body><header>Parcelnet</header><main><h1>${title}</h1>${body}</main></body></html>`
