import { type ReactElement, useContext } from 'react'
import type { Language } from '../../kernel/language.ts'
import { hostOf } from '../../kernel/web-address.ts'
import { PageLanguage } from './language.ts'
import {
  Lines,
  Notice,
  type ShopFace,
  type ShopperLine,
  ShopperPage,
  type Stage,
  Stages,
} from './page.tsx'
import { trackingWords } from './tracking-words.ts'

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
  readonly language: Language
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
export const TrackingPage = (props: TrackingPageProps): ReactElement => {
  const say = trackingWords.in(props.language)
  const all = props.shipments.length
  return (
    <ShopperPage
      shop={props.shop}
      language={props.language}
      title={say('title', { order: props.orderName })}
    >
      {props.notice ? (
        <Notice tone={props.notice.tone} title={props.notice.title}>
          <p>{props.notice.text}</p>
        </Notice>
      ) : null}
      {props.expected ? (
        <p>
          {say('expected')} <strong>{props.expected}</strong>
          <Before day={props.expectedBefore} />
        </p>
      ) : null}
      <Stages stages={props.stages} />
      {props.shipments.map((shipment, at) => (
        <Shipment
          key={shipment.id}
          shipment={shipment}
          heading={all > 1 ? say('part', { number: at + 1, all }) : say('inside')}
        />
      ))}
      {props.mayReturn ? (
        <>
          <h2>{say('not_right')}</h2>
          <p>{say('send_back')}</p>
          <form method="post">
            <button type="submit" className="plain">
              {say('start_return')}
            </button>
          </form>
        </>
      ) : null}
    </ShopperPage>
  )
}

const useSay = () => trackingWords.in(useContext(PageLanguage))

/** The day that was named first. */
const Before = ({ day }: { readonly day: string }) => {
  const say = useSay()
  return day ? <span className="quiet"> {say('first', { day })}</span> : null
}

interface ShipmentProps {
  readonly shipment: ShopperShipment
  readonly heading: string
}

const Shipment = ({ shipment, heading }: ShipmentProps) => {
  const say = useSay()
  return (
    <section>
      {shipment.parcels.map((parcel, at) => (
        <Parcel
          key={parcel.id}
          parcel={parcel}
          heading={
            shipment.parcels.length > 1 ? say('parcel', { number: at + 1 }) : say('your_parcel')
          }
        />
      ))}
      <h2>{heading}</h2>
      {shipment.parcels.length === 0 ? <p className="quiet">{shipment.words}</p> : null}
      <Lines lines={shipment.lines} />
    </section>
  )
}

interface ParcelProps {
  readonly parcel: ShopperParcel
  readonly heading: string
}

const Parcel = ({ parcel, heading }: ParcelProps) => {
  const say = useSay()
  return (
    <>
      <h2>{heading}</h2>
      <div className="box">
        <p>
          <strong>{parcel.statusWords}</strong>
          {parcel.expected ? say('expected_day', { day: parcel.expected }) : null}
          <Before day={parcel.expectedBefore} />
          <br />
          <bdi>{parcel.carrier}</bdi>
          {parcel.number ? ', ' : null}
          {parcel.number && parcel.url ? (
            <>
              <a href={parcel.url} rel="noreferrer">
                {parcel.number}
              </a>{' '}
              <small>({hostOf(parcel.url)})</small>
            </>
          ) : (
            parcel.number
          )}
        </p>
        <Events events={parcel.events} />
      </div>
    </>
  )
}

const Events = ({ events }: { readonly events: readonly ShopperEvent[] }) => {
  const say = useSay()
  const later = events.slice(inSight)
  return (
    <>
      <EventList events={events.slice(0, inSight)} />
      {later.length > 0 ? (
        <details>
          <summary>{say('before', { number: later.length })}</summary>
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
