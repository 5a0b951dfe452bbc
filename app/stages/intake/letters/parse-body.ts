/** What JSON.parse tells of a number's own text; not yet in TypeScript's library. */
interface Context {
  readonly source?: string
}

/** Ids above 2^53 are kept digit for digit, as texts. */
const keepLarge = (_key: string, value: unknown, context?: Context): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value

/** Undefined for what is no JSON. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text, keepLarge)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
