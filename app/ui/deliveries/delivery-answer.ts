/** What the Deliveries page is told after a button. */
export type DeliveryAnswer =
  | { readonly kind: 'retried' | 'retried_all' | 'discarded' | 'closed' | 'reading' }
  | { readonly kind: 'reading_already' }
  | { readonly kind: 'not_there' }
  | { readonly kind: 'bad_form' }

/** For people; null when it went as asked. */
export function answerWords(answer: DeliveryAnswer): string | null {
  switch (answer.kind) {
    case 'not_there':
      return 'It is not on the list any more: somebody else dealt with it. Load the page again.'
    case 'reading_already':
      return 'They are being read already.'
    case 'bad_form':
      return 'Nothing was changed: write down why it is discarded.'
    default:
      return null
  }
}

const doneWords = {
  retried: 'Tried again. If it cannot be worked through it comes back to this list.',
  retried_all: 'All are tried again. What cannot be worked through comes back to this list.',
  discarded: 'Discarded',
  reading: 'The store is asked for its orders',
  closed: 'Closed. The collected data was erased.',
} as const

/** The toast for what went as asked. */
export const toastOf = (answer: DeliveryAnswer): string | null =>
  answer.kind === 'not_there' || answer.kind === 'bad_form' || answer.kind === 'reading_already'
    ? null
    : doneWords[answer.kind]
