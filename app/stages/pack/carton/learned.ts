/** What packers did with the same contents, newest first. */
export interface PastChoice {
  readonly suggested: readonly string[]
  readonly used: readonly string[]
}

export interface Learned {
  readonly cartons: readonly string[]
  /** How often in a row they took these. */
  readonly times: number
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n')

/** As often in a row packers must have taken something else before it is suggested instead. */
const inARow = 3

/**
 * What packers teach: without a plan (something has no size) their last choice; against a plan only when
 * they took the same other cartons several times in a row.
 */
export function decideLearned(
  past: readonly PastChoice[],
  planned: readonly string[] | null,
): Learned | null {
  const last = past[0]
  if (!last || last.used.length === 0) return null
  const other = past.findIndex((one) => !same(one.used, last.used))
  const times = other < 0 ? past.length : other
  if (planned === null) return { cartons: last.used, times }
  if (same(last.used, planned) || times < inARow) return null
  return { cartons: last.used, times }
}
