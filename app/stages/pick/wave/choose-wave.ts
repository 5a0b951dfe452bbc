import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { OpenAisles } from './open-aisles.ts'
import type { Waiting } from './waiting.ts'

export interface WaveWish {
  /** Units of a wave. Fewer only when the backlog has no more. */
  readonly least: number
  readonly most: number
  /** What is due before this goes first, whatever its aisles. */
  readonly dueBefore: number
}

export interface Wave {
  /** Ids, due first. */
  readonly orders: readonly string[]
  readonly units: number
  /** In the order in which they were opened. */
  readonly aisles: readonly string[]
  /** How many are in it because they are due, and how many because they lie on the way. */
  readonly because: { readonly due: number; readonly onTheWay: number }
  /** Due and yet left out: the wave was full. */
  readonly dueLeftOut: number
}

export type WaveRefusal =
  | { readonly kind: 'bad_bounds' }
  | { readonly kind: 'bad_orders'; readonly orders: readonly string[] }
  | { readonly kind: 'named_twice'; readonly orders: readonly string[] }
  | { readonly kind: 'too_many_orders'; readonly orders: number; readonly most: number }

/** More is no backlog but a mistake. */
const mostOrders = 1_000_000

/**
 * Which orders of a backlog to release now: first what is due, then what lies in aisles that are walked
 * anyway, then what the next aisle brings most pieces for, while that makes aisles per unit fewer. Looks at each order
 * and each of its aisles a few times: time and memory grow with the backlog and no faster.
 */
export function chooseWave(
  backlog: readonly Waiting[],
  wish: WaveWish,
): Outcome<Wave, WaveRefusal> {
  const refusal = refusalOf(backlog, wish)
  if (refusal) return refuse(refusal)
  const byDue = dueFirst(backlog)
  const floor = new OpenAisles(backlog, byDue)
  const taken = new Set<number>()
  let units = 0
  const take = (order: number) => {
    const more = backlog[order]?.units ?? 0
    if (taken.has(order) || units + more > wish.most) return false
    taken.add(order)
    units += more
    return true
  }
  let dueLeftOut = 0
  for (const order of byDue) {
    if ((backlog[order]?.dueAt ?? 0) >= wish.dueBefore) break
    if (take(order)) floor.openFor(order)
    else dueLeftOut++
  }
  const due = taken.size
  for (const order of floor.takeWithin()) take(order)
  while (units < wish.most) {
    const next = floor.best(wish.most - units)
    if (!next) break
    const isFewer = (floor.opened.length + 1) * units < floor.opened.length * (units + next.units)
    if (units >= wish.least && !isFewer) break
    floor.open(next.aisle)
    for (const order of floor.takeWithin()) take(order)
  }
  return accept({
    orders: byDue.filter((order) => taken.has(order)).map((order) => backlog[order]?.id ?? ''),
    units,
    aisles: floor.openedNames(),
    because: { due, onTheWay: taken.size - due },
    dueLeftOut,
  })
}

/** Places in the backlog, due first; by counting over the times there are, which a large backlog shares. */
function dueFirst(backlog: readonly Waiting[]): readonly number[] {
  const times = Float64Array.from(backlog, ({ dueAt }) => dueAt).sort()
  const next = new Map<number, number>()
  times.forEach((time, at) => {
    if (!next.has(time)) next.set(time, at)
  })
  const byDue = new Array<number>(backlog.length)
  backlog.forEach(({ dueAt }, order) => {
    const at = next.get(dueAt) ?? 0
    byDue[at] = order
    next.set(dueAt, at + 1)
  })
  return byDue
}

function refusalOf(backlog: readonly Waiting[], wish: WaveWish): WaveRefusal | null {
  const { least, most } = wish
  if (
    !(Number.isInteger(least) && Number.isInteger(most) && least >= 0 && most >= 1 && least <= most)
  )
    return { kind: 'bad_bounds' }
  if (backlog.length > mostOrders)
    return { kind: 'too_many_orders', orders: backlog.length, most: mostOrders }
  const bad = backlog.filter(
    ({ units, dueAt }) => !Number.isInteger(units) || units < 1 || !Number.isFinite(dueAt),
  )
  if (bad.length > 0) return { kind: 'bad_orders', orders: bad.slice(0, 20).map((one) => one.id) }
  const seen = new Set<string>()
  const twice = backlog.filter(({ id }) => seen.size === seen.add(id).size)
  return twice.length > 0
    ? { kind: 'named_twice', orders: twice.slice(0, 20).map((one) => one.id) }
    : null
}

/** For the person who releases. */
export function waveWords(refusal: WaveRefusal): string {
  switch (refusal.kind) {
    case 'bad_bounds':
      return 'A wave needs a least and a most number of pieces, the least first'
    case 'bad_orders':
      return `These have no pieces or no due time: ${refusal.orders.slice(0, 3).join(', ')}`
    case 'named_twice':
      return `These are there twice: ${refusal.orders.slice(0, 3).join(', ')}`
    case 'too_many_orders':
      return `${refusal.orders} orders are too many at once: ${refusal.most} at most`
  }
}
