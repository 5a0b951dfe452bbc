/** What follows from news of a part of an order (a fulfillment order) that came from the store. */
export interface PartNews {
  /** For the timeline, one sentence; null: nothing that a person needs to read. */
  readonly text: string | null
  /** The order itself is read again: its pieces went elsewhere. */
  readonly readAgain: boolean
  /** Distribute looks at what the store has open now. */
  readonly distribute: boolean
  /** Somebody asked the partner to stop, in the store: the partner is asked here too. */
  readonly stopPartner: boolean
  /** The office has to look: the work order's title. */
  readonly office: string | null
}

export interface PartFacts {
  readonly what: string
  /** A call of ours led to it: the outside calls that were made for its order, by kind. */
  readonly ourCalls: ReadonlySet<string>
  /** Reasons of holds that others put on the order, as they are now. */
  readonly heldByOthers: readonly string[]
}

const quiet: PartNews = {
  text: null,
  readAgain: false,
  distribute: false,
  stopPartner: false,
  office: null,
}

/** Topics that say a request to a partner moved, and the call of ours that moves it. */
const byUs: Readonly<Record<string, string>> = {
  fulfillment_request_submitted: 'store_submit',
  fulfillment_request_accepted: 'store_accept',
  fulfillment_request_rejected: 'store_reject',
  cancellation_request_submitted: 'store_cancel_ask',
  cancellation_request_accepted: 'store_cancel_accept',
  cancellation_request_rejected: 'store_cancel_refuse',
}

const inWords = (what: string) => what.split('/')[1]?.replaceAll('_', ' ') ?? what

/** Whether what a topic means depends on the order's parts as they are now: its holds, or where a part lies. */
export const needsLook = (what: string): boolean =>
  what.startsWith('fulfillment_holds/') || what.endsWith('/cancellation_request_submitted')

/** Pure: what a topic of fulfillment_orders/* or fulfillment_holds/* means for the order's people. */
export function decidePart({ what, ourCalls, heldByOthers }: PartFacts): PartNews {
  const word = what.split('/')[1] ?? ''
  if (what.startsWith('fulfillment_holds/')) return holdNews(word, heldByOthers)
  const ours = byUs[word]
  if (ours !== undefined && ourCalls.has(ours)) return quiet
  const told = { ...quiet, text: `A part of the order in the store: ${inWords(what)}` }
  switch (word) {
    case 'order_routing_complete':
    case 'scheduled_fulfillment_order_ready':
      return { ...quiet, distribute: true }
    case 'moved':
    case 'split':
    case 'merged':
    case 'cancelled':
    case 'rescheduled':
      return { ...told, readAgain: true, distribute: true }
    case 'cancellation_request_submitted':
      return { ...told, stopPartner: true }
    case 'fulfillment_request_rejected':
    case 'fulfillment_service_failed_to_complete':
      return { ...told, distribute: true, office: `In the store: ${inWords(what)}` }
    default:
      return told
  }
}

/** Our own holds come and go with the check, which writes that down itself. */
function holdNews(word: string, heldByOthers: readonly string[]): PartNews {
  const reasons = heldByOthers.map((reason) => reason.toLowerCase().replaceAll('_', ' '))
  if (word === 'added')
    return reasons.length === 0
      ? quiet
      : {
          ...quiet,
          text: `Held in the store by somebody else (${[...new Set(reasons)].join(', ')})`,
          distribute: true,
        }
  return { ...quiet, distribute: reasons.length === 0 }
}
