/** The leaky bucket of one shop and app: filled at a steady rate, emptied by what queries cost. */

export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

export class Bucket {
  readonly #size: () => { readonly maximum: number; readonly restoreRate: number }
  readonly #now: () => number
  #level: number
  #at: number
  #spent = 0
  #refused = 0
  #refusedAgain = 0
  /** Calls that were refused and have not come through since. */
  readonly #turnedAway = new Set<string>()

  /** @param size read at every turn, so that it can be changed while the store runs. */
  constructor(
    size: () => { readonly maximum: number; readonly restoreRate: number },
    now: () => number = Date.now,
  ) {
    this.#size = size
    this.#now = now
    this.#level = size().maximum
    this.#at = now()
  }

  /**
   * Takes what a query may cost; false when there is not enough, and nothing is taken.
   * @param call tells one call from another, for the count of those refused more than once.
   */
  take(cost: number, call: string): boolean {
    this.#fill()
    if (cost > this.#level) {
      this.#refused += 1
      if (this.#turnedAway.has(call)) this.#refusedAgain += 1
      this.#turnedAway.add(call)
      return false
    }
    this.#level -= cost
    this.#spent += cost
    this.#turnedAway.delete(call)
    return true
  }

  /** Gives back what was taken and not used. */
  giveBack(cost: number): void {
    this.#fill()
    this.#spent -= cost
    this.#level = Math.min(this.#size().maximum, this.#level + cost)
  }

  /** Since it was made: points spent, calls refused for want of points, and those of them refused before. */
  counts(): { readonly spent: number; readonly refused: number; readonly refusedAgain: number } {
    return { spent: this.#spent, refused: this.#refused, refusedAgain: this.#refusedAgain }
  }

  status(): ThrottleStatus {
    this.#fill()
    const { maximum, restoreRate } = this.#size()
    return {
      maximumAvailable: maximum,
      currentlyAvailable: Math.floor(this.#level),
      restoreRate,
    }
  }

  #fill(): void {
    const { maximum, restoreRate } = this.#size()
    const now = this.#now()
    this.#level = Math.min(maximum, this.#level + ((now - this.#at) / 1000) * restoreRate)
    this.#at = now
  }
}
