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
import type { Language } from '../../kernel/language.ts'
import { LetterLanguage, useFrameWords } from './language.ts'
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
  /** English where a letter is not written in others yet. */
  readonly language?: Language
  /** Set for letters that are not about the order itself. */
  readonly unsubscribeUrl?: string
  readonly children: ReactNode
}

/** The frame of every letter to a customer: the shop's name, what it is about, whom to contact. */
export const Letter = ({ language = 'en', ...letter }: LetterProps) => (
  <LetterLanguage.Provider value={language}>
    <Sheet language={language} {...letter} />
  </LetterLanguage.Provider>
)

const Sheet = ({
  shop,
  preview,
  title,
  unsubscribeUrl,
  children,
  language,
}: LetterProps & { readonly language: Language }) => (
  <Html lang={language} dir="ltr">
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
  const say = useFrameWords()
  const who = contact.name ? `${contact.name}, ${name}` : name
  return (
    <Section>
      <Text
        className="quiet"
        style={{ ...font, margin: 0, fontSize: '14px', lineHeight: '22px', color: colour.quiet }}
      >
        {say('questions')} <span dir="auto">{who}</span>
        {contact.email ? (
          <>
            <br />
            <Link className="link" href={`mailto:${contact.email}`} style={{ color: colour.link }}>
              {contact.email}
            </Link>
          </>
        ) : (
          <> – {say('answer')}</>
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
