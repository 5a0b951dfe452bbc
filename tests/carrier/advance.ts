import type { CarrierEvent, CarrierParcel } from './book.ts'
import { chance, type Scan, ways } from './ways.ts'
import type { Carrier } from './world.ts'

const hubs = ['Leipzig', 'Utrecht', 'Lyon', 'Poznan', 'Verona']

function placeOf(parcel: CarrierParcel, scan: Scan): string {
  switch (scan.place) {
    case 'sender':
      return `${parcel.from.city}, ${parcel.from.country}`
    case 'hub':
      return hubs[Math.floor(chance(`hub:${parcel.number}`) * hubs.length)] ?? 'Leipzig'
    case 'destination':
    case 'door':
      return `${parcel.to.city}, ${parcel.to.country}`
  }
}

/** The next scan of a parcel happens now. @returns null when its way is over or its label is void. */
export function advanceParcel(carrier: Carrier, parcel: CarrierParcel): CarrierEvent | null {
  const scan = parcel.voidedAt ? undefined : ways[parcel.way][parcel.step]
  if (!scan) {
    parcel.nextAt = null
    return null
  }
  const last = parcel.events.at(-1)
  const now = Math.max(Date.now(), last ? Date.parse(last.at) + 1 : 0)
  const event = {
    id: `${parcel.number}-${parcel.step + 1}`,
    code: scan.code,
    at: new Date(now).toISOString(),
    message: scan.message,
    place: placeOf(parcel, scan),
  }
  parcel.events.push(event)
  parcel.step++
  if (scan.laterDays)
    parcel.eta = new Date(Date.parse(parcel.eta) + scan.laterDays * 86_400_000).toISOString()
  const more = parcel.step < ways[parcel.way].length
  const wait = carrier.options.eventEveryMs * (0.6 + 0.8 * chance(`${event.id}:wait`))
  parcel.nextAt = more ? Date.now() + wait : null
  if (parcel.way !== 'quiet') parcel.unpushed.push(event.id)
  carrier.book.changed()
  return event
}

/** Advances every parcel whose next scan is due. */
export function advanceDue(carrier: Carrier): void {
  if (carrier.paused) return
  const now = Date.now()
  for (const parcel of carrier.book.byNumber.values())
    if (parcel.nextAt !== null && parcel.nextAt <= now) advanceParcel(carrier, parcel)
}
