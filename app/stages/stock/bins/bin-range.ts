import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'

/** Bins made in one go. */
const mostBins = 2_000

/**
 * Codes of a range as people write it: `A-{01..04}-{01..10}` is forty of them, the last part running fastest.
 * Letters run, too: `{A..C}-01`. Leading zeros are kept.
 * @returns codes in the order of the walk, or in one sentence why it is no range.
 */
export function expandRange(pattern: string): Outcome<readonly string[], string> {
  const parts = pattern.trim().split(/(\{[^{}]*\})/)
  let codes: readonly string[] = ['']
  for (const part of parts) {
    const range = /^\{(.*)\}$/.exec(part)
    const texts = range ? runOf(range[1] ?? '') : [part]
    if (!texts)
      return refuse(`“${part}” is no range: write {01..10} or {A..F}, the smaller one first`)
    if (codes.length * texts.length > mostBins)
      return refuse(`These are more than ${mostBins} bins: make them in parts`)
    codes = codes.flatMap((code) => texts.map((text) => code + text))
  }
  if (pattern.trim() === '') return refuse('Write which bins, as A-{01..04}-{01..10}')
  const wrong = codes.find((code) => !/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,29}$/.test(code))
  return wrong === undefined
    ? accept(codes)
    : refuse(`“${wrong}” cannot be a bin: letters, digits, and - . _ / between them, 30 at most`)
}

function runOf(text: string): readonly string[] | null {
  const digits = /^(\d{1,4})\.\.(\d{1,4})$/.exec(text)
  if (digits) {
    const [from = '', to = ''] = digits.slice(1)
    if (Number(from) > Number(to)) return null
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) =>
      String(Number(from) + at).padStart(from.length, '0'),
    )
  }
  const letters = /^([A-Z])\.\.([A-Z])$/i.exec(text)
  const [from, to] = (letters?.slice(1) ?? []).map((one) => one.toUpperCase().charCodeAt(0))
  if (from === undefined || to === undefined || from > to) return null
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at))
}

/** The zone of a code: what stands before its first dash. */
export const zoneOf = (code: string): string => code.split(/[-./_ ]/)[0] ?? ''
