/** Faults on demand: whether one strikes now, and how often each did. Counts are kept in memory only. */
import { happens } from './random.ts'
import type { World } from './world.ts'

type Faults = World['cells']['faults']
type Fault = Exclude<keyof Faults['webhooks'], 'delayMs'> | Exclude<keyof Faults['api'], 'hangMs'>

const had = new WeakMap<World, Map<Fault, number>>()

export function strikes(world: World, fault: Fault): boolean {
  const shares = { ...world.cells.faults.webhooks, ...world.cells.faults.api }
  if (!happens(world, shares[fault])) return false
  const counts = had.get(world) ?? new Map<Fault, number>()
  had.set(world, counts)
  counts.set(fault, (counts.get(fault) ?? 0) + 1)
  return true
}

export const strikesOf = (world: World): Readonly<Record<string, number>> =>
  Object.fromEntries(had.get(world) ?? [])
