/** What the page of differences is told after a button. */
export type SettleAnswer =
  | { readonly kind: 'settled' | 'seen' | 'asked' | 'bad_form' | 'unknown_item' | 'no_answer' }
  | { readonly kind: 'other_by_now'; readonly pieces: number }
  | { readonly kind: 'promised'; readonly free: number }
  | { readonly kind: 'store_refused'; readonly words: string }

interface Words {
  readonly tone: 'success' | 'info' | 'warning' | 'critical'
  readonly title: string
}

/** For people. */
export function settleWords(answer: SettleAnswer): Words {
  switch (answer.kind) {
    case 'settled':
    case 'seen':
      return { tone: 'success', title: 'Settled: store and ledger say the same.' }
    case 'asked':
      return { tone: 'info', title: 'Under way. Load the page again in a moment.' }
    case 'bad_form':
      return {
        tone: 'critical',
        title: 'Nothing was changed. Load the page again and try once more.',
      }
    case 'unknown_item':
      return {
        tone: 'critical',
        title: 'The store does not count this item at that place any more.',
      }
    case 'no_answer':
      return {
        tone: 'warning',
        title: 'The store did not answer. Try again in a minute: nothing is done twice.',
      }
    case 'other_by_now':
      return {
        tone: 'warning',
        title:
          answer.pieces === 0
            ? 'Nothing was changed: there is nothing left to settle. The figures below are new.'
            : 'Nothing was changed: the figures moved meanwhile. Look at the new ones below.',
      }
    case 'promised':
      return {
        tone: 'warning',
        title: `Nothing was changed: only ${answer.free} of those pieces are free here, the others are promised to orders. Count the bins, or release those orders first.`,
      }
    case 'store_refused':
      return { tone: 'critical', title: `The store refused: ${answer.words}` }
  }
}

const reasons: Readonly<Record<string, string>> = {
  booking_on_its_way: 'booked here, on its way to the store',
  booking_refused: 'booked here, refused by the store',
  shipped_not_fulfilled: 'shipped here, not fulfilled in the store yet',
  fulfilled_not_shipped: 'fulfilled in the store, not out of the house yet',
  return_on_its_way: 'returned here, not in the store yet',
  changed_in_store: 'changed in the store',
}
/** Why the store has more or fewer pieces, for people. */
export const reasonWords = (kind: string): string => reasons[kind] ?? kind

/** `+3`, `−2`. */
export const signed = (pieces: number): string => (pieces < 0 ? `−${-pieces}` : `+${pieces}`)
