import type { Rate } from '../../providers/carrier/contract.ts'

export interface Offer extends Rate {
  readonly carrierKey: string
  readonly carrierName: string
}

interface RankedOffer extends Offer {
  /** When it would be there; null when the carrier does not say. */
  readonly arrivesAt: Date | null
  /** True when it is there by the promised day; null when nothing was promised or nobody can tell. */
  readonly keepsPromise: boolean | null
}

export interface Suggestion {
  /** Suggested first; then those that keep the promise, cheapest first; then the rest, fastest first. */
  readonly offers: readonly RankedOffer[]
  /**
   * `keeps`: the first is the cheapest that keeps the promise. `late`: none keeps it, the first is
   * the fastest. `unknown`: nothing was promised, or no carrier tells its days; the first is the
   * cheapest. `none`: there is no offer.
   */
  readonly why: 'keeps' | 'late' | 'unknown' | 'none'
}

export interface ServiceFacts {
  readonly offers: readonly Offer[]
  /** End of the promised day; null when nobody promised one. */
  readonly promisedAt: Date | null
  readonly now: Date
  /** Prices in other currencies cannot be compared and come after those in this one. */
  readonly currency: string
}

const dayMs = 86_400_000

const compare = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

/** Suggests the cheapest service that keeps the promise. */
export function decideService({ offers, promisedAt, now, currency }: ServiceFacts): Suggestion {
  const ranked = offers.map((offer): RankedOffer => {
    const arrivesAt = offer.days === null ? null : new Date(now.getTime() + offer.days * dayMs)
    const keepsPromise =
      arrivesAt === null || promisedAt === null ? null : arrivesAt.getTime() <= promisedAt.getTime()
    return { ...offer, arrivesAt, keepsPromise }
  })
  const foreign = (offer: Offer) => (offer.cost.currency === currency ? 0 : 1)
  const byName = (a: Offer, b: Offer) =>
    compare(a.carrierKey, b.carrierKey) || compare(a.service, b.service)
  const speed = (offer: Offer) => offer.days ?? Number.POSITIVE_INFINITY
  const cheapest = (a: RankedOffer, b: RankedOffer) =>
    foreign(a) - foreign(b) ||
    compare(a.cost.minor, b.cost.minor) ||
    compare(speed(a), speed(b)) ||
    byName(a, b)
  const fastest = (a: RankedOffer, b: RankedOffer) => compare(speed(a), speed(b)) || cheapest(a, b)
  if (ranked.length === 0) return { offers: [], why: 'none' }
  if (promisedAt === null || ranked.every((offer) => offer.days === null))
    return { offers: ranked.toSorted(cheapest), why: 'unknown' }
  const keeping = ranked.filter((offer) => offer.keepsPromise === true).toSorted(cheapest)
  const rest = ranked.filter((offer) => offer.keepsPromise !== true).toSorted(fastest)
  return { offers: [...keeping, ...rest], why: keeping.length > 0 ? 'keeps' : 'late' }
}
