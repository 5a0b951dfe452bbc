import type { ShortRule } from '../../../journey/settings.ts'

/** A place of the shop's own that has all of the rest free. */
export interface RestPlace {
  readonly id: string
  readonly gid: string
  readonly name: string
}

export interface RestFacts {
  readonly rule: ShortRule
  /** Of the shipment: goods the customer collects are not sent from elsewhere. */
  readonly kind: string
  /** Whether anything of the shipment is there. */
  readonly isSomeLeft: boolean
  /** The best one first. */
  readonly places: readonly RestPlace[]
}

/** What becomes of pieces that no bin of the place has. */
export type Rest =
  | { readonly kind: 'wait' }
  | { readonly kind: 'place'; readonly place: RestPlace }
  /** What is there goes out, the rest follows from the same place. */
  | { readonly kind: 'split' }

export function decideRest({ rule, kind, isSomeLeft, places }: RestFacts): Rest {
  const [place] = places
  if (kind !== 'warehouse') return { kind: 'wait' }
  if (place && triesPlaces(rule)) return { kind: 'place', place }
  const maySplit = rule === 'split' || rule === 'another_place_or_split'
  return maySplit && isSomeLeft ? { kind: 'split' } : { kind: 'wait' }
}

export const triesPlaces = (rule: ShortRule) =>
  rule === 'another_place' || rule === 'another_place_or_split'

/** For whoever stands at the shelf. @param instead pieces that come from another bin, of `short`. */
export function restWords(
  { short, instead }: { readonly short: number; readonly instead: number },
  rest: Rest | null,
): string {
  const found = instead > 0 ? `Noted. ${instead} more in another bin` : 'Noted'
  if (rest === null || instead === short) return found
  switch (rest.kind) {
    case 'wait':
      return `${found}. The order waits for stock`
    case 'place':
      return `${found}. ${rest.place.name} sends the rest`
    case 'split':
      return `${found}. What is here goes out, the rest follows`
  }
}
