import type { World } from './world.ts'

/**
 * The next number of the shop's own random row, 0 up to (never) 1: mulberry32, kept in the
 * snapshot, so that the same seed meets the same faults.
 */
export function nextRandom(world: Pick<World, 'cells'>): number {
  world.cells.random = (world.cells.random + 0x6d2b79f5) | 0
  let mixed = Math.imul(world.cells.random ^ (world.cells.random >>> 15), 1 | world.cells.random)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

/** Whether something that happens with this share happens now. A share of 0 draws no number. */
export const happens = (world: Pick<World, 'cells'>, share: number): boolean =>
  share > 0 && nextRandom(world) < share
