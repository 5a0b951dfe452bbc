import {
  type DifferenceField,
  decideEdit,
  type EditedShipment,
  type EditPlan,
} from '../../../journey/difference.ts'
import type { Change } from './what-changed.ts'

/** A shipment of an order that is being worked on. */
export interface StandingShipment extends EditedShipment {
  readonly id: string
  readonly number: string
}

export interface Difference {
  readonly field: DifferenceField
  readonly shipment: StandingShipment
  readonly plan: Extract<EditPlan, { readonly kind: 'differs' }>
}

export interface Edits {
  /** What goods under way do not follow by themselves: a person decides. */
  readonly differences: readonly Difference[]
  /** Changes that every shipment they concern follows by itself. */
  readonly followed: readonly Change[]
}

/** Pieces are distribute's: it reads what the store has open, and knows which shipment has too many. */
const fieldOf: Partial<Record<Change, Exclude<DifferenceField, 'lines'>>> = {
  address: 'address',
  delivery: 'delivery',
  note: 'note',
}

/** What becomes of changes after release, shipment by shipment. Pure. */
export function decideEdits(
  changes: readonly Change[],
  shipments: readonly StandingShipment[],
): Edits {
  const planned = changes.flatMap((change) => {
    const field = fieldOf[change]
    return field === undefined
      ? []
      : shipments.map((shipment) => ({
          change,
          field,
          shipment,
          plan: decideEdit(field, shipment),
        }))
  })
  const differences = planned.flatMap(({ field, shipment, plan }) =>
    plan.kind === 'differs' ? [{ field, shipment, plan }] : [],
  )
  const followed = changes.filter((change) => {
    const of = planned.filter((one) => one.change === change)
    return of.some(({ plan }) => plan.kind === 'applied') && !of.some(isDiffering)
  })
  return { differences, followed }
}

const isDiffering = ({ plan }: { readonly plan: EditPlan }): boolean => plan.kind === 'differs'
