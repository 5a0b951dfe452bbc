/** Tries before a delivery that cannot be worked through ends on a person's list: about a day of waiting. */
export const mostAttempts = 12

/** Minutes until the next try: 1, 2, 4, … up to 4 hours. Null: no more. @param tries so far, the failed one included. */
export const minutesUntilRetry = (tries: number): number | null =>
  tries >= mostAttempts ? null : Math.min(240, 2 ** (tries - 1))
