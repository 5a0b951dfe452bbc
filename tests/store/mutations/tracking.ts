/** Tracking numbers and the links Shopify makes for carriers it knows (names are case-sensitive). */
import type { FulfillmentRecord } from '../records/fulfillment.ts'

export interface TrackingInput {
  readonly company?: string | null
  readonly number?: string | null
  readonly numbers?: readonly string[] | null
  readonly url?: string | null
  readonly urls?: readonly string[] | null
}

const links: Readonly<Record<string, string>> = {
  'Australia Post': 'https://auspost.com.au/mypost/track/#/details/',
  'Canada Post': 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=',
  'DHL Express': 'https://www.dhl.com/track?tracking-id=',
  DPD: 'https://tracking.dpd.de/status/en_US/parcel/',
  Evri: 'https://www.evri.com/track/parcel/',
  FedEx: 'https://www.fedex.com/fedextrack/?trknbr=',
  GLS: 'https://gls-group.eu/track/',
  PostNL: 'https://postnl.nl/tracktrace/?B=',
  'Royal Mail': 'https://www.royalmail.com/track-your-item#/tracking-results/',
  UPS: 'https://www.ups.com/track?tracknum=',
  USPS: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=',
}

export function trackingFrom(
  input: TrackingInput | null | undefined,
): FulfillmentRecord['tracking'] {
  if (input == null) return []
  const numbers = input.numbers ?? (input.number ? [input.number] : [])
  const urls = input.urls ?? (input.url ? [input.url] : [])
  const company = input.company ?? null
  if (numbers.length === 0 && urls.length === 0) {
    return company === null ? [] : [{ company, number: null, url: null }]
  }
  const parcels = Array.from({ length: Math.max(numbers.length, urls.length) }, (_, at) => at)
  return parcels.map((at) => {
    const number = numbers[at] ?? null
    const link = company === null || number === null ? undefined : links[company]
    return { company, number, url: urls[at] ?? (link === undefined ? null : `${link}${number}`) }
  })
}
