import type { Matrix } from './matrix.ts'

/** Stops up to which every order is tried; the work doubles with each. */
export const mostExact = 12

/** Held and Karp (1962): for every set of stops and each of them as the last, the shortest way. */
export function exactOrder({ size, mm }: Matrix): readonly number[] {
  const stops = size - 2
  if (stops <= 0) return []
  const sets = 1 << stops
  const best = new Float64Array(sets * stops).fill(Number.POSITIVE_INFINITY)
  const before = new Int8Array(sets * stops).fill(-1)
  for (let stop = 0; stop < stops; stop++) best[(1 << stop) * stops + stop] = mm[stop + 1] ?? 0
  for (let set = 1; set < sets; set++)
    for (let last = 0; last < stops; last++)
      if (set & (1 << last)) extend({ size, mm }, best, before, set, last)
  let last = 0
  const whole = (sets - 1) * stops
  const home = (stop: number) => (best[whole + stop] ?? 0) + (mm[(stop + 1) * size + size - 1] ?? 0)
  for (let stop = 1; stop < stops; stop++) if (home(stop) < home(last)) last = stop
  const order: number[] = []
  for (let set = sets - 1; last >= 0; ) {
    order.push(last + 1)
    const earlier = before[set * stops + last] ?? -1
    set &= ~(1 << last)
    last = earlier
  }
  return order.toReversed()
}

function extend(
  { size, mm }: Matrix,
  best: Float64Array,
  before: Int8Array,
  set: number,
  last: number,
): void {
  const stops = size - 2
  const here = best[set * stops + last] ?? 0
  for (let next = 0; next < stops; next++) {
    if (set & (1 << next)) continue
    const at = (set | (1 << next)) * stops + next
    const sum = here + (mm[(last + 1) * size + next + 1] ?? 0)
    if (sum < (best[at] ?? 0)) {
      best[at] = sum
      before[at] = last
    }
  }
}
