import { createTransport } from 'nodemailer'
import { inSpan } from '../../../platform/traces.server.ts'
import type { MailProvider } from '../contract.ts'
import { faultOf } from './fault.ts'
import { messageIdOf, messageOf, type Sender } from './message.ts'

export interface SmtpOptions extends Sender {
  /** `smtp://user:secret@host:587` or `smtps://…:465`; `?tls=off` for a relay in one's own network. */
  readonly smtpUrl: string
  /** For each step: reaching the server, its greeting, and every answer. */
  readonly timeoutMs?: number
}

export interface OpenMail extends MailProvider {
  /** Lets go of the connections that are kept open. */
  close(): void
}

/**
 * Sends letters over SMTP, a few connections kept open. Always encrypted, except to this machine
 * itself and where the url says otherwise.
 */
export function smtpMail({ smtpUrl, mailFrom, timeoutMs = 15_000 }: SmtpOptions): OpenMail {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  const transport = createTransport({
    pool: true,
    maxConnections: 3,
    maxMessages: 100,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !local && url.searchParams.get('tls') !== 'off',
    ...(url.username
      ? {
          auth: {
            user: decodeURIComponent(url.username),
            pass: decodeURIComponent(url.password),
          },
        }
      : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs * 2,
    dnsTimeout: timeoutMs,
  })
  return {
    key: 'smtp',
    async send(letter, from, key) {
      try {
        await inSpan({ name: 'call mail server', kind: 'call' }, () =>
          transport.sendMail(messageOf({ mailFrom }, letter, from, key)),
        )
      } catch (thrown) {
        throw faultOf(thrown)
      }
      return { messageId: messageIdOf(key, mailFrom) }
    },
    close: () => transport.close(),
  }
}
