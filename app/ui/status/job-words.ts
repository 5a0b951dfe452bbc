/** Whose answer a job waits for, when it is not our own work. */
type Other = 'store' | 'carrier' | 'partner' | 'mail'

/** What a job does, as the office would say it; and who is asked for it. */
const jobs: Readonly<Record<string, readonly [string, Other?]>> = {
  'intake.deliveries': ['Reading messages from the store'],
  'intake.sweep': ['Looking the store through', 'store'],
  'intake.backlog': ['Reading older orders', 'store'],
  'intake.welcome': ['Reading the store for the first time', 'store'],
  'intake.catalogue': ['Reading products', 'store'],
  'intake.shop': ['Reading the shop’s facts and places', 'store'],
  'intake.reread': ['Reading changed orders', 'store'],
  'intake.reread_fulfillment_order': ['Reading changed orders', 'store'],
  'intake.place_form': ['Placing typed-in orders', 'store'],
  'intake.await_payment': ['Following up payment links', 'store'],
  'check.orders': ['Checking orders'],
  'check.mirror': ['Telling the store of holds', 'store'],
  'check.write_back': ['Bringing corrections to the store', 'store'],
  'check.cancel_order': ['Cancelling orders in the store', 'store'],
  'confirm.ask': ['Asking customers to confirm'],
  'distribute.order': ['Giving orders to departments', 'store'],
  'stock.allocate': ['Reserving stock'],
  'stock.mirror': ['Telling the store of stock', 'store'],
  'stock.compare': ['Comparing stock with the store', 'store'],
  'stock.read_transfers': ['Reading transfers', 'store'],
  'stock.tell_transfers': ['Telling the store of transfers', 'store'],
  'pick.plan': ['Planning tours'],
  'pack.ready_for_pickup': ['Telling the store of pickups', 'store'],
  'ship.label': ['Finishing labels', 'carrier'],
  'ship.relabel': ['Replacing labels', 'carrier'],
  'ship.fulfil': ['Telling the store what was shipped', 'store'],
  'handoff.request': ['Asking partners to ship', 'partner'],
  'handoff.cancel': ['Asking partners to stop', 'partner'],
  'handoff.mirror': ['Telling the store of partners’ answers', 'store'],
  'track.poll': ['Asking carriers where parcels are', 'carrier'],
  'track.tell': ['Telling the store and customers of parcels', 'store'],
  'returns.mirror': ['Telling the store of returns', 'store'],
  'returns.take_in': ['Reading returns from the store', 'store'],
  'feedback.invite': ['Asking customers how it was'],
  'mail.send': ['Sending mails', 'mail'],
  'journey.alarm': ['Raising alarms'],
  'journey.stop': ['Stopping cancelled orders'],
}

/** Kinds of calls that go to a carrier or a partner; all others go to the store. */
const callsTo: Readonly<Record<string, Other>> = { buy_label: 'carrier', void_label: 'carrier' }

const others = {
  store: 'the store',
  carrier: 'the carrier',
  partner: 'the partner',
  mail: 'the mail server',
} as const satisfies Record<Other, string>

/** A job in words; one without words of its own is called by its name. */
export const jobWords = (name: string): string => jobs[name]?.[0] ?? name

/** Who a job waits for; null when it is our own work. */
export function jobWaitsFor(name: string): string | null {
  const other = jobs[name]?.[1]
  return other ? others[other] : null
}

export const callGoesTo = (kind: string): string => others[callsTo[kind] ?? 'store']

/** `buy_label`: “Buy label”. */
export const callWords = (kind: string): string => {
  const words = kind.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
