/**
 * Work that ends with what it asks for, so that nobody can say it is done when it is not: a shipment packed, a route
 * decided, a carrier's answer written down, a care call with its rating. Nobody closes it by hand.
 */
export const ownEnding: ReadonlySet<string> = new Set([
  'pick_and_pack',
  'ship_by_partner',
  'decide_route',
  'decide_change',
  'chase_carrier',
  'care_call',
  'fix_fulfilment',
])
