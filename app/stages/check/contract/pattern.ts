import { RE2JS } from 're2js'

/**
 * Patterns are written by merchants and tried on what customers type: RE2 needs time in proportion to
 * the text whatever the pattern says (no look-around, no back-references). Long ones and large
 * repetitions are refused all the same, since each costs memory for as long as the process lives.
 */
const longestPattern = 200
const largestRepetition = 100
/** Compiled ones are kept, the oldest go. */
const keptPatterns = 500

const compiled = new Map<string, RE2JS>()

function compile(pattern: string): RE2JS {
  const there = compiled.get(pattern)
  if (there) return there
  const made = RE2JS.compile(pattern)
  const [oldest] = compiled.keys()
  if (compiled.size >= keptPatterns && oldest !== undefined) compiled.delete(oldest)
  compiled.set(pattern, made)
  return made
}

/** Why a pattern is not taken, as a sentence for the merchant; null when it is. */
export function patternTrouble(pattern: string): string | null {
  if (pattern === '') return null
  if (pattern.length > longestPattern) return `a pattern has ${longestPattern} characters at most`
  const counts = [...pattern.matchAll(/\{(\d+)?,?(\d+)?\}/g)].flatMap(([, from, to]) => [from, to])
  const repeats = counts.map((count) => Number(count ?? 0))
  if (repeats.some((count) => count > largestRepetition))
    return `a repetition is ${largestRepetition} at most`
  if (repeats.filter((count) => count > 1).reduce((product, count) => product * count, 1) > 10_000)
    return 'these repetitions are too many together'
  try {
    compile(pattern)
    return null
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown
    return `this is no pattern that can be used: ${thrown.message.slice(0, 120)}`
  }
}

/** Whether the whole text looks like the pattern. One that cannot be read fits nothing. */
export const fits = (pattern: string, text: string): boolean =>
  pattern === '' || (patternTrouble(pattern) === null && compile(pattern).matches(text))
