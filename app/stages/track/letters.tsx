import { Link } from '@react-email/components'
import type { ReactNode } from 'react'
import {
  Letter,
  LetterButton,
  LetterGreeting,
  type LetterLine,
  LetterLines,
  type LetterShop,
  LetterSubject,
  LetterText,
} from '../../journey/letter/index.ts'
import type { LetterKind } from './decide-letters.ts'

interface LetterParcel {
  readonly carrier: string
  /** Empty where the carrier gives none. */
  readonly number: string
  readonly url: string | null
  /** "Wed 25 Nov"; empty while nobody knows. */
  readonly expected: string
  /** The day that was expected first, where it is another one. */
  readonly expectedBefore: string
}

export interface TrackLetterProps {
  readonly shop: LetterShop
  readonly orderName: string
  /** Empty when nobody gave one. */
  readonly customerName: string
  readonly parcels: readonly LetterParcel[]
  readonly lines: readonly LetterLine[]
  /** The order's own tracking page. */
  readonly trackUrl: string
  /** Days a return may be asked for; 0: returns are not offered. */
  readonly returnWindowDays: number
  /** Where a return is asked for; empty where none is offered. */
  readonly returnUrl: string
}

const several = (props: TrackLetterProps) => props.parcels.length > 1

const titles: Readonly<Record<LetterKind, (props: TrackLetterProps) => string>> = {
  shipped: (props) =>
    several(props)
      ? `Your order ${props.orderName} is on its way in ${props.parcels.length} parcels`
      : `Your order ${props.orderName} is on its way`,
  out_for_delivery: (props) => `Your order ${props.orderName} arrives today`,
  delayed: (props) => `Your order ${props.orderName} takes longer`,
  delivered: (props) => `Your order ${props.orderName} has arrived`,
}

export const trackSubject = (kind: LetterKind, props: TrackLetterProps): string =>
  `${titles[kind](props)} – ${props.shop.name}`

/** Carrier, number, link and day of one parcel. */
const Parcel = ({ parcel, heading }: { parcel: LetterParcel; heading: string }) => (
  <>
    {heading ? <LetterSubject>{heading}</LetterSubject> : null}
    <LetterText>
      {parcel.expected ? (
        <>
          Expected: <strong>{parcel.expected}</strong>
          {parcel.expectedBefore ? ` (first: ${parcel.expectedBefore})` : ''}
          <br />
        </>
      ) : null}
      Carrier: <bdi>{parcel.carrier}</bdi>
      {parcel.number ? (
        <>
          <br />
          Tracking number:{' '}
          {parcel.url ? (
            <a className="link" href={parcel.url} style={{ color: '#1756a9' }}>
              {parcel.number}
            </a>
          ) : (
            parcel.number
          )}
        </>
      ) : null}
    </LetterText>
  </>
)

const Parcels = (props: TrackLetterProps) =>
  props.parcels.map((parcel, at) => (
    <Parcel
      key={parcel.number || String(at)}
      parcel={parcel}
      heading={several(props) ? `Parcel ${at + 1}` : ''}
    />
  ))

const Inside = ({ lines }: Pick<TrackLetterProps, 'lines'>) =>
  lines.length > 0 ? (
    <>
      <LetterSubject>Inside</LetterSubject>
      <LetterLines lines={lines} />
    </>
  ) : null

const bodies: Readonly<Record<LetterKind, (props: TrackLetterProps) => ReactNode>> = {
  shipped: (props) => (
    <>
      <LetterText>Good news: your order has left us.</LetterText>
      {Parcels(props)}
      <LetterButton href={props.trackUrl}>Follow my order</LetterButton>
      <Inside lines={props.lines} />
    </>
  ),
  out_for_delivery: (props) => (
    <>
      <LetterText>Your parcel is in the delivery van and should reach you today.</LetterText>
      {Parcels(props)}
      <LetterButton href={props.trackUrl}>Follow my order</LetterButton>
    </>
  ),
  delayed: (props) => (
    <>
      <LetterText>
        We are sorry: the carrier tells us that your parcel takes longer than expected. You need not
        do anything. We keep an eye on it and ask the carrier if it stands still.
      </LetterText>
      {Parcels(props)}
      <LetterButton href={props.trackUrl}>See where it is</LetterButton>
    </>
  ),
  delivered: (props) => (
    <>
      <LetterText>
        The carrier says that it was delivered. If you cannot find it, look in your letterbox and
        ask your neighbours; then tell us, and we will look for it.
      </LetterText>
      <LetterButton href={props.trackUrl}>See my order</LetterButton>
      <Inside lines={props.lines} />
      {props.returnUrl ? (
        <LetterText>
          Something is not right?{' '}
          <Link className="link" href={props.returnUrl}>
            Ask for a return
          </Link>{' '}
          within {props.returnWindowDays} days.
        </LetterText>
      ) : null}
    </>
  ),
}

const previews: Readonly<Record<LetterKind, (props: TrackLetterProps) => string>> = {
  shipped: ({ parcels }) =>
    parcels[0]?.expected
      ? `With ${parcels[0].carrier}, expected ${parcels[0].expected}.`
      : 'It has left us.',
  out_for_delivery: () => 'It is in the delivery van.',
  delayed: ({ parcels }) =>
    parcels[0]?.expected ? `Now expected ${parcels[0].expected}.` : 'The carrier needs longer.',
  delivered: () => 'The carrier says it was delivered.',
}

/** A letter about where the parcels are. One button: the order's own page. */
export const TrackLetter = ({ kind, props }: { kind: LetterKind; props: TrackLetterProps }) => (
  <Letter shop={props.shop} preview={previews[kind](props)} title={titles[kind](props)}>
    <LetterGreeting name={props.customerName} />
    {bodies[kind](props)}
  </Letter>
)
