import type { Language } from '../../kernel/language.ts'
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
import { returnPageWords } from './return-words.ts'

type SayPage = ReturnType<typeof returnPageWords.in>

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
  readonly language: Language
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
  const { shop, language, orderName: order, returns, goods, used } = props
  const say = returnPageWords.in(language)
  const asking = goods.length > 0 && !used
  return (
    <ShopperPage
      {...{ shop, language }}
      title={say(asking && returns.length === 0 ? 'first_title' : 'title', { order })}
    >
      {returns.map((one) => (
        <Standing key={one.id} one={one} say={say} />
      ))}
      {asking ? <Asking {...props} /> : null}
      {goods.length > 0 && used ? (
        <p className="after">
          <a href="?another=yes">{say('another')}</a>
        </p>
      ) : null}
      {goods.length === 0 && returns.length === 0 ? (
        <Notice tone="info" title={say('nothing_title')}>
          <p>{say('nothing_text')}</p>
        </Notice>
      ) : null}
    </ShopperPage>
  )
}

const Standing = ({ one, say }: { readonly one: ReturnView; readonly say: SayPage }) => (
  <section>
    <h2>{say('one', { number: one.number })}</h2>
    <Notice tone={one.tone} title={one.title}>
      {one.text ? <p dir="auto">{one.text}</p> : null}
    </Notice>
    {one.sendTo.length > 0 ? (
      <>
        <p>
          {say('write_number')} <strong>{one.number}</strong>
        </p>
        <p>{say('send_to')}</p>
        <Block lines={one.sendTo} />
      </>
    ) : null}
    <Lines lines={one.lines} />
    {one.stages.length > 0 ? <Stages stages={one.stages} /> : null}
  </section>
)

const Asking = ({ language, goods, reasons, note, problems, returns }: ReturnPageProps) => {
  const say = returnPageWords.in(language)
  return (
    <form method="post" noValidate>
      {returns.length > 0 ? <h2>{say('another')}</h2> : null}
      <Problems problems={problems} />
      <div id="lines">
        {goods.map((line) => (
          <Article key={line.id} {...{ line, reasons, say }} />
        ))}
      </div>
      <LongTextField
        name="note"
        label={say('note')}
        hint={say('note_hint')}
        value={note}
        maxLength={1_000}
        error={problems.find(({ field }) => field === 'note')?.text ?? ''}
      />
      <button type="submit">{say('ask')}</button>
      <p className="after quiet">{say('what_next')}</p>
    </form>
  )
}

/** Up to this many pieces can be chosen from a list; more are typed. */
const longestList = 20

const Article = ({
  line,
  reasons,
  say,
}: {
  readonly line: ReturnLineView
  readonly reasons: readonly Choice[]
  readonly say: SayPage
}) => (
  <section aria-label={line.title}>
    <Lines
      lines={[
        {
          ...{ id: line.id, title: line.title, about: line.about, quantity: line.most },
          price: line.most > 1 ? say('each', { price: line.price }) : line.price,
          imageUrl: line.imageUrl,
        },
      ]}
    />
    <div className="pair">
      <div className="field">
        <label htmlFor={line.quantity.name}>{say('how_many')}</label>
        {line.most <= longestList ? (
          <select
            id={line.quantity.name}
            name={line.quantity.name}
            defaultValue={line.quantity.value || '0'}
            aria-invalid={line.quantity.error ? true : undefined}
          >
            {Array.from({ length: line.most + 1 }, (_, count) => (
              <option key={String(count)} value={String(count)}>
                {count === 0 ? say('none') : count}
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
      <SelectField label={say('why')} choices={reasons} required {...line.reason} />
    </div>
  </section>
)
