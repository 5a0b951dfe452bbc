import type { Matrix } from './matrix.ts'

const rounds = 80

/**
 * A length no walk to all places can be below: the cheapest tree that holds them all and two ways to the desk,
 * places that it visits too often made dearer and those it visits too seldom cheaper (Held and Karp 1970). Start and
 * end count as one desk and each way as its shorter direction, which makes no walk longer.
 * @param upper the length of a walk that is known.
 */
export function walkBound({ size, mm }: Matrix, upper: number): number {
  const stops = size - 2
  if (stops < 2) return 0
  const ways = shorterWays({ size, mm })
  const price = new Float64Array(stops + 1)
  const visits = new Int32Array(stops + 1)
  let best = 0
  let step = 2
  for (let round = 0; round < rounds; round++) {
    const bound = oneTree(ways, price, visits)
    if (bound > best) best = bound
    else step *= 0.9
    let off = 0
    for (let at = 1; at <= stops; at++) off += ((visits[at] ?? 0) - 2) ** 2
    if (off === 0) break
    const by = (step * Math.max(0, upper - bound)) / off
    for (let at = 1; at <= stops; at++) price[at] = (price[at] ?? 0) + by * ((visits[at] ?? 0) - 2)
  }
  return best
}

interface Ways {
  /** Places with the desk, which is 0. */
  readonly places: number
  readonly mm: Float64Array
}

function shorterWays({ size, mm }: Matrix): Ways {
  const places = size - 1
  const way = (from: number, to: number) => mm[from * size + to] ?? 0
  const ways = new Float64Array(places * places)
  for (let a = 1; a < places; a++) {
    for (let b = 1; b < places; b++) ways[a * places + b] = Math.min(way(a, b), way(b, a))
    ways[a] = Math.min(way(0, a), way(a, size - 1))
    ways[a * places] = ways[a] ?? 0
  }
  return { places, mm: ways }
}

/** @param visits filled with how many ways meet each place. */
function oneTree(ways: Ways, price: Float64Array, visits: Int32Array): number {
  visits.fill(0)
  const { places, mm } = ways
  let length = tree(ways, price, visits)
  const byWay = Array.from({ length: places - 1 }, (_, at) => at + 1).toSorted(
    (a, b) => (mm[a] ?? 0) + (price[a] ?? 0) - (mm[b] ?? 0) - (price[b] ?? 0),
  )
  for (const at of byWay.slice(0, 2)) {
    length += (mm[at] ?? 0) + (price[at] ?? 0)
    meet(visits, 0, at)
  }
  return length - 2 * price.reduce((sum, one) => sum + one, 0)
}

/** The cheapest tree over all places but the desk (Prim 1957). */
function tree({ places, mm }: Ways, price: Float64Array, visits: Int32Array): number {
  const near = new Float64Array(places).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(places)
  const left = new Set(Array.from({ length: places - 2 }, (_, at) => at + 2))
  const of = (list: Float64Array, at: number) => list[at] ?? 0
  let length = 0
  for (let here = 1; left.size > 0; left.delete(here)) {
    let next = -1
    for (const place of left) {
      const way = of(mm, here * places + place) + of(price, here) + of(price, place)
      if (way < of(near, place)) {
        near[place] = way
        from[place] = here
      }
      if (next < 0 || of(near, place) < of(near, next)) next = place
    }
    length += of(near, next)
    meet(visits, next, from[next] ?? 0)
    here = next
  }
  return length
}

function meet(visits: Int32Array, a: number, b: number): void {
  visits[a] = (visits[a] ?? 0) + 1
  visits[b] = (visits[b] ?? 0) + 1
}
