import { type ScanDone, type ScanRefusal, scanWords } from './decide-scan.ts'

export type TourRefusal =
  | { readonly kind: 'no_such_tour' }
  | { readonly kind: 'tour_closed' }
  /** Somebody else walks it; it can be taken over. */
  | { readonly kind: 'not_yours'; readonly picker: string }
  /** It is walked on another device; it can be taken over. */
  | { readonly kind: 'other_device' }
  /** This scan was counted before, or the stop moved on: the screen is older than the shelf. */
  | { readonly kind: 'seen_already' }
  /** The order was stopped meanwhile; its goods go back. */
  | { readonly kind: 'stopped' }

/** For the picker. */
function tourWords(refusal: TourRefusal): string {
  switch (refusal.kind) {
    case 'no_such_tour':
      return 'There is no such tour'
    case 'tour_closed':
      return 'This tour is finished'
    case 'not_yours':
      return 'Somebody else is walking this tour'
    case 'other_device':
      return 'This tour goes on on another device'
    case 'seen_already':
      return 'Counted already'
    case 'stopped':
      return 'This order was stopped. Leave the goods'
  }
}

/** What a scan that counted is answered with. */
export function doneWords(done: ScanDone): string {
  switch (done.kind) {
    case 'pieces':
      return `${done.quantity} taken`
    case 'bin':
      return 'Right bin'
    case 'tote':
      return 'Right tote'
  }
}

export function pickWords(refusal: TourRefusal | ScanRefusal): string {
  switch (refusal.kind) {
    case 'no_such_tour':
    case 'tour_closed':
    case 'not_yours':
    case 'other_device':
    case 'seen_already':
    case 'stopped':
      return tourWords(refusal)
    default:
      return scanWords(refusal)
  }
}
