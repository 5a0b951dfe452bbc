/** What an app may do in the shop when nothing else is said. */
export const defaultScopes: readonly string[] = [
  'read_customers',
  'write_draft_orders',
  'write_fulfillments',
  'write_inventory',
  'read_inventory_transfers',
  'read_inventory_shipments',
  'write_inventory_shipments_received_items',
  'read_locations',
  'write_orders',
  'write_products',
  'write_returns',
  'write_assigned_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
]
