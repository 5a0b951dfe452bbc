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

  /** Takes what a query may cost; false when there is not enough, and nothing is taken. */
  take(cost: number): boolean {
    this.#fill()
    if (cost > this.#level) return false
    this.#level -= cost
    return true
  }

  /** Gives back what was taken and not used. */
  giveBack(cost: number): void {
    this.#fill()
    this.#level = Math.min(this.#size().maximum, this.#level + cost)
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
