import type { ParcelStatus } from '../../providers/tracking/contract.ts'

/** An event as it is kept; events with one key are one event. */
export interface SeenEvent {
  readonly key: string
  readonly status: ParcelStatus
  readonly rawCode: string
  /** Null: the carrier gave a local time without a zone. */
  readonly at: Date | null
}

export interface Standing {
  readonly status: ParcelStatus | 'none'
  /** When it came to stand so; null when nobody knows the instant. */
  readonly statusAt: Date | null
  /** Instant of the newest event that has one. */
  readonly newestAt: Date | null
  /** Codes nobody knows, each once. */
  readonly unknownCodes: readonly string[]
}

/** How far along its way a parcel is; decides between events of one instant, and for those without one. */
const rank: Readonly<Record<ParcelStatus, number>> = {
  unknown: 0,
  label_made: 1,
  announced: 2,
  picked_up: 3,
  moving: 4,
  delayed: 5,
  out_for_delivery: 6,
  attempted: 7,
  ready_for_pickup: 8,
  failed: 9,
  returned: 10,
  delivered: 11,
}

const instant = (event: SeenEvent) => event.at?.getTime() ?? Number.NEGATIVE_INFINITY

/** By time, then by how far along; a key decides what is left, so that the order of arrival never does. */
function byTime(a: SeenEvent, b: SeenEvent): number {
  const [x, y] = [instant(a), instant(b)]
  if (x !== y) return x < y ? -1 : 1
  if (rank[a.status] !== rank[b.status]) return rank[a.status] - rank[b.status]
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

/**
 * Where a parcel stands, from everything that was heard of it, in whatever order it came.
 * Delivered stays delivered, whatever else is said; an adapter says `returned` for what was
 * delivered back to the sender. Unknown codes are kept and change nothing as long as a known one
 * speaks. An event without an instant counts only where it is further along than all that have one.
 */
export function mergeEvents(events: readonly SeenEvent[]): Standing {
  const once = [...new Map(events.map((event) => [event.key, event])).values()]
  const known = once.filter((event) => event.status !== 'unknown').toSorted(byTime)
  const timed = known.filter((event) => event.at !== null)
  const speaks =
    known.find((event) => event.status === 'delivered' && event.at !== null) ??
    known.findLast((event) => event.status === 'delivered') ??
    furthest(
      timed.at(-1),
      known.findLast((event) => event.at === null),
    )
  return {
    status: speaks?.status ?? (once.length > 0 ? 'unknown' : 'none'),
    statusAt: speaks?.at ?? null,
    newestAt: newestOf(once),
    unknownCodes: [
      ...new Set(once.flatMap((event) => (event.status === 'unknown' ? [event.rawCode] : []))),
    ].toSorted(),
  }
}

function furthest(timed: SeenEvent | undefined, untimed: SeenEvent | undefined) {
  if (!timed || !untimed) return timed ?? untimed
  return rank[untimed.status] > rank[timed.status] ? untimed : timed
}

/** The carrier's expectation is believed when its news are as new as anything heard before. */
export function believesEta(
  before: { readonly newestAt: Date | null },
  news: { readonly events: readonly Pick<SeenEvent, 'at'>[] },
): boolean {
  if (before.newestAt === null) return true
  const newest = newestOf(news.events)
  return newest !== null && newest >= before.newestAt
}

/** One after the other: as arguments of one call, the events of a carrier gone wrong would be too many for the stack. */
const newestOf = (events: readonly Pick<SeenEvent, 'at'>[]): Date | null =>
  events.reduce<Date | null>(
    (newest, { at }) => (at !== null && (newest === null || at > newest) ? at : newest),
    null,
  )
