import { type Choice, LongTextField, Problems, SelectField } from './form.tsx'
import {
  Block,
  Lines,
  Notice,
  type ShopFace,
  type ShopperLine,
  ShopperPage,
  type Stage,
  Stages,
} from './page.tsx'

/** One article that may come back, and what was typed about it. */
export interface ReturnLineView {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly imageUrl: string | null
  /** For people, "12,50 €". */
  readonly price: string
  readonly most: number
  readonly quantity: { readonly name: string; readonly value: string; readonly error: string }
  readonly reason: { readonly name: string; readonly value: string; readonly error: string }
}

/** A return that was asked for, as its customer sees it. */
export interface ReturnView {
  readonly id: string
  readonly number: string
  readonly tone: 'bad' | 'good' | 'info'
  readonly title: string
  readonly text: string
  readonly stages: readonly Stage[]
  /** Where to send it; empty when it is not to be sent. */
  readonly sendTo: readonly string[]
  readonly lines: readonly ShopperLine[]
}

export interface ReturnPageProps {
  readonly shop: ShopFace
  readonly orderName: string
  readonly returns: readonly ReturnView[]
  readonly goods: readonly ReturnLineView[]
  readonly reasons: readonly Choice[]
  readonly note: string
  readonly problems: readonly { readonly field: string; readonly text: string }[]
  /** A return was asked for by this link: another one begins with a link of its own. */
  readonly used: boolean
}

/** Asks what should come back and why; tells how the returns so far stand. */
export const ReturnPage = (props: ReturnPageProps) => {
  const { shop, orderName, returns, goods, used } = props
  const asking = goods.length > 0 && !used
  return (
    <ShopperPage
      shop={shop}
      title={
        asking && returns.length === 0
          ? `Send something of ${orderName} back`
          : `Returns of ${orderName}`
      }
    >
      {returns.map((one) => (
        <Standing key={one.id} one={one} />
      ))}
      {asking ? <Asking {...props} /> : null}
      {goods.length > 0 && used ? (
        <p className="after">
          <a href="?another=yes">Send something else back</a>
        </p>
      ) : null}
      {goods.length === 0 && returns.length === 0 ? (
        <Notice tone="info" title="There is nothing to send back just now">
          <p>
            What has not arrived yet cannot be sent back, and neither can what arrived too long ago.
            If something is wrong, please write to the shop.
          </p>
        </Notice>
      ) : null}
    </ShopperPage>
  )
}

const Standing = ({ one }: { readonly one: ReturnView }) => (
  <section>
    <h2>Return {one.number}</h2>
    <Notice tone={one.tone} title={one.title}>
      {one.text ? <p dir="auto">{one.text}</p> : null}
    </Notice>
    {one.sendTo.length > 0 ? (
      <>
        <p>
          Write <strong>{one.number}</strong> on the parcel and send it to:
        </p>
        <Block lines={one.sendTo} />
      </>
    ) : null}
    <Lines lines={one.lines} />
    {one.stages.length > 0 ? <Stages stages={one.stages} /> : null}
  </section>
)

const Asking = ({ goods, reasons, note, problems, returns }: ReturnPageProps) => (
  <form method="post" noValidate>
    {returns.length > 0 ? <h2>Send something else back</h2> : null}
    <Problems problems={problems} />
    <div id="lines">
      {goods.map((line) => (
        <Article key={line.id} line={line} reasons={reasons} />
      ))}
    </div>
    <LongTextField
      name="note"
      label="What should we know?"
      hint="For example what is wrong with it."
      value={note}
      maxLength={1_000}
      error={problems.find(({ field }) => field === 'note')?.text ?? ''}
    />
    <button type="submit">Ask for the return</button>
    <p className="after quiet">
      The shop looks at it on the next working day. Please send nothing before you hear from us.
    </p>
  </form>
)

/** Up to this many pieces can be chosen from a list; more are typed. */
const longestList = 20

const Article = ({
  line,
  reasons,
}: {
  readonly line: ReturnLineView
  readonly reasons: readonly Choice[]
}) => (
  <section aria-label={line.title}>
    <Lines
      lines={[
        {
          ...{ id: line.id, title: line.title, about: line.about, quantity: line.most },
          ...{ price: `${line.price}${line.most > 1 ? ' each' : ''}`, imageUrl: line.imageUrl },
        },
      ]}
    />
    <div className="pair">
      <div className="field">
        <label htmlFor={line.quantity.name}>How many come back?</label>
        {line.most <= longestList ? (
          <select
            id={line.quantity.name}
            name={line.quantity.name}
            defaultValue={line.quantity.value || '0'}
            aria-invalid={line.quantity.error ? true : undefined}
          >
            {Array.from({ length: line.most + 1 }, (_, count) => (
              <option key={String(count)} value={String(count)}>
                {count === 0 ? 'None' : count}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={line.quantity.name}
            name={line.quantity.name}
            inputMode="numeric"
            defaultValue={line.quantity.value || '0'}
            aria-invalid={line.quantity.error ? true : undefined}
          />
        )}
        {line.quantity.error ? <span className="error">{line.quantity.error}</span> : null}
      </div>
      <SelectField label="Why?" choices={reasons} required {...line.reason} />
    </div>
  </section>
)
