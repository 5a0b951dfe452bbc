import { exactOrder, mostExact } from './exact-order.ts'
import { improveOrder } from './improve-order.ts'
import { type Matrix, orderMm } from './matrix.ts'

export interface Ordered {
  /** Every place between the ends once, as rows of the matrix. */
  readonly order: readonly number[]
  readonly lengthMm: number
  readonly isExact: boolean
}

/** The order in which to visit the places: exact for few, else very near to it. The same seed, the same answer. */
export function orderStops(matrix: Matrix, seed: number): Ordered {
  const order = matrix.size - 2 <= mostExact ? exactOrder(matrix) : improveOrder(matrix, seed)
  return { order, lengthMm: orderMm(matrix, order), isExact: matrix.size - 2 <= mostExact }
}
