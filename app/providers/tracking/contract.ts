/** What happened to a parcel, in our words. `unknown` is kept, shown and alarmed; it is never guessed. */
export const parcelStatuses = [
  'label_made',
  'announced',
  'picked_up',
  'moving',
  'out_for_delivery',
  'attempted',
  'ready_for_pickup',
  'delayed',
  'delivered',
  /** It could not be delivered; what happens next is open. */
  'failed',
  /** It is back at the sender's. */
  'returned',
  'unknown',
] as const
export type ParcelStatus = (typeof parcelStatuses)[number]

interface ParcelEvent {
  /** The carrier's own id of the event, or a digest of it: the same event is stored once. */
  readonly key: string
  readonly status: ParcelStatus
  /** The carrier's own code, kept as it came. */
  readonly rawCode: string
  readonly message: string
  readonly place: string
  /** Instant in UTC; null when the carrier gives local time with no zone. */
  readonly at: Date | null
}

export interface ParcelNews {
  readonly trackingNumber: string
  /** Oldest event first. An unknown number has none. */
  readonly events: readonly ParcelEvent[]
  /** The carrier's own expectation; null when it has none. */
  readonly eta: Date | null
}

/** One carrier's tracking. Throws ProviderUnavailable or ProviderAnswerUnreadable. */
export interface TrackingProvider {
  /** Same key as the carrier's; stored on the parcel. */
  readonly key: string
  news(trackingNumber: string, signal: AbortSignal): Promise<ParcelNews>
  /**
   * Reads a message the carrier sent us by itself, or answers null when its signature is wrong.
   * @param body the raw bytes: the signature is over them.
   */
  readMessage(headers: Headers, body: Uint8Array): readonly ParcelNews[] | null
}
