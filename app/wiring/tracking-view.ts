import { showDay, showInstant } from '../journey/show-time.ts'
import type { OrderTracking, TrackedBox, TrackedShipment } from '../stages/track/index.server.ts'
import { type OrderTurn, orderStages, sayStatus, trackWords } from '../stages/track/index.ts'

/** What stands out about an order, told to its customer. */
const tones: Readonly<Record<OrderTurn, 'bad' | 'good' | 'info'>> = {
  needs_details: 'bad',
  needs_confirmation: 'info',
  ready_for_collection: 'good',
  came_back: 'bad',
  cancelled: 'info',
}

/** The day that was named first, when it became a later one: an earlier one needs no excuse. */
const earlierDay = (first: string | null, now: string | null, timeZone: string): string | null =>
  first && now && first < now && showDay(first, 'en', timeZone) !== showDay(now, 'en', timeZone)
    ? first
    : null

/** An order's tracking as its customer's page shows it: words and days, no instants. */
export function trackingView(tracking: OrderTracking) {
  const { language, timeZone, stage, turn } = tracking
  const say = trackWords.in(language)
  const day = (at: string | null) => (at ? showDay(at, language, timeZone) : '')
  const over = stage === 'delivered' || turn === 'cancelled' || turn === 'came_back'
  const expectedAt = over ? null : (tracking.expectedAt ?? tracking.promisedAt)
  const now = orderStages.indexOf(stage)
  const digital =
    tracking.shipments.length > 0 && tracking.shipments.every((one) => one.kind === 'digital')
  return {
    orderName: tracking.orderName,
    language,
    notice: turn && {
      tone: tones[turn],
      title: say(`${turn}_title`),
      text: say(`${turn}_text`),
    },
    expected: day(expectedAt),
    expectedBefore: day(earlierDay(tracking.promisedAt, expectedAt, timeZone)),
    stages:
      turn === 'cancelled' || (digital && stage === 'delivered')
        ? []
        : orderStages.map((each, at) => ({
            label: say(each),
            state:
              at < now || stage === 'delivered'
                ? ('done' as const)
                : at === now
                  ? ('now' as const)
                  : ('coming' as const),
            note: at <= now ? day(tracking.reached[each] ?? null) : '',
          })),
    shipments: tracking.shipments.map((shipment) => shipmentView(shipment, tracking)),
    mayReturn: tracking.mayReturn,
  }
}

type Reader = Pick<OrderTracking, 'language' | 'timeZone'>

const shipmentView = (shipment: TrackedShipment, reader: Reader) => ({
  id: shipment.id,
  kind: shipment.kind,
  words: shipmentWords(shipment, reader),
  lines: shipment.lines.map((line) => ({ ...line, price: '' })),
  parcels: shipment.parcels
    .filter((parcel) => shipment.state !== 'labelled' || parcel.events.length > 0)
    .map((parcel) => parcelView(parcel, reader)),
})

function shipmentWords({ state, kind }: TrackedShipment, { language }: Reader): string {
  const say = trackWords.in(language)
  if (state !== 'delivered') return say('not_sent')
  return say(
    kind === 'digital' ? 'was_digital' : kind === 'pickup' ? 'was_pickup' : 'was_delivered',
  )
}

function parcelView(parcel: TrackedBox, { language, timeZone }: Reader) {
  const open = parcel.status !== 'delivered' && parcel.status !== 'returned'
  const day = (at: string | null) => (at ? showDay(at, language, timeZone) : '')
  const eta = open ? parcel.eta : null
  return {
    id: parcel.id,
    carrier: parcel.carrier,
    number: parcel.number ?? '',
    url: parcel.url,
    statusWords: sayStatus(language, parcel.status),
    expected: day(eta),
    expectedBefore: day(earlierDay(parcel.originalEta, eta, timeZone)),
    events: parcel.events.map(({ id, at, said, status, place }) => ({
      ...{ id, place },
      words: said || sayStatus(language, status),
      when: at ? showInstant(at, language, timeZone) : '',
    })),
  }
}
