const causes: Readonly<Record<string, string>> = {
  opening: 'Taken over from the store',
  received: 'Received',
  adjusted: 'Adjusted',
  counted: 'Counted',
  moved: 'Moved',
  reserved: 'Promised to an order',
  released: 'Given back',
  picked: 'Picked',
  unpicked: 'Put back',
  short: 'Not found',
  packed: 'Packed',
  unpacked: 'Taken out of a parcel',
  shipped: 'Shipped',
  returned: 'Came back',
  quarantined: 'Lot blocked',
  unblocked: 'Lot opened again',
  to_inspect: 'Received, to be looked at',
  inspected: 'Looked at',
  undone: 'Booking taken back',
  in_transit: 'Sent on its way',
}
/** Why goods moved, for people. */
export const causeWords = (cause: string): string => causes[cause] ?? cause

const states: Readonly<Record<string, string>> = {
  on_hand: 'free on the shelf',
  reserved: 'promised',
  picked: 'in a tote',
  packed: 'in a parcel',
  quarantine: 'in question',
  damaged: 'damaged',
  in_transit: 'on its way here',
}
/** How a piece in a bin stands, for people. */
export const goodsStateWords = (state: string): string => states[state] ?? state
