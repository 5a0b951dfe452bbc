import {
  Body,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { colour, darkMode, font } from './style.ts'

export interface LetterShop {
  readonly name: string
  /** Whom customers may contact; empty texts are left out. */
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string }
}

export interface LetterProps {
  readonly shop: LetterShop
  /** What a mail program shows beside the subject. */
  readonly preview: string
  readonly title: string
  /** Set for letters that are not about the order itself. */
  readonly unsubscribeUrl?: string
  readonly children: ReactNode
}

/** The frame of every letter to a customer: the shop's name, what it is about, whom to contact. */
export const Letter = ({ shop, preview, title, unsubscribeUrl, children }: LetterProps) => (
  <Html lang="en" dir="ltr">
    <Head>
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{title}</title>
      <style>{darkMode}</style>
    </Head>
    <Preview>{preview}</Preview>
    <Body className="page" style={{ margin: 0, padding: 0, background: colour.page }}>
      <Section>
        <Row>
          {/* A cell of its own: the body's own cell takes no class, and would stay light in the dark. */}
          <Column className="page" style={{ padding: '24px 12px', background: colour.page }}>
            <Container
              className="sheet"
              style={{
                maxWidth: '560px',
                padding: '28px 24px',
                background: colour.sheet,
                borderRadius: '12px',
              }}
            >
              <Text
                className="quiet"
                dir="auto"
                style={{
                  ...font,
                  margin: 0,
                  fontSize: '14px',
                  fontWeight: 600,
                  color: colour.quiet,
                }}
              >
                {shop.name}
              </Text>
              <Heading
                as="h1"
                className="ink"
                style={{
                  ...font,
                  margin: '8px 0 16px',
                  fontSize: '24px',
                  lineHeight: '32px',
                  color: colour.ink,
                }}
              >
                {title}
              </Heading>
              {children}
              <Hr className="rule" style={{ margin: '28px 0 16px', borderColor: colour.rule }} />
              <Contact shop={shop} />
              {unsubscribeUrl ? (
                <Text className="quiet" style={{ ...font, fontSize: '13px', color: colour.quiet }}>
                  You may{' '}
                  <Link className="link" href={unsubscribeUrl} style={{ color: colour.link }}>
                    stop mails like this one
                  </Link>
                  .
                </Text>
              ) : null}
            </Container>
          </Column>
        </Row>
      </Section>
    </Body>
  </Html>
)

/** Whom to ask: name, mail and phone as far as the shop has said. */
const Contact = ({ shop: { name, contact } }: { readonly shop: LetterShop }) => {
  const who = contact.name ? `${contact.name}, ${name}` : name
  return (
    <Section>
      <Text
        className="quiet"
        style={{ ...font, margin: 0, fontSize: '14px', lineHeight: '22px', color: colour.quiet }}
      >
        Questions? <span dir="auto">{who}</span>
        {contact.email ? (
          <>
            <br />
            <Link className="link" href={`mailto:${contact.email}`} style={{ color: colour.link }}>
              {contact.email}
            </Link>
          </>
        ) : (
          <> – just answer this mail.</>
        )}
        {contact.phone ? (
          <>
            <br />
            <Link
              className="link"
              href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}
              style={{ color: colour.link }}
            >
              {contact.phone}
            </Link>
          </>
        ) : null}
      </Text>
    </Section>
  )
}
