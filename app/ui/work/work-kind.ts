/** What a page may do with a work order beside writing down that it is done. */
export interface WorkKind {
  /** As people read it, beside the title. */
  readonly label: string
  /** Where the work itself is done; null when it is done away from this app. */
  readonly place: (work: {
    readonly orderId: string
    readonly shipmentId: string | null
  }) => { readonly label: string; readonly to: string } | null
  /**
   * `outcome`: a person closes it and writes what came of it. `itself`: it closes with the work, so
   * nobody can say it is done when it is not.
   */
  readonly closes: 'outcome' | 'itself'
}

const nowhere = () => null
const shipmentOf =
  (path: string, label: string): WorkKind['place'] =>
  ({ shipmentId }) => ({ label, to: shipmentId ? `${path}/${shipmentId}` : path })
const order =
  (label: string): WorkKind['place'] =>
  ({ orderId }) => ({ label, to: `/app/orders/${orderId}` })
const partnerShipment =
  (label: string): WorkKind['place'] =>
  ({ shipmentId }) => ({
    label,
    to: shipmentId ? `/app/partners/shipments/${shipmentId}` : '/app/partners',
  })

const kinds: Readonly<Record<string, WorkKind>> = {
  pick_and_pack: {
    label: 'Pick and pack',
    place: () => ({ label: 'Go to picking', to: '/app/pick' }),
    closes: 'itself',
  },
  ship_by_partner: {
    label: 'Shipped by partner',
    place: partnerShipment('See what was asked'),
    closes: 'itself',
  },
  decide_route: {
    label: 'Route',
    place: partnerShipment('Decide who ships it'),
    closes: 'itself',
  },
  stop_goods: { label: 'Stop', place: partnerShipment('Look at the shipment'), closes: 'outcome' },
  check_payment: { label: 'Payment', place: nowhere, closes: 'outcome' },
  decide_change: { label: 'Changed order', place: order('Decide what to do'), closes: 'itself' },
  redirect_parcel: { label: 'Redirect', place: order('See the address'), closes: 'outcome' },
  check_fraud: { label: 'Fraud', place: order('Look at the order'), closes: 'outcome' },
  order_changed: { label: 'Changed order', place: order('Look at the order'), closes: 'outcome' },
  write_back: { label: 'Details', place: order('See the details'), closes: 'outcome' },
  call_back: { label: 'Bring back', place: order('See the parcels'), closes: 'outcome' },
  tell_customer: { label: 'Collection', place: order('See whom to tell'), closes: 'outcome' },
  look_at_parcel: { label: 'Parcel', place: order('See the parcels'), closes: 'outcome' },
  fix_return: {
    label: 'Return',
    place: () => ({ label: 'Go to returns', to: '/app/returns' }),
    closes: 'outcome',
  },
  count_bin: {
    label: 'Count',
    place: () => ({ label: 'Count the bin', to: '/app/stock/tasks?kind=count' }),
    closes: 'outcome',
  },
  find_goods: {
    label: 'Find goods',
    place: () => ({ label: 'Go to stock', to: '/app/stock' }),
    closes: 'outcome',
  },
  confirmation_call: { label: 'Call to confirm', place: nowhere, closes: 'outcome' },
  correction_call: {
    label: 'Call for details',
    place: ({ orderId }) => ({
      label: 'Complete the details',
      to: `/app/orders/${orderId}/correct`,
    }),
    closes: 'outcome',
  },
  care_call: { label: 'Care call', place: nowhere, closes: 'outcome' },
  chase_carrier: { label: 'Carrier', place: nowhere, closes: 'itself' },
  fix_label: {
    label: 'Label',
    place: shipmentOf('/app/ship', 'Open the shipment'),
    closes: 'outcome',
  },
  fix_fulfilment: {
    label: 'Fulfilment',
    place: shipmentOf('/app/ship', 'Open the shipment'),
    closes: 'itself',
  },
  sent_too_much: {
    label: 'Sent too much',
    place: shipmentOf('/app/ship', 'Open the shipment'),
    closes: 'outcome',
  },
}

const other: WorkKind = { label: 'Task', place: nowhere, closes: 'outcome' }

/** Kinds that rooms add later are shown too, and closed by hand. */
export const workKind = (kind: string): WorkKind => kinds[kind] ?? other
