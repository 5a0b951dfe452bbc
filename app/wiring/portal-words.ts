import { type RequestState, requestLabel } from '../stages/handoff/index.ts'

/** A request's state as the portal shows it: its word and its colour. */
export function stateShown(state: RequestState): {
  readonly words: string
  readonly tone: 'wait' | 'good' | 'plain'
} {
  const words = requestLabel[state]
  switch (state) {
    case 'booked':
    case 'sent':
      return { words: 'New', tone: 'wait' }
    case 'cancel_asked':
      return { words, tone: 'wait' }
    case 'accepted':
    case 'shipped':
      return { words, tone: 'good' }
    case 'rejected':
    case 'cancelled':
      return { words, tone: 'plain' }
  }
}
