import { createHash } from 'node:crypto'
import type { SendMailOptions } from 'nodemailer'
import type { Letter } from '../contract.ts'

export interface Sender {
  /** The address the shop's letters come from: `orders@mail.example`, or with a name before it. */
  readonly mailFrom: string
}

/** `orders@mail.example` of `Orders <orders@mail.example>`. */
export function bareAddress(mailFrom: string): string {
  const bare = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom
  return bare.trim()
}

/** Headers end at a line break: nothing from outside may carry one into them. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim()

/** The same key always gives the same Message-ID, and tells nobody what the key was. */
export function messageIdOf(key: string, mailFrom: string): string {
  const host = bareAddress(mailFrom).split('@').at(-1) || 'localhost'
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${host}>`
}

/**
 * One letter as the mail library wants it. The shop's name stands before our own sending address,
 * so that the sender's domain and its signature agree; answers go to the shop.
 */
export function messageOf(
  sender: Sender,
  letter: Letter,
  from: { readonly name: string; readonly replyTo: string | null },
  key: string,
): SendMailOptions {
  const { unsubscribeUrl } = letter
  return {
    from: { name: oneLine(from.name), address: bareAddress(sender.mailFrom) },
    // As an object: a name or address with commas is one recipient, never several.
    to: { name: '', address: oneLine(letter.to) },
    ...(from.replyTo ? { replyTo: { name: '', address: oneLine(from.replyTo) } } : {}),
    subject: oneLine(letter.subject),
    html: letter.html,
    text: letter.text,
    messageId: messageIdOf(key, sender.mailFrom),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribeUrl
        ? {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : {}),
    },
    // A letter is data: it may neither read files here nor fetch from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
