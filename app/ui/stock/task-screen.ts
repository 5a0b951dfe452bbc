/** One task as the phone shows it. */
export interface TaskScreen {
  /** Milliseconds; the newer of two screens is the true one. */
  readonly stamp: number
  readonly task: {
    readonly id: string
    readonly kind: 'put_away' | 'count' | 'replenish' | 'inspect' | 'unknown_item'
    readonly state: 'open' | 'approval' | 'done' | 'cancelled'
    readonly reason: string
    readonly place: string
    readonly bin: string | null
    readonly toBin: string | null
    readonly itemId: string | null
    readonly title: string | null
    readonly sku: string | null
    readonly lot: string | null
    readonly quantity: number | null
    readonly doneQuantity: number
    readonly doneBy: string | null
  }
  readonly imageUrl: string | null
  readonly codes: readonly string[]
  readonly serials: readonly string[]
  readonly suggestions: readonly {
    readonly binId: string
    readonly code: string
    readonly fits: number
    readonly reason: string
  }[]
  readonly countedByYou: boolean
  readonly counts: readonly {
    readonly round: number
    readonly by: string
    readonly at: string
    readonly outcome: string
    readonly value: string
    readonly lines: readonly {
      readonly itemId: string
      readonly lotId: string | null
      readonly serial: string | null
      readonly title: string
      readonly sku: string | null
      readonly found: number
      readonly ledger: number
    }[]
  }[]
}

export type SendTask = (form: Record<string, string>) => void
