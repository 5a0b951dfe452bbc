import type { ReactElement } from 'react'
import {
  Lines,
  Notice,
  type ShopFace,
  type ShopperLine,
  ShopperPage,
  type Stage,
  Stages,
} from './page.tsx'

interface ShopperEvent {
  readonly id: string
  /** "Mon 23 Nov, 14:05"; empty where the carrier told no time. */
  readonly when: string
  readonly words: string
  readonly place: string
}

interface ShopperParcel {
  readonly id: string
  readonly carrier: string
  /** Empty where the carrier gives none. */
  readonly number: string
  readonly url: string | null
  readonly statusWords: string
  /** "Wed 25 Nov"; empty while nobody knows, and once it arrived. */
  readonly expected: string
  /** The day that was expected first, where it was another one. */
  readonly expectedBefore: string
  /** Newest first. */
  readonly events: readonly ShopperEvent[]
}

interface ShopperShipment {
  readonly id: string
  readonly kind: string
  /** What stands for it while it has no parcels: "Being prepared". */
  readonly words: string
  readonly lines: readonly ShopperLine[]
  readonly parcels: readonly ShopperParcel[]
}

export interface TrackingPageProps {
  readonly shop: ShopFace
  readonly orderName: string
  readonly notice: {
    readonly tone: 'bad' | 'good' | 'info'
    readonly title: string
    readonly text: string
  } | null
  /** The day everything should be there; empty while nobody knows, and once it arrived. */
  readonly expected: string
  readonly expectedBefore: string
  readonly stages: readonly Stage[]
  readonly shipments: readonly ShopperShipment[]
  readonly mayReturn: boolean
}

/** How many events are in sight; the rest opens. */
const inSight = 3

/** Where an order is: its stages, its parcels with their news, and the way to a return. */
export const TrackingPage = (props: TrackingPageProps): ReactElement => (
  <ShopperPage shop={props.shop} title={`Your order ${props.orderName}`}>
    {props.notice ? (
      <Notice tone={props.notice.tone} title={props.notice.title}>
        <p>{props.notice.text}</p>
      </Notice>
    ) : null}
    {props.expected ? <Expected {...props} /> : null}
    <Stages stages={props.stages} />
    {props.shipments.map((shipment, at) => (
      <Shipment
        key={shipment.id}
        shipment={shipment}
        heading={
          props.shipments.length > 1
            ? `Part ${at + 1} of ${props.shipments.length}`
            : 'What is in it'
        }
      />
    ))}
    {props.mayReturn ? (
      <>
        <h2>Something is not right?</h2>
        <p>You can send things back. Tell us what and why; we answer by mail.</p>
        <form method="post">
          <button type="submit" className="plain">
            Start a return
          </button>
        </form>
      </>
    ) : null}
  </ShopperPage>
)

const Expected = ({ expected, expectedBefore }: { expected: string; expectedBefore: string }) => (
  <p>
    Expected <strong>{expected}</strong>
    {expectedBefore ? <span className="quiet"> (first: {expectedBefore})</span> : null}
  </p>
)

const Shipment = ({
  shipment,
  heading,
}: {
  readonly shipment: ShopperShipment
  readonly heading: string
}) => (
  <section>
    {shipment.parcels.map((parcel, at) => (
      <Parcel
        key={parcel.id}
        parcel={parcel}
        heading={shipment.parcels.length > 1 ? `Parcel ${at + 1}` : 'Your parcel'}
      />
    ))}
    <h2>{heading}</h2>
    {shipment.parcels.length === 0 ? <p className="quiet">{shipment.words}</p> : null}
    <Lines lines={shipment.lines} />
  </section>
)

const Parcel = ({
  parcel,
  heading,
}: {
  readonly parcel: ShopperParcel
  readonly heading: string
}) => (
  <>
    <h2>{heading}</h2>
    <div className="box">
      <p>
        <strong>{parcel.statusWords}</strong>
        {parcel.expected ? <>, expected {parcel.expected}</> : null}
        {parcel.expectedBefore ? (
          <span className="quiet"> (first: {parcel.expectedBefore})</span>
        ) : null}
        <br />
        <bdi>{parcel.carrier}</bdi>
        {parcel.number ? (
          <>
            {', '}
            {parcel.url ? (
              <a href={parcel.url} rel="noreferrer">
                {parcel.number}
              </a>
            ) : (
              parcel.number
            )}
          </>
        ) : null}
      </p>
      <Events events={parcel.events} />
    </div>
  </>
)

const Events = ({ events }: { readonly events: readonly ShopperEvent[] }) => {
  const later = events.slice(inSight)
  return (
    <>
      <EventList events={events.slice(0, inSight)} />
      {later.length > 0 ? (
        <details>
          <summary>Everything before ({later.length})</summary>
          <EventList events={later} />
        </details>
      ) : null}
    </>
  )
}

const EventList = ({ events }: { readonly events: readonly ShopperEvent[] }) =>
  events.length === 0 ? null : (
    <ul>
      {events.map((event) => (
        <li key={event.id}>
          <span dir="auto">{event.words}</span>
          <span className="quiet">
            {event.place ? (
              <>
                , <bdi>{event.place}</bdi>
              </>
            ) : null}
            {event.when ? `, ${event.when}` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
