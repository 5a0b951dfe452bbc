import { showInstant } from '../../journey/show-time.ts'
import { CancelForm, RejectForm, ShipForm } from './answer-forms.tsx'
import { DueChip } from './request-list.tsx'
import type { ShownLine, ShownRequest } from './shown-request.ts'

/** What happened with the form that was just sent. */
export type FormNews =
  | { readonly kind: 'done'; readonly words: string }
  | { readonly kind: 'refused'; readonly words: string; readonly problems: readonly string[] }

export interface RequestPageProps {
  readonly request: ShownRequest
  readonly state: { readonly words: string; readonly tone: 'wait' | 'good' | 'plain' }
  /** Answers that fit the state. */
  readonly offers: readonly string[]
  readonly reasons: Readonly<Record<string, string>>
  readonly rejection: string | null
  readonly news: FormNews | null
  /** Typed values to put back after a refusal. */
  readonly typed: Readonly<Record<string, string>>
  readonly barcode: string
  readonly now: Date
  readonly timeZone: string
}

/** One request: what to send, where to, by when; and the answers that fit. */
export function RequestPage(props: RequestPageProps) {
  const { request, state, offers, news, now, timeZone } = props
  const action = `/partner/requests/${request.id}`
  return (
    <>
      <a className="crumb" href="/partner">
        ← Requests
      </a>
      {news && <News news={news} />}
      <h1>
        {request.number} <span className={`chip ${state.tone}`}>{state.words}</span>
      </h1>
      <p className="soft">
        <DueChip at={request.dueAt} now={now} timeZone={timeZone} />
        {request.shipBy &&
          `${request.dueAt ? ', ship' : 'Ship'} by ${showInstant(request.shipBy.toISOString(), 'en-GB', timeZone)}.`}
        {request.partnerRef && ` Your reference: ${request.partnerRef}.`}
      </p>
      {props.rejection && <p className="notice warn">You rejected it: {props.rejection}</p>}
      {offers.includes('confirm_cancel') && <CancelForm action={action} />}
      {offers.includes('accept') && <AcceptCard action={action} reasons={props.reasons} />}
      <div className="two">
        <section className="card">
          <h2>Send to</h2>
          <ShipTo request={request} />
        </section>
        <section className="card">
          <h2>Print</h2>
          <img className="barcode" src={props.barcode} alt={`Barcode ${request.number}`} />
          <p>
            <a className="button plain" href={`${action}/packing-list`}>
              Packing list
            </a>
          </p>
        </section>
      </div>
      <section className="card">
        <h2>Goods</h2>
        <Goods lines={request.lines} />
      </section>
      {request.parcels.length > 0 && <Parcels parcels={request.parcels} />}
      {offers.includes('ship') && (
        <ShipForm action={action} lines={request.lines} typed={props.typed} />
      )}
    </>
  )
}

function News({ news }: { readonly news: FormNews }) {
  if (news.kind === 'done')
    return (
      <p className="notice" role="status">
        {news.words}
      </p>
    )
  return (
    <div className="notice bad" role="alert">
      {news.words}
      {news.problems.length > 0 && (
        <ul>
          {news.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function AcceptCard({
  action,
  reasons,
}: {
  readonly action: string
  readonly reasons: Readonly<Record<string, string>>
}) {
  return (
    <section className="card">
      <form method="post" action={action}>
        <div className="field">
          <label htmlFor="reference">
            Your number for it <small>(if you have one)</small>
          </label>
          <input id="reference" name="reference" type="text" maxLength={100} />
        </div>
        <div className="actions">
          <button type="submit" name="answer" value="accept">
            Accept
          </button>
        </div>
      </form>
      <RejectForm action={action} reasons={reasons} />
    </section>
  )
}

export function ShipTo({ request }: { readonly request: ShownRequest }) {
  if (!request.shipTo) return <p>The address was removed on the customer’s request.</p>
  return (
    <>
      <address className="break">
        {request.shipTo.map((line) => (
          <span dir="auto" key={line}>
            {line}
          </span>
        ))}
        {request.phone && <span dir="ltr">{request.phone}</span>}
      </address>
      {request.shippingTitle && <p className="soft">Service: {request.shippingTitle}</p>}
      {request.note && (
        <p className="break">
          Note: <span dir="auto">{request.note}</span>
        </p>
      )}
    </>
  )
}

export function Goods({ lines }: { readonly lines: readonly ShownLine[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Article</th>
          <th scope="col">SKU</th>
          <th scope="col" className="n">
            Pieces
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.lineId}>
            <td className="break">
              <span dir="auto">{line.title}</span>
              {line.barcode && <div className="soft">{line.barcode}</div>}
            </td>
            <td className="break">{line.sku || 'none'}</td>
            <td className="n">{line.quantity}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Parcels({ parcels }: { readonly parcels: ShownRequest['parcels'] }) {
  return (
    <section className="card">
      <h2>Shipped</h2>
      <ul className="break">
        {parcels.map((parcel, at) => (
          <li key={parcel.number ?? at}>
            {parcel.carrier} {parcel.number ?? 'without a number'}
          </li>
        ))}
      </ul>
    </section>
  )
}
