export interface ShownReceived {
  readonly id: string
  readonly title: string | null
  readonly sku: string | null
  readonly itemId: string | null
  readonly code: string
  readonly condition: 'good' | 'damaged' | 'unknown'
  readonly quantity: number
  readonly lot: string | null
  readonly expiresOn: string | null
  readonly serial: string | null
  readonly inspection: string | null
}

export interface ShownVerdict {
  readonly itemId: string
  readonly title: string
  readonly sku: string | null
  readonly kind: 'as_expected' | 'over' | 'short' | 'not_ordered'
  readonly pieces: number
  readonly expected: number
  readonly good: number
  readonly damaged: number
}

/** A delivery at the door as the phone shows it; the same after each scan. */
export interface ReceiveScreen {
  /** Milliseconds; the newer of two screens is the true one. */
  readonly stamp: number
  readonly id: string
  readonly number: string
  readonly state: 'open' | 'done'
  readonly blind: boolean
  readonly note: string
  readonly place: string
  readonly inbound: { readonly id: string; readonly number: string; readonly vendor: string } | null
  readonly lines: readonly ShownReceived[]
  readonly pieces: number
  /** Null while it is counted blind, and where nothing was announced. */
  readonly verdicts: readonly ShownVerdict[] | null
  readonly photos: readonly string[]
}
