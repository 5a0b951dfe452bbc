/** Words for where a parcel stands, for merchants and customers alike. */
const words: Readonly<Record<string, string>> = {
  none: 'No label yet',
  label_made: 'Label made',
  announced: 'Announced to the carrier',
  picked_up: 'Picked up by the carrier',
  moving: 'On its way',
  out_for_delivery: 'Out for delivery',
  attempted: 'Delivery was tried',
  ready_for_pickup: 'Ready to be fetched',
  delayed: 'Delayed',
  delivered: 'Delivered',
  failed: 'Could not be delivered',
  returned: 'Returned to the sender',
  unknown: 'The carrier says something nobody knows',
}

export const parcelStatusWords = (status: string): string => words[status] ?? status
