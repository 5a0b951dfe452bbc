import type { BatchProblem } from './problem.ts'

/** How many batches the orders need at least, by their loads. `isIn` leaves orders out. */
export function fewestBatches(
  { orders, limits, loads }: BatchProblem,
  isIn: (order: number) => boolean = () => true,
): number {
  let fewest = 0
  for (let kind = 0; kind < limits.length; kind++) {
    let sum = 0
    for (let order = 0; order < orders; order++)
      if (isIn(order)) sum += loads[order * limits.length + kind] ?? 0
    // A hair less, so that rounding never asks for a batch too many.
    fewest = Math.max(fewest, Math.ceil(sum / (limits[kind] ?? 1) - 1e-9))
  }
  return fewest
}
