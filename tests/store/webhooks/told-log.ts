/**
 * What the app was told of an order, for people who look at it in the admin. Kept in memory only,
 * for the newest orders: it is no part of the shop's state and of nobody's counts.
 */
import type { World } from '../world.ts'

export interface Told {
  /** ISO 8601 with milliseconds. */
  readonly at: string
  /** Topics that went out together, in their order. */
  readonly topics: readonly string[]
}

const mostOrders = 1000
const mostOfOne = 100

const logs = new WeakMap<World, Map<number, Told[]>>()

export function remember(world: World, orderIds: Iterable<number>, told: Told): void {
  const log = logs.get(world) ?? new Map<number, Told[]>()
  logs.set(world, log)
  for (const id of orderIds) {
    const one = log.get(id) ?? []
    if (one.length < mostOfOne) one.push(told)
    log.set(id, one)
    const [oldest] = log.keys()
    if (log.size > mostOrders && oldest !== undefined) log.delete(oldest)
  }
}

/** Oldest first; empty when the store started after it, or too much happened since. */
export const toldOf = (world: World, orderId: number): readonly Told[] =>
  logs.get(world)?.get(orderId) ?? []
