import { type AddressObject, simpleParser } from 'mailparser'

/** One letter as it arrived. */
export interface CaughtMail {
  readonly id: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly from: string
  readonly replyTo: string
  /** Addresses of the envelope: where it really went. */
  readonly to: readonly string[]
  readonly subject: string
  readonly messageId: string
  readonly html: string
  readonly text: string
  /** By lower-case name, as they came. */
  readonly headers: Readonly<Record<string, string>>
  /** The same Message-ID had arrived before. */
  readonly again: boolean
}

const written = (address: AddressObject | AddressObject[] | undefined): string =>
  [address ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')

/** Reads a raw letter. */
export async function readMail(
  raw: Buffer,
  envelopeTo: readonly string[],
): Promise<Omit<CaughtMail, 'id' | 'again'>> {
  const mail = await simpleParser(raw, { skipTextToHtml: true })
  return {
    at: new Date().toISOString(),
    from: written(mail.from),
    replyTo: written(mail.replyTo),
    to: envelopeTo,
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    html: mail.html || '',
    text: mail.text ?? '',
    headers: Object.fromEntries(
      mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
    ),
  }
}
