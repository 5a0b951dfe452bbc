import { Button, Column, Row, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { useFrameWords } from './language.ts'
import { colour, font } from './style.ts'

/** Each with its place as key: two lines can read the same. */
const placed = <Item,>(items: readonly Item[]) =>
  items.map((item, at) => ({ place: String(at), item }))

const text = {
  ...font,
  margin: '0 0 16px',
  fontSize: '16px',
  lineHeight: '24px',
  color: colour.ink,
}

/** One paragraph. */
export const LetterText = ({ children }: { readonly children: ReactNode }) => (
  <Text className="ink" style={text}>
    {children}
  </Text>
)

/** "Hello Aoife," or, when nobody told us a name, "Hello,". */
export const LetterGreeting = ({ name }: { readonly name: string }) => {
  const hello = useFrameWords()('hello')
  return (
    <LetterText>
      {name ? (
        <>
          {hello} <bdi dir="auto">{name}</bdi>,
        </>
      ) : (
        `${hello},`
      )}
    </LetterText>
  )
}

/** A small heading inside a letter. */
export const LetterSubject = ({ children }: { readonly children: ReactNode }) => (
  <Text className="ink" style={{ ...text, margin: '20px 0 6px', fontWeight: 600 }}>
    {children}
  </Text>
)

/** The one thing to do. A letter has one at most. */
export const LetterButton = ({
  href,
  children,
}: {
  readonly href: string
  readonly children: ReactNode
}) => (
  <Section style={{ margin: '20px 0 24px' }}>
    <Button
      className="button"
      href={href}
      style={{
        ...font,
        display: 'inline-block',
        padding: '14px 24px',
        borderRadius: '8px',
        background: colour.button,
        color: colour.onButton,
        fontSize: '16px',
        fontWeight: 600,
        textDecoration: 'none',
      }}
    >
      {children}
    </Button>
  </Section>
)

/** Several short points. */
export const LetterList = ({ items }: { readonly items: readonly string[] }) => (
  <ul className="ink" style={{ ...text, paddingLeft: '20px' }}>
    {items.map((item) => (
      <li key={item} style={{ margin: '0 0 6px' }}>
        {item}
      </li>
    ))}
  </ul>
)

export interface LetterLine {
  readonly title: string
  /** Size, colour, engraving; empty for none. */
  readonly about: string
  readonly quantity: number
  /** For people, "12,50 €"; empty shows none. */
  readonly price: string
}

/** A line below the articles, in the letter's language; the amount for people. */
export interface LetterSum {
  readonly label: string
  readonly amount: string
}

/** The articles of an order or of a parcel, with a total where there is one, and what lies between. */
export const LetterLines = ({
  lines,
  between,
  total,
}: {
  readonly lines: readonly LetterLine[]
  readonly between?: LetterSum | null
  readonly total?: LetterSum
}) => (
  <Section
    className="box"
    style={{ padding: '12px 16px', borderRadius: '8px', background: colour.box }}
  >
    {placed(lines).map(({ place, item: line }) => (
      <Row key={place}>
        <Column style={{ padding: '6px 0', verticalAlign: 'top' }}>
          <Text className="ink" style={{ ...text, margin: 0 }}>
            {line.quantity} × <bdi dir="auto">{line.title}</bdi>
            {line.about ? (
              <>
                <br />
                <span
                  className="quiet"
                  dir="auto"
                  style={{ fontSize: '14px', color: colour.quiet }}
                >
                  {line.about}
                </span>
              </>
            ) : null}
          </Text>
        </Column>
        <Column align="right" style={{ padding: '6px 0 6px 12px', verticalAlign: 'top' }}>
          <Text className="ink" style={{ ...text, margin: 0, whiteSpace: 'nowrap' }}>
            <bdi>{line.price}</bdi>
          </Text>
        </Column>
      </Row>
    ))}
    {between ? (
      <Row>
        <Column style={{ padding: '6px 0' }}>
          <Text className="ink" style={{ ...text, margin: 0 }}>
            {between.label}
          </Text>
        </Column>
        <Column align="right" style={{ padding: '6px 0 6px 12px' }}>
          <Text className="ink" style={{ ...text, margin: 0, whiteSpace: 'nowrap' }}>
            <bdi>{between.amount}</bdi>
          </Text>
        </Column>
      </Row>
    ) : null}
    {total ? (
      <Row>
        <Column style={{ padding: '10px 0 4px' }}>
          <Text className="ink" style={{ ...text, margin: 0, fontWeight: 600 }}>
            {total.label}
          </Text>
        </Column>
        <Column align="right" style={{ padding: '10px 0 4px' }}>
          <Text className="ink" style={{ ...text, margin: 0, fontWeight: 600 }}>
            <bdi>{total.amount}</bdi>
          </Text>
        </Column>
      </Row>
    ) : null}
  </Section>
)

/** An address or anything else of several short lines, each in its own script's direction. */
export const LetterBlock = ({ lines }: { readonly lines: readonly string[] }) => (
  <Section
    className="box"
    style={{ padding: '12px 16px', borderRadius: '8px', background: colour.box }}
  >
    <Text className="ink" style={{ ...text, margin: 0 }}>
      {placed(lines).map(({ place, item: line }) => (
        <span key={place} dir="auto" style={{ display: 'block' }}>
          {line}
          {Number(place) < lines.length - 1 ? <br /> : null}
        </span>
      ))}
    </Text>
  </Section>
)
