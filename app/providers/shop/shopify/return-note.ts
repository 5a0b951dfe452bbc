import type { Gid } from '../../../kernel/ids.ts'
import type { ReasonNode } from './operations/returns.ts'

/** Shopify keeps this much of a customer's note. */
const longest = 300

/** The customer's words with our key as the last line; words that are too long are cut, the key never. */
export function noteWithKey(words: string, key: string): string {
  const room = longest - key.length - 1
  return `${words.trim().slice(0, Math.max(0, room))}\n${key}`.trimStart()
}

export const hasKey = (note: string | null, key: string): boolean =>
  note !== null && (note === key || /\s/.test(note.at(-key.length - 1) ?? '')) && note.endsWith(key)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()

/**
 * The store's own reason for a word of ours: by handle, else by name, else "other".
 * Null when the store has not even that.
 */
export function reasonFor(word: string, reasons: readonly ReasonNode[]): Gid | null {
  const living = reasons.filter((reason) => !reason.deleted)
  const wanted = plain(word)
  const fits =
    living.find((reason) => plain(reason.handle) === wanted) ??
    living.find((reason) => plain(reason.name) === wanted) ??
    living.find((reason) => plain(reason.handle) === 'other') ??
    living.find((reason) => plain(reason.name) === 'other')
  return fits?.id ?? null
}
