/** What a parcel should weigh, in grams; null when the weight of something in it is not known. */
export function expectedGrams(
  lines: readonly { readonly grams: number; readonly quantity: number }[],
  emptyGrams: number,
): number | null {
  if (lines.some((line) => line.grams === 0)) return null
  return lines.reduce((sum, line) => sum + line.grams * line.quantity, emptyGrams)
}

/** How far a scale may differ: a share of what is expected, and at least so many grams for filling and tape. */
export interface Tolerance {
  readonly weightTolerancePercent: number
  readonly weightToleranceGrams: number
}

export const toleranceGrams = (
  expected: number,
  { weightTolerancePercent, weightToleranceGrams }: Tolerance,
): number => Math.max(weightToleranceGrams, Math.round((expected * weightTolerancePercent) / 100))

export const isWeightOff = (
  given: number,
  expected: number | null,
  tolerance: Tolerance,
): boolean => expected !== null && Math.abs(given - expected) > toleranceGrams(expected, tolerance)
