import type { Book } from './book.ts'
import type { Shares } from './ways.ts'

export interface CarrierOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Where the app listens; messages go to `{appUrl}/carrier/parcelnet/{callback}`. */
  readonly appUrl: string
  /** Bearer token of the API and key of the messages' signature. */
  readonly secret: string
  /** About how long a parcel waits between two scans. */
  readonly eventEveryMs: number
  readonly seed: string
  /** Where what the carrier knows is kept; without it, only in memory. */
  readonly stateFile?: string
  readonly shares?: Shares
}

/** What goes wrong on purpose. `after_work`: the work is done, and then nobody answers. */
export const faultKinds = ['busy', 'page', 'cut', 'garbled', 'after_work'] as const
type FaultKind = (typeof faultKinds)[number]
export interface PlannedFault {
  readonly kind: FaultKind
  /** Which part of the API: the first part of the path after /v1. `any` is all of it. */
  readonly on: string
  times: number
}

export interface Carrier {
  readonly options: CarrierOptions
  readonly shares: Shares
  readonly book: Book
  /** Where the carrier itself listens. */
  baseUrl: string
  paused: boolean
  readonly faults: PlannedFault[]
}

export const trackingUrl = (carrier: Pick<Carrier, 'baseUrl'>, number: string): string =>
  `${carrier.baseUrl}/track/${number}`
