/** What a page may do with a work order beside writing down that it is done. */
export interface WorkKind {
  /** As people read it, beside the title. */
  readonly label: string
  /** Where the work itself is done; null when it is done away from this app. */
  readonly place: (work: {
    readonly orderId: string
    readonly shipmentId: string | null
  }) => { readonly label: string; readonly to: string } | null
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
  },
  ship_by_partner: {
    label: 'Shipped by partner',
    place: partnerShipment('See what was asked'),
  },
  decide_route: {
    label: 'Route',
    place: partnerShipment('Decide who ships it'),
  },
  stop_goods: { label: 'Stop', place: partnerShipment('Look at the shipment') },
  check_payment: { label: 'Payment', place: nowhere },
  decide_change: { label: 'Changed order', place: order('Decide what to do') },
  redirect_parcel: { label: 'Redirect', place: order('See the address') },
  check_fraud: { label: 'Fraud', place: order('Look at the order') },
  order_changed: { label: 'Changed order', place: order('Look at the order') },
  write_back: { label: 'Details', place: order('See the details') },
  call_back: { label: 'Bring back', place: order('See the parcels') },
  tell_customer: { label: 'Collection', place: order('See whom to tell') },
  look_at_parcel: { label: 'Parcel', place: order('See the parcels') },
  fix_return: {
    label: 'Return',
    place: () => ({ label: 'Go to returns', to: '/app/returns' }),
  },
  count_bin: {
    label: 'Count',
    place: () => ({ label: 'Count the bin', to: '/app/stock/tasks?kind=count' }),
  },
  find_goods: {
    label: 'Find goods',
    place: () => ({ label: 'Go to stock', to: '/app/stock' }),
  },
  confirmation_call: { label: 'Call to confirm', place: nowhere },
  correction_call: {
    label: 'Call for details',
    place: ({ orderId }) => ({
      label: 'Complete the details',
      to: `/app/orders/${orderId}/correct`,
    }),
  },
  care_call: { label: 'Care call', place: nowhere },
  chase_carrier: { label: 'Carrier', place: nowhere },
  fix_label: {
    label: 'Label',
    place: shipmentOf('/app/ship', 'Open the shipment'),
  },
  fix_fulfilment: {
    label: 'Fulfilment',
    place: shipmentOf('/app/ship', 'Open the shipment'),
  },
  sent_too_much: {
    label: 'Sent too much',
    place: shipmentOf('/app/ship', 'Open the shipment'),
  },
}

const other: WorkKind = { label: 'Task', place: nowhere }

/** Kinds that rooms add later are shown too, and closed by hand. */
export const workKind = (kind: string): WorkKind => kinds[kind] ?? other
