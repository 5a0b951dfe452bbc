import { unreadable } from '../faults.ts'

/** What JSON.parse tells of a number's own text; not yet in TypeScript's library. */
interface Context {
  readonly source?: string
}

/**
 * Reads a webhook's body. Whole numbers above 2^53 stay texts, digit for digit: Shopify's ids can be
 * that large, and as numbers they would be another id.
 * @throws ProviderAnswerUnreadable when it is no JSON object.
 */
export function parseBody(topic: string, body: Uint8Array): object {
  const parsed = parse(topic, body)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw unreadable(`${topic}: the body is no JSON object`)
  return parsed
}

/** 2^53 has 16 digits. */
const longNumber = /\d{16}/
const keepLarge = (_key: string, value: unknown, context?: Context): unknown =>
  typeof value === 'number' &&
  !Number.isSafeInteger(value) &&
  context?.source !== undefined &&
  /^-?\d+$/.test(context.source)
    ? context.source
    : value

function parse(topic: string, body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    // Looking at every value costs ten times the parsing; most bodies have no number that long.
    return longNumber.test(text) ? JSON.parse(text, keepLarge) : JSON.parse(text)
  } catch (cause) {
    throw unreadable(`${topic}: the body is no JSON`, cause)
  }
}
