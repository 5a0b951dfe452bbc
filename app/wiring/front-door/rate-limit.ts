/** How often something may be done under one key: `perMinute` in the long run, `burst` at once. */
export interface Allowance {
  readonly perMinute: number
  readonly burst: number
}

interface Bucket {
  left: number
  at: number
}

/**
 * Counts in this process's memory, on purpose: a flood must not cost the database anything. With several web
 * processes each counts for itself, so that a limit is at most as many times as there are processes.
 * @param most keys that are remembered; beyond, those not seen for longest are forgotten.
 */
export function openRateLimit(allowance: Allowance, most = 20_000): RateLimit {
  const buckets = new Map<string, Bucket>()
  const perMs = allowance.perMinute / 60_000
  const leftOf = (key: string, now: number): number => {
    const before = buckets.get(key)
    if (!before) return allowance.burst
    return Math.min(allowance.burst, before.left + Math.max(0, now - before.at) * perMs)
  }
  const waitFor = (left: number): number | null =>
    left >= 1 ? null : Math.max(1, Math.ceil((1 - left) / perMs / 1_000))
  return {
    look: (key, now) => waitFor(leftOf(key, now)),
    take(key, now) {
      const before = buckets.get(key)
      const left = leftOf(key, now)
      // Deleted and set again: the first in the map is the one not seen for longest.
      buckets.delete(key)
      const at = Math.max(now, before?.at ?? now)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at })
      if (buckets.size > most) {
        const oldest = buckets.keys().next()
        if (!oldest.done) buckets.delete(oldest.value)
      }
      return waitFor(left)
    },
  }
}

export interface RateLimit {
  /**
   * Takes one.
   * @param now milliseconds.
   * @returns null when it may go on; else the whole seconds after which the next one may.
   */
  take(key: string, now: number): number | null
  /** The same without taking. */
  look(key: string, now: number): number | null
}
