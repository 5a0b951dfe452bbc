import { isStep, type Step, type Team, teams } from './next-step.ts'
import { type OrderState, orderStates } from './order.ts'
import { type ReturnState, returnStates } from './return.ts'
import { type ShipmentState, shipmentStates } from './shipment.ts'

function reader<State extends string>(states: readonly State[], what: string) {
  return (stored: string): State => {
    const found = states.find((state) => state === stored)
    if (!found) throw new Error(`unknown ${what} state in the database: ${stored}`)
    return found
  }
}

/** A state as stored, as one of the table's states. The database's own check makes others impossible. */
export const readOrderState: (stored: string) => OrderState = reader(orderStates, 'order')
export const readShipmentState: (stored: string) => ShipmentState = reader(
  shipmentStates,
  'shipment',
)
export const readReturnState: (stored: string) => ReturnState = reader(returnStates, 'return')

export const readTeam = (stored: string | null): Team | null =>
  teams.find((team) => team === stored) ?? null
export const readStep = (stored: string | null): Step | null =>
  stored !== null && isStep(stored) ? stored : null
