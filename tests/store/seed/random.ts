/**
 * A small seeded random of our own: the same keys give the same numbers on every machine.
 * Not for secrets.
 */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  /** @throws RangeError when the list is empty. */
  pick<T>(list: readonly T[]): T
  /** One of the entries, each as likely as its weight. @throws RangeError without a positive weight. */
  weighted<T>(entries: readonly (readonly [weight: number, value: T])[]): T
}

/** FNV-1a over the keys' text, ended by an avalanche so that near keys give far states. */
function stateOf(keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const char of keys.join('\u0000')) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A stream of its own for these keys, e.g. `randomOf(seed, 'order', 12)` (mulberry32). */
export function randomOf(...keys: readonly (string | number)[]): Random {
  let state = stateOf(keys)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const pick = <T>(list: readonly T[]): T => {
    const at = Math.floor(next() * list.length)
    const [found] = list.slice(at, at + 1)
    if (list.length === 0 || found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted(entries) {
      const total = entries.reduce((sum, [weight]) => sum + Math.max(weight, 0), 0)
      let left = next() * total
      for (const [weight, value] of entries) {
        left -= Math.max(weight, 0)
        if (left < 0) return value
      }
      throw new RangeError('no entry has a positive weight')
    },
  }
}

/** Fills a pattern: `#` a digit, `%` a digit that is not 0; all else stays. */
export function fill(random: Random, pattern: string): string {
  return pattern.replace(/[#%]/g, (mark) => String(random.int(mark === '#' ? 0 : 1, 9)))
}
