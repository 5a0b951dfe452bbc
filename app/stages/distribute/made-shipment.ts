import type { ShipmentKind } from './decide-shipments.ts'

/** A shipment that was just made. */
export interface MadeShipment {
  readonly id: string
  readonly number: string
  readonly kind: ShipmentKind
  readonly leaveBy: Date
}
