/**
 * Distances between places: `from * size + to`. Row 0 is where the walk begins, row `size - 1` where it ends;
 * ways there and back need not be equally long (one-way aisles).
 */
export interface Matrix {
  readonly size: number
  readonly mm: Float64Array
}

export function orderMm({ size, mm }: Matrix, order: readonly number[]): number {
  let sum = 0
  let before = 0
  for (const row of [...order, size - 1]) {
    sum += mm[before * size + row] ?? 0
    before = row
  }
  return sum
}
