import { showDay, showInstant } from '../journey/show-time.ts'
import type { OrderTracking, TrackedBox, TrackedShipment } from '../stages/track/index.server.ts'
import { type OrderTurn, orderStageLabel, orderStages } from '../stages/track/index.ts'

/** What stands out about an order, told to its customer. */
const turns: Readonly<
  Record<OrderTurn, { tone: 'bad' | 'good' | 'info'; title: string; text: string }>
> = {
  needs_details: {
    tone: 'bad',
    title: 'We need a detail from you',
    text: 'Your order waits for it. Please open the link in the mail we sent you, or write to us.',
  },
  needs_confirmation: {
    tone: 'info',
    title: 'Please confirm your order',
    text: 'Press the button in the mail we sent you, and we start at once.',
  },
  ready_for_collection: {
    tone: 'good',
    title: 'Ready for collection',
    text: 'You can fetch it now. Please bring the number of your order.',
  },
  came_back: {
    tone: 'bad',
    title: 'A parcel came back to us',
    text: 'The carrier could not deliver it. We are looking into it and will be in touch.',
  },
  cancelled: {
    tone: 'info',
    title: 'This order was cancelled',
    text: 'Nothing more will be sent. If that surprises you, please write to us.',
  },
}

const shipmentWords: Readonly<Record<string, string>> = {
  digital: 'Sent to you by e-mail.',
  pickup: 'Collected at the counter.',
}

/** The day that was named first, when it became a later one: an earlier one needs no excuse. */
const earlierDay = (first: string | null, now: string | null, timeZone: string): string | null =>
  first && now && first < now && showDay(first, 'en', timeZone) !== showDay(now, 'en', timeZone)
    ? first
    : null

/** An order's tracking as its customer's page shows it: words and days, no instants. */
export function trackingView(tracking: OrderTracking) {
  const { timeZone, stage, turn } = tracking
  const day = (at: string | null) => (at ? showDay(at, 'en', timeZone) : '')
  const over = stage === 'delivered' || turn === 'cancelled' || turn === 'came_back'
  const expectedAt = over ? null : (tracking.expectedAt ?? tracking.promisedAt)
  const now = orderStages.indexOf(stage)
  const digital =
    tracking.shipments.length > 0 && tracking.shipments.every((one) => one.kind === 'digital')
  return {
    orderName: tracking.orderName,
    notice: turn ? turns[turn] : null,
    expected: day(expectedAt),
    expectedBefore: day(earlierDay(tracking.promisedAt, expectedAt, timeZone)),
    stages:
      turn === 'cancelled' || (digital && stage === 'delivered')
        ? []
        : orderStages.map((each, at) => ({
            label: orderStageLabel[each],
            state:
              at < now || stage === 'delivered'
                ? ('done' as const)
                : at === now
                  ? ('now' as const)
                  : ('coming' as const),
            note: at <= now ? day(tracking.reached[each] ?? null) : '',
          })),
    shipments: tracking.shipments.map((shipment) => shipmentView(shipment, timeZone)),
    mayReturn: tracking.mayReturn,
  }
}

const shipmentView = (shipment: TrackedShipment, timeZone: string) => ({
  id: shipment.id,
  kind: shipment.kind,
  words:
    shipment.state === 'delivered'
      ? (shipmentWords[shipment.kind] ?? 'Delivered.')
      : 'Not sent yet.',
  lines: shipment.lines.map((line) => ({ ...line, price: '' })),
  parcels: shipment.parcels
    .filter((parcel) => shipment.state !== 'labelled' || parcel.events.length > 0)
    .map((parcel) => parcelView(parcel, timeZone)),
})

function parcelView(parcel: TrackedBox, timeZone: string) {
  const open = parcel.status !== 'delivered' && parcel.status !== 'returned'
  const day = (at: string | null) => (at ? showDay(at, 'en', timeZone) : '')
  const eta = open ? parcel.eta : null
  return {
    id: parcel.id,
    carrier: parcel.carrier,
    number: parcel.number ?? '',
    url: parcel.url,
    statusWords: parcel.status === 'unknown' ? 'With the carrier' : parcel.statusWords,
    expected: day(eta),
    expectedBefore: day(earlierDay(parcel.originalEta, eta, timeZone)),
    events: parcel.events.map((event) => ({
      ...{ id: event.id, words: event.words, place: event.place },
      when: event.at ? showInstant(event.at, 'en', timeZone) : '',
    })),
  }
}
