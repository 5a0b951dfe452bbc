import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { type Box, openBox } from './box.ts'
import { readMail } from './mail.ts'
import { mailWeb } from './web.ts'

export type { Box, MailSearch } from './box.ts'
export type { CaughtMail } from './mail.ts'

export interface MailboxOptions {
  /** 0 takes any free port. */
  readonly smtpPort: number
  readonly httpPort: number
  /** Keeps letters over a restart; none: in memory only. */
  readonly file?: string
  /**
   * How this server answers a recipient, to play faults: null accepts, else an SMTP code (450, 550).
   */
  readonly refuse?: (to: string) => number | null
}

export interface Mailbox {
  /** `smtp://127.0.0.1:…` */
  readonly smtpUrl: string
  /** `http://127.0.0.1:…` */
  readonly url: string
  readonly box: Box
  close(): Promise<void>
}

/** Starts a mail server on this machine that keeps every letter and sends none on, and a page to read them. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const box = openBox(options.file ?? null)
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    logger: false,
    // A sender that keeps its connection for later letters is not waited for.
    closeTimeout: 200,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onRcptTo: (address, _session, done) => {
      const code = options.refuse?.(address.address) ?? null
      if (code === null) return done()
      return done(Object.assign(new Error('this mailbox does not take it'), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        readMail(Buffer.concat(parts), to).then(
          (mail) => done(null, `kept as ${box.keep(mail).id}`),
          (cause: unknown) => done(new Error('unreadable letter', { cause })),
        )
      })
    },
  })
  // A client that hangs up in the middle is no reason to stop catching.
  smtp.on('error', () => undefined)
  const web = mailWeb(box)
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject)
    smtp.listen(options.smtpPort, '127.0.0.1', () => resolve())
  })
  await new Promise<void>((resolve, reject) => {
    web.once('error', reject)
    web.listen(options.httpPort, '127.0.0.1', () => resolve())
  })
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server.address())}`,
    url: `http://127.0.0.1:${portOf(web.address())}`,
    box,
    close: async () => {
      web.closeAllConnections()
      await Promise.all([
        new Promise<void>((resolve) => web.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ])
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('the mailbox does not listen')
  return address.port
}
