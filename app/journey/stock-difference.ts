/** An item at a place of which the store counts other pieces than the ledger; as it is read, and as a page shows it. */
export interface StockDifference<
  Reason extends { readonly kind: string; readonly pieces: number },
> {
  readonly itemId: string
  readonly locationId: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly place: string
  /** The store's: for sale, sold and not sent, and all that is good. */
  readonly available: number
  readonly committed: number
  readonly store: number
  readonly ours: number
  readonly difference: number
  readonly reasons: readonly Reason[]
  /** Pieces of the difference that a person can settle. */
  readonly toSettle: number
}
