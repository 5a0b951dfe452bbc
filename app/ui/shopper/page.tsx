import { type ReactNode, useContext } from 'react'
import type { Language } from '../../kernel/language.ts'
import { PageLanguage, useWords } from './language.ts'
import { trackingWords } from './tracking-words.ts'

/** The shop as its customers' pages show it; `openProxyRequest` gives one. */
export interface ShopFace {
  readonly name: string
  /** Whom customers may contact; empty texts are left out. */
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string }
}

export interface ShopperPageProps {
  /** null where not even the shop may be named. */
  readonly shop: ShopFace | null
  readonly title: string
  /** English where a page is not written in others yet. */
  readonly language?: Language
  readonly children: ReactNode
}

/** A whole page for a shop's customer: plain HTML, phone first, works without scripts. Its style is put in by `shopperAnswer`. */
export const ShopperPage = ({ language = 'en', ...page }: ShopperPageProps) => (
  <PageLanguage.Provider value={language}>
    <Sheet language={language} {...page} />
  </PageLanguage.Provider>
)

const Sheet = ({ shop, title, language, children }: ShopperPageProps) => (
  <html lang={language}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex, nofollow" />
      <meta name="format-detection" content="telephone=no" />
      <title>{shop ? `${title} – ${shop.name}` : title}</title>
    </head>
    <body>
      <main className="sheet">
        {shop ? (
          <p className="shop" dir="auto">
            {shop.name}
          </p>
        ) : null}
        <h1>{title}</h1>
        {children}
        {shop ? <Contact shop={shop} /> : null}
      </main>
    </body>
  </html>
)

const Contact = ({ shop: { name, contact } }: { readonly shop: ShopFace }) => (
  <footer>
    {useWords()('questions')} <bdi>{contact.name ? `${contact.name}, ${name}` : name}</bdi>
    {contact.email ? (
      <>
        <br />
        <a href={`mailto:${contact.email}`}>{contact.email}</a>
      </>
    ) : null}
    {contact.phone ? (
      <>
        <br />
        <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
      </>
    ) : null}
  </footer>
)

/** A boxed message: something is wrong, has worked, or is worth knowing. */
export const Notice = ({
  tone,
  title,
  children,
}: {
  readonly tone: 'bad' | 'good' | 'info'
  readonly title: string
  readonly children?: ReactNode
}) => (
  <div className={`box ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <strong>{title}</strong>
    {children}
  </div>
)

/** Several short lines, such as an address, each in its own script's direction. */
export const Block = ({ lines }: { readonly lines: readonly string[] }) => (
  <div className="box">
    {lines
      .map((line, at) => ({ line, place: String(at) }))
      .map(({ line, place }) => (
        <div key={place} dir="auto">
          {line}
        </div>
      ))}
  </div>
)

export interface ShopperLine {
  readonly id: string
  readonly title: string
  /** Size, colour, engraving; empty for none. */
  readonly about: string
  readonly quantity: number
  /** For people, "12,50 €"; empty shows none. */
  readonly price: string
  readonly imageUrl: string | null
}

/** The articles of an order, a parcel or a return. */
export const Lines = ({ lines }: { readonly lines: readonly ShopperLine[] }) => (
  <ul className="lines">
    {lines.map((line) => (
      <li key={line.id}>
        {line.imageUrl ? <img src={line.imageUrl} alt="" loading="lazy" /> : null}
        <div className="what">
          {line.quantity} × <bdi>{line.title}</bdi>
          {line.about ? (
            <div className="quiet">
              <bdi>{line.about}</bdi>
            </div>
          ) : null}
        </div>
        <bdi className="price">{line.price}</bdi>
      </li>
    ))}
  </ul>
)

export interface Stage {
  readonly label: string
  readonly state: 'done' | 'now' | 'coming'
  /** When, or what is known about it; empty for nothing. */
  readonly note: string
}

/** How far something has come. */
export const Stages = ({ stages }: { readonly stages: readonly Stage[] }) => {
  const say = trackingWords.in(useContext(PageLanguage))
  return (
    <ol className="stages">
      {stages.map(({ label, state, note }) => (
        <li key={label} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="stage">{label}</span>
          <span className="quiet">
            {' '}
            ({say(state)}){note ? ` ${note}` : ''}
          </span>
        </li>
      ))}
    </ol>
  )
}
