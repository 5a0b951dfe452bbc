import { createHmac } from 'node:crypto'
import { newsOf } from './api.ts'
import type { CarrierParcel } from './book.ts'
import type { Carrier } from './world.ts'

/** Over the raw bytes, as they go over the wire. */
export const signatureOf = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

const most = 10

/** Sends one parcel's news; what is not taken is sent again with growing waits, ten times. */
async function pushOne(carrier: Carrier, parcel: CarrierParcel): Promise<void> {
  const ids = [...parcel.unpushed]
  const events = parcel.events.filter((event) => ids.includes(event.id))
  const body = JSON.stringify({
    sent_at: new Date().toISOString(),
    parcels: [newsOf(parcel, events)],
  })
  const url = `${carrier.options.appUrl}/carrier/parcelnet/${parcel.callback}`
  const taken = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-parcelnet-signature': signatureOf(carrier.options.secret, body),
    },
    body,
    signal: AbortSignal.timeout(5_000),
  }).then(
    (answer) => answer.ok,
    () => false,
  )
  if (taken) parcel.unpushed = parcel.unpushed.filter((id) => !ids.includes(id))
  parcel.pushTries = taken ? 0 : parcel.pushTries + 1
  parcel.pushAt = Date.now() + (taken ? 0 : Math.min(60_000, 200 * 2 ** parcel.pushTries))
  if (parcel.pushTries >= most) parcel.unpushed = []
  carrier.book.changed()
}

/** Sends all news that wait and are due, a few at a time. */
export async function pushDue(carrier: Carrier): Promise<void> {
  if (carrier.paused) return
  const now = Date.now()
  const due = [...carrier.book.byNumber.values()].filter(
    (parcel) => parcel.unpushed.length > 0 && parcel.pushAt <= now,
  )
  for (let at = 0; at < due.length; at += 8)
    await Promise.all(due.slice(at, at + 8).map((parcel) => pushOne(carrier, parcel)))
}
