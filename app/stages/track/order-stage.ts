import type { OrderState } from '../../journey/order.ts'
import type { ShipmentState } from '../../journey/shipment.ts'

/** How far an order has come, in a customer's words. */
export const orderStages = [
  'received',
  'confirmed',
  'in_warehouse',
  'packed',
  'on_its_way',
  'delivered',
] as const
export type OrderStage = (typeof orderStages)[number]

/** What stands out about an order, beside its stage. */
export type OrderTurn =
  /** We wait for the customer: a detail, or the confirmation. */
  'needs_details' | 'needs_confirmation' | 'ready_for_collection' | 'came_back' | 'cancelled'

const stageOfShipment: Readonly<Record<ShipmentState, OrderStage>> = {
  waiting_stock: 'in_warehouse',
  ready: 'in_warehouse',
  picking: 'in_warehouse',
  picked: 'in_warehouse',
  packing: 'in_warehouse',
  packed: 'packed',
  labelled: 'packed',
  requested: 'in_warehouse',
  accepted: 'in_warehouse',
  rejected: 'in_warehouse',
  awaiting_collection: 'packed',
  handed_over: 'on_its_way',
  moving: 'on_its_way',
  delivered: 'delivered',
  came_back: 'on_its_way',
  cancelled: 'in_warehouse',
}

const place = (stage: OrderStage) => orderStages.indexOf(stage)

/** The stage of an order: as far as all of its goods have come. */
export function decideStage(
  order: OrderState,
  shipments: readonly ShipmentState[],
): { readonly stage: OrderStage; readonly turn: OrderTurn | null } {
  const live = shipments.filter((state) => state !== 'cancelled')
  const stages = live.map((state) => stageOfShipment[state]).toSorted((a, b) => place(a) - place(b))
  const stage = stages[0] ?? 'in_warehouse'
  switch (order) {
    case 'received':
      return { stage: 'received', turn: null }
    case 'held':
      return { stage: 'received', turn: 'needs_details' }
    case 'confirming':
      return { stage: 'received', turn: 'needs_confirmation' }
    case 'cleared':
      return { stage: 'confirmed', turn: null }
    case 'cancelled':
      return { stage: 'received', turn: 'cancelled' }
    case 'released':
    case 'delivered':
    case 'completed':
      if (live.includes('came_back')) return { stage, turn: 'came_back' }
      if (live.includes('awaiting_collection')) return { stage, turn: 'ready_for_collection' }
      if (live.length === 0 && order !== 'released') return { stage: 'delivered', turn: null }
      return { stage, turn: null }
  }
}
