import type { Book } from './book.ts'

export interface PartnerOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Where the app listens; answers go to `{appUrl}/api/partner/v1/…`. */
  readonly appUrl: string
  /** `owp_…`, made on the app's page of this partner. */
  readonly apiKey: string
  /** `whsec_…`, with which the app's messages are verified. */
  readonly secret: string
  /** About how long the partner takes to answer, and again to ship. */
  readonly answerAfterMs: number
  /** The same seed and order always fare alike. */
  readonly seed: string
  /** Of a hundred requests, how many are rejected; 6 unless told. */
  readonly rejectPercent?: number
  /** The carrier whose labels the partner buys, so that its parcels arrive; without it, numbers of its own. */
  readonly carrier?: { readonly url: string; readonly secret: string }
  readonly stateFile?: string
}

/** What goes wrong on purpose. `after_work`: the order is made, and then the answer is 500. */
export const faultKinds = ['down', 'slow', 'after_work', 'page'] as const
type FaultKind = (typeof faultKinds)[number]
interface PlannedFault {
  readonly kind: FaultKind
  times: number
}

export interface PartnerHouse {
  readonly options: PartnerOptions
  readonly book: Book
  readonly faults: PlannedFault[]
  baseUrl: string
  /** Nothing is answered or shipped by itself while it is set. */
  paused: boolean
}
