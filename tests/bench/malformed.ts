/** Numbers from 0 to `below` that a seed decides (mulberry32). */
export type Random = (below: number) => number

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/**
 * Countries that have changed their postcodes since: what Google's pattern does not know there may be
 * right. South Korea 5 digits (2015), Cambodia and Taiwan 6 (2018, 2020), Mauritius 5, Latvia without LV-.
 */
const changedSince: Readonly<Record<string, RegExp>> = {
  KR: /^\d{5}$/,
  KH: /^\d{6}$/,
  TW: /^\d{6}$/,
  MU: /^\d{5}$/,
  LV: /^\d{4}$/,
}

const bare = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The pattern of the same codes without their separators. */
const barePattern = (pattern: string): RegExp =>
  new RegExp(
    `^(?:${pattern
      .replace(/\[ ?\\?-?\]\??/g, '')
      .replace(/ \??/g, '')
      .replace(/-\??(?![^[]*\])/g, '')})$`,
  )

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const digits = '0123456789'
const pick = (from: string, random: Random): string => from[random(from.length)] ?? ''

/** One slip: a sign lost, doubled or put in, a digit for a letter or the other way round. */
function slip(code: string, random: Random): string {
  const at = random(code.length)
  const sign = code[at] ?? ''
  const [before, after] = [code.slice(0, at), code.slice(at + 1)]
  switch (random(4)) {
    case 0:
      return before + after
    case 1:
      // Never in front, where a letter is a country's sign: D-10115.
      return before + sign + pick(letters + digits, random) + after
    case 2:
      return before + pick(/\d/.test(sign) ? letters : digits, random) + after
    default:
      return before + sign + sign + after
  }
}

/** Up to twelve codes with a slip in them that are surely no postcodes of that country. */
export function malformedOf(
  country: string,
  code: string,
  pattern: string,
  random: Random,
): readonly string[] {
  const right = barePattern(pattern)
  const isWrong = (wrong: string) =>
    bare(wrong) !== '' && !right.test(bare(wrong)) && !changedSince[country]?.test(bare(wrong))
  const made = Array.from({ length: 12 }, () => slip(code, random)).filter(isWrong)
  return [...new Set(made)]
}
