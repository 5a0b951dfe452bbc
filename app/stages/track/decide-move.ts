import type { ShipmentState } from '../../journey/shipment.ts'

/** What the parcels' news mean for their shipment. */
export type ShipmentMove =
  | { readonly to: 'moving' | 'delivered' | 'came_back' }
  /** Some arrived, some came back: it counts as delivered, and somebody must look. */
  | { readonly to: 'delivered'; readonly partly: true }

const onTheWay = new Set([
  'picked_up',
  'moving',
  'out_for_delivery',
  'attempted',
  'ready_for_pickup',
  'delayed',
  'failed',
  'returned',
  'delivered',
])

/** @param statuses one for each parcel with a label. @returns null when the shipment stays where it is. */
export function decideMove(state: ShipmentState, statuses: readonly string[]): ShipmentMove | null {
  if (state !== 'handed_over' && state !== 'moving') return null
  if (statuses.length === 0) return null
  const arrived = statuses.filter((status) => status === 'delivered').length
  const back = statuses.filter((status) => status === 'returned').length
  if (back === statuses.length) return { to: 'came_back' }
  if (arrived + back === statuses.length)
    return back > 0 ? { to: 'delivered', partly: true } : { to: 'delivered' }
  if (state === 'handed_over' && statuses.some((status) => onTheWay.has(status)))
    return { to: 'moving' }
  return null
}
