/** What a parcel should weigh, in grams; null when the weight of something in it is not known. */
export function expectedGrams(
  lines: readonly { readonly grams: number; readonly quantity: number }[],
  emptyGrams: number,
): number | null {
  if (lines.some((line) => line.grams === 0)) return null
  return lines.reduce((sum, line) => sum + line.grams * line.quantity, emptyGrams)
}

/** How far a scale may differ: a twentieth, and at least 50 g for filling and tape. */
export const toleranceGrams = (expected: number): number => Math.max(50, Math.round(expected / 20))

export const isWeightOff = (given: number, expected: number | null): boolean =>
  expected !== null && Math.abs(given - expected) > toleranceGrams(expected)
