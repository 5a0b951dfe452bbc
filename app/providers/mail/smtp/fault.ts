import { type Fault, ProviderRefused, ProviderUnavailable } from '../../../kernel/faults.ts'

/** What the mail library throws, as far as we read it. */
interface MailError {
  readonly message: string
  readonly code: string
  /** The server's three digits; 0 when it gave none. */
  readonly responseCode: number
  readonly response: string
}

function readError(thrown: unknown): MailError {
  const read = (name: string): unknown =>
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined
  const text = (name: string) => {
    const value = read(name)
    return typeof value === 'string' ? value : ''
  }
  const responseCode = read('responseCode')
  return {
    message: thrown instanceof Error ? thrown.message : String(thrown),
    code: text('code'),
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    response: text('response'),
  }
}

/** The server's words without any address in them: they end in logs and on the merchant's list. */
const withoutAddresses = (words: string): string =>
  words.replace(/[^\s<>"]+@[^\s<>"]+/g, '…').slice(0, 300)

/**
 * Which fault a failed sending is. A refused letter (5xx for this recipient or content) is never
 * repeated; no answer, a busy server (4xx) and a server that does not know us are: those are not the letter's fault.
 */
export function faultOf(thrown: unknown): Fault {
  const error = readError(thrown)
  const words = withoutAddresses(error.response || error.message)
  const oursToMend = ['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'ECONFIG']
  const permanent = error.responseCode >= 500 && error.responseCode < 600
  const noRecipient = error.code === 'EENVELOPE' && error.responseCode === 0
  if ((permanent || noRecipient) && !oursToMend.includes(error.code) && error.responseCode !== 530)
    return new ProviderRefused('smtp', [words], { cause: thrown })
  return new ProviderUnavailable('smtp', {
    cause: thrown,
    detail: error.code ? `${error.code} ${words}` : words,
  })
}
