import { manyBlocksLength } from './many-blocks.ts'
import { type LengthOf, oneBlockLength } from './one-block.ts'
import { isClosedWalk, type ParallelAisles } from './parallel-aisles.ts'

/**
 * How long the shortest walk is, asked millions of times while orders are joined to tours. Nothing is
 * allocated per call. It works on arrays of its own: one evaluator a thread.
 */
export interface RouteEvaluator {
  /** Words of a bit set that holds every position once. */
  readonly words: number
  /** Ascending positions (`aisle * cells + cell`), the first `count` of them; repeats harm nothing. */
  ofPositions: LengthOf
  /** The positions whose bit is set: bit `position & 31` of word `offset + (position >> 5)`. */
  ofBits(bits: Int32Array | Uint32Array, offset?: number): number
}

/** Exact for one block, two blocks, and as many more as `mostCrossAisles` allows. */
export function createRouteEvaluator(hall: ParallelAisles): RouteEvaluator {
  const isOneBlock = hall.crossAt.length === 2 && isClosedWalk(hall)
  const ofPositions = isOneBlock ? oneBlockLength(hall) : manyBlocksLength(hall)
  const positions = new Int32Array(hall.cellAt.length)
  const words = (hall.cellAt.length + 31) >> 5
  return {
    words,
    ofPositions,
    ofBits: (bits, offset = 0) => ofPositions(positions, unpack(bits, offset, words, positions)),
  }
}

/** Writes the positions of the bits into `positions`. @returns how many. */
function unpack(
  bits: Int32Array | Uint32Array,
  offset: number,
  words: number,
  positions: Int32Array,
): number {
  let count = 0
  for (let word = 0; word < words; word++) {
    let left = bits[offset + word] ?? 0
    while (left !== 0) {
      const lowest = left & -left
      positions[count++] = (word << 5) + 31 - Math.clz32(lowest)
      left ^= lowest
    }
  }
  return count
}
