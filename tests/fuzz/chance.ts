/** Chance that comes out the same for the same seed (mulberry32), so that what was found is found again. */
export function openChance(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (most: number): number => Math.floor(next() * most)
  function one<T>(of: readonly [T, ...T[]]): T {
    return of[upTo(of.length)] ?? of[0]
  }
  return { next, upTo, one, maybe: (share: number) => next() < share }
}
export type Chance = ReturnType<typeof openChance>
