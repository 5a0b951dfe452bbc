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
import type { Language } from '../../kernel/language.ts'
import type { LetterKind } from './decide-letters.ts'
import { trackLetterWords } from './letter-words.ts'

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
  readonly language: Language
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
const sayOf = ({ language }: TrackLetterProps) => trackLetterWords.in(language)

function titleOf(kind: LetterKind, props: TrackLetterProps): string {
  const order = props.orderName
  return kind === 'shipped' && several(props)
    ? sayOf(props)('shipped_many_title', { order, count: props.parcels.length })
    : sayOf(props)(`${kind}_title`, { order })
}

export const trackSubject = (kind: LetterKind, props: TrackLetterProps): string =>
  `${titleOf(kind, props)} – ${props.shop.name}`

interface ParcelProps {
  readonly parcel: LetterParcel
  readonly heading: string
  readonly say: ReturnType<typeof sayOf>
}

/** Carrier, number, link and day of one parcel. */
const Parcel = ({ parcel, heading, say }: ParcelProps) => (
  <>
    {heading ? <LetterSubject>{heading}</LetterSubject> : null}
    <LetterText>
      {parcel.expected ? (
        <>
          {say('expected')} <strong>{parcel.expected}</strong>
          {parcel.expectedBefore ? ` ${say('first', { day: parcel.expectedBefore })}` : ''}
          <br />
        </>
      ) : null}
      {say('carrier')} <bdi>{parcel.carrier}</bdi>
      {parcel.number ? (
        <>
          <br />
          {say('number')}{' '}
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
      say={sayOf(props)}
      heading={several(props) ? sayOf(props)('parcel', { number: at + 1 }) : ''}
    />
  ))

const Inside = (props: TrackLetterProps) =>
  props.lines.length > 0 ? (
    <>
      <LetterSubject>{sayOf(props)('inside')}</LetterSubject>
      <LetterLines lines={props.lines} />
    </>
  ) : null

const bodies: Readonly<Record<LetterKind, (props: TrackLetterProps) => ReactNode>> = {
  shipped: (props) => (
    <>
      <LetterText>{sayOf(props)('shipped')}</LetterText>
      {Parcels(props)}
      <LetterButton href={props.trackUrl}>{sayOf(props)('follow')}</LetterButton>
      <Inside {...props} />
    </>
  ),
  out_for_delivery: (props) => (
    <>
      <LetterText>{sayOf(props)('out_for_delivery')}</LetterText>
      {Parcels(props)}
      <LetterButton href={props.trackUrl}>{sayOf(props)('follow')}</LetterButton>
    </>
  ),
  delayed: (props) => (
    <>
      <LetterText>{sayOf(props)('delayed')}</LetterText>
      {Parcels(props)}
      <LetterButton href={props.trackUrl}>{sayOf(props)('where')}</LetterButton>
    </>
  ),
  delivered: (props) => (
    <>
      <LetterText>{sayOf(props)('delivered')}</LetterText>
      <LetterButton href={props.trackUrl}>{sayOf(props)('see')}</LetterButton>
      <Inside {...props} />
      {props.returnUrl ? (
        <LetterText>
          {sayOf(props)('not_right')}{' '}
          <Link className="link" href={props.returnUrl}>
            {sayOf(props)('ask_return')}
          </Link>{' '}
          {sayOf(props)('within', { days: props.returnWindowDays })}
        </LetterText>
      ) : null}
    </>
  ),
}

function previewOf(kind: LetterKind, props: TrackLetterProps): string {
  const say = sayOf(props)
  const [first] = props.parcels
  const day = first?.expected
  if (day && kind === 'shipped') return say('shipped_preview_day', { carrier: first.carrier, day })
  if (day && kind === 'delayed') return say('delayed_preview_day', { day })
  return say(`${kind}_preview`)
}

/** A letter about where the parcels are. One button: the order's own page. */
export const TrackLetter = ({ kind, props }: { kind: LetterKind; props: TrackLetterProps }) => (
  <Letter
    shop={props.shop}
    language={props.language}
    preview={previewOf(kind, props)}
    title={titleOf(kind, props)}
  >
    <LetterGreeting name={props.customerName} />
    {bodies[kind](props)}
  </Letter>
)
