import { howMany } from '../../kernel/how-many.ts'

interface Told {
  /** What happened in the store. */
  readonly title: string
  /** What follows from the message being lost, and what to do about it. */
  readonly advice: string
}

const compare = 'Look it up in Shopify and compare it with the order here.'
const bySweep = 'The store is looked through every few minutes'

const topics: Readonly<Record<string, Told>> = {
  'orders/create': {
    title: 'An order was placed in Shopify',
    advice: `It may be missing here. ${bySweep}, which brings it; look it up in Shopify if it does not come.`,
  },
  'orders/edited': {
    title: 'The articles of an order were changed in Shopify',
    advice: `The goods may be the old ones here. ${compare}`,
  },
  'orders/paid': {
    title: 'An order was paid in Shopify',
    advice: `It may still wait for its payment here. ${compare}`,
  },
  'orders/cancelled': {
    title: 'An order was cancelled in Shopify',
    advice: `It may still be worked on here. Look it up in Shopify, and hold it here if it goes on. ${bySweep}, which ends it here.`,
  },
  'orders/fulfilled': {
    title: 'An order was fulfilled in Shopify',
    advice: `It may still be worked on here. ${compare}`,
  },
  'orders/delete': {
    title: 'An order was deleted in Shopify',
    advice:
      'It may still be worked on here, and nothing else tells of it. Hold it here, and ask whoever deleted it.',
  },
  'orders/risk_assessment_changed': {
    title: 'Shopify judged anew whether an order is fraud',
    advice: 'Look at the order in Shopify before it leaves.',
  },
  'customers/data_request': {
    title: 'A customer asked for their data',
    advice:
      'It is not in the list below, and the law sets a time for the answer. Find out in Shopify who asked, and write to them.',
  },
  'customers/redact': {
    title: 'A customer’s data was to be erased',
    advice: 'It was not erased, and the law sets a time for it. Tell those who run the app.',
  },
  'shop/redact': {
    title: 'The shop’s data was to be erased',
    advice: 'It was not erased, and the law sets a time for it. Tell those who run the app.',
  },
}

const ofOrder: Told = {
  title: 'An order was changed in Shopify',
  advice: `The change may be missing here. ${compare}`,
}
const ofFulfilment: Told = {
  title: 'How an order is fulfilled changed in Shopify',
  advice: `A hold, another place or a cancellation may be missing here. ${compare}`,
}
const ofParcels: Told = {
  title: 'Goods of an order were sent in Shopify',
  advice: `They may still be picked or packed here. ${compare}`,
}
const ofMoney: Told = {
  title: 'A payment or refund of an order changed in Shopify',
  advice: `It may be missing here. ${compare}`,
}
const ofReturn: Told = {
  title: 'A return changed in Shopify',
  advice: 'Look it up in Shopify and compare it with the return here.',
}
const ofCatalogue: Told = {
  title: 'A product changed in Shopify',
  advice: 'The next message about any product brings it: the products are read anew then.',
}

/** By the first half of a topic. */
const families: Readonly<Record<string, Told>> = {
  orders: ofOrder,
  fulfillment_orders: ofFulfilment,
  fulfillment_holds: ofFulfilment,
  fulfillments: ofParcels,
  fulfillment_events: ofParcels,
  refunds: ofMoney,
  order_transactions: ofMoney,
  returns: ofReturn,
  reverse_deliveries: ofReturn,
  reverse_fulfillment_orders: ofReturn,
  products: ofCatalogue,
  variants: ofCatalogue,
  inventory_items: ofCatalogue,
  inventory_levels: {
    title: 'A count of stock changed in Shopify',
    advice: 'Counts are compared with the store four times a day: there is nothing to do.',
  },
}

/** A topic comes from outside: `constructor` is none, though every object has one. */
const own = (of: Readonly<Record<string, Told>>, key: string): Told | null =>
  Object.hasOwn(of, key) ? (of[key] ?? null) : null

interface Letter {
  readonly topic: string
  readonly isUnreadable: boolean
  /** The order it names, and which of ours that is. */
  readonly order: { readonly here: object | null } | null
}

const notHere =
  'The order is not here, so nobody works on it. Look it up in Shopify if it should be.'

/** What a message that was not worked through was about, what became of it, and what to do: in plain words. */
export function letterWords({ topic, isUnreadable, order }: Letter) {
  const told = own(topics, topic) ?? own(families, topic.split('/')[0] ?? '')
  // One that was just placed is not here because of this very message.
  const isElsewhere = order !== null && order.here === null && topic !== 'orders/create'
  return {
    title: told?.title ?? `Shopify sent a message of the kind ${topic}`,
    text: [
      isUnreadable
        ? 'This message about it could not be read.'
        : 'This message about it could not be worked through.',
      isElsewhere ? notHere : (told?.advice ?? 'See what it says.'),
    ].join(' '),
  }
}

const messages = (count: number) => howMany(count, 'message')

interface Count {
  readonly total: number
  readonly waiting: number
}

/** How many messages wait, for a person or for another try; empty when none does. */
export const waitingWords = ({ total, waiting }: Count): string =>
  [
    total > 0 && `${messages(total)} from Shopify${total > 100 ? ', the newest 100 below' : ''}.`,
    waiting > 0 &&
      `${messages(waiting)}${total > 0 ? ' more' : ''} will be worked through, or tried again, by and by.`,
    total > 0 && 'Everything else went through.',
  ]
    .filter(Boolean)
    .join(' ')
