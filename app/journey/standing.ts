import type { NextStep, Step, Team } from './next-step.ts'
import { isShipmentOver, type ShipmentState } from './shipment.ts'

export interface ShipmentStanding {
  readonly state: ShipmentState
  readonly owner: Team | null
  readonly nextStep: Step | null
  readonly dueAt: Date | null
}

/** Where an order in fulfilment stands, worked out from its shipments. */
export type OrderStanding =
  /** Something is still to be done; the shipment that is due first speaks for the order. */
  | { readonly kind: 'working'; readonly next: NextStep }
  /** Everything that was sent has arrived. */
  | { readonly kind: 'arrived' }
  /** Nothing arrived and nothing is on its way: all came back, or all was cancelled. */
  | { readonly kind: 'nothing_left'; readonly cameBack: boolean }

export function decideStanding(shipments: readonly ShipmentStanding[]): OrderStanding {
  const open = shipments.filter((shipment) => !isShipmentOver(shipment.state))
  const first = open.toSorted((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0))[0]
  if (first?.owner && first.nextStep && first.dueAt)
    return {
      kind: 'working',
      next: { owner: first.owner, step: first.nextStep, dueAt: first.dueAt },
    }
  if (first) throw new Error('an open shipment without owner, step or due time')
  if (shipments.some((shipment) => shipment.state === 'delivered')) return { kind: 'arrived' }
  return {
    kind: 'nothing_left',
    cameBack: shipments.some((shipment) => shipment.state === 'came_back'),
  }
}
