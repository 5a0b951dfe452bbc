/** What Shopify checks before it changes a quantity, and in which words it refuses. */
import type { Act } from '../act.ts'
import { TopLevelError } from '../graphql/errors.ts'
import { onHand, variantOfItem } from '../graphql/types/inventory.ts'
import { numberOf } from '../ids.ts'
import type { QuantityName } from '../records/catalogue.ts'
import { findLevel } from '../stock/levels.ts'
import { find, no, type UserError } from './mutation.ts'

const reasons = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]

const names = [
  'available',
  'damaged',
  'incoming',
  'quality_control',
  'reserved',
  'safety_stock',
] as const

export const isChangeable = (name: string): name is Exclude<QuantityName, 'committed'> =>
  names.some((known) => known === name)

export const checkReason = (reason: string): readonly UserError[] =>
  reasons.includes(reason)
    ? []
    : [
        no(
          `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`,
          'input.reason',
          'INVALID_REASON',
        ),
      ]

export const badName = (field: string): UserError =>
  no(
    `The specified quantity name is invalid. Valid values are: ${names.join(', ')}.`,
    field,
    'INVALID_QUANTITY_NAME',
  )

/** @throws INVALID_FIELD_ARGUMENTS at the top: the key must be there, null included. */
export function mustSayChangeFrom(inputs: readonly object[], type: string): void {
  if (inputs.every((input) => 'changeFromQuantity' in input)) return
  throw new TopLevelError(
    `${type} must include the following argument: changeFromQuantity.`,
    'INVALID_FIELD_ARGUMENTS',
  )
}

export interface Spot {
  readonly itemId: number
  readonly locationId: number
}

export interface SpotInput {
  readonly inventoryItemId: string
  readonly locationId: string
}

/** @returns the spot, or what is wrong with it. */
export function spotFrom(
  act: Act,
  input: SpotInput,
  itemField: string,
  locationField: string,
): Spot | UserError {
  const itemId = numberOf(input.inventoryItemId, 'InventoryItem') ?? 0
  if (variantOfItem(act.world, itemId) === null) {
    return no(
      'The specified inventory item could not be found.',
      itemField,
      'INVALID_INVENTORY_ITEM',
    )
  }
  const location = find(act.world.locations, input.locationId, 'Location')
  if (location === null) {
    return no('The specified location could not be found.', locationField, 'INVALID_LOCATION')
  }
  return { itemId, locationId: location.id }
}

export const isError = (value: Spot | UserError): value is UserError => 'message' in value

export function quantityAt(act: Act, { itemId, locationId }: Spot, name: QuantityName | 'on_hand') {
  const level = findLevel(act.world, itemId, locationId)
  if (level === null) return 0
  return name === 'on_hand' ? onHand(level) : level.quantities[name]
}

/** What the caller thought was there is not there any more. */
export const staleError = (
  expected: number | null | undefined,
  actual: number,
  field: string,
): UserError | null =>
  expected == null || expected === actual
    ? null
    : no(
        'The changeFromQuantity argument no longer matches the persisted quantity.',
        field,
        'CHANGE_FROM_QUANTITY_STALE',
      )

/** Ledger documents are for every quantity but `available`, and never Shopify's own. */
export function checkLedger(name: string, uri: string | null | undefined, field: string) {
  if (name === 'available') {
    return uri == null
      ? null
      : no(
          'A ledger document URI is not allowed when adjusting available.',
          field,
          'INVALID_AVAILABLE_DOCUMENT',
        )
  }
  if (uri == null) {
    return no(
      'A ledger document URI is required except when adjusting available.',
      field,
      'INVALID_QUANTITY_DOCUMENT',
    )
  }
  return uri.startsWith('gid://shopify/')
    ? no(
        'Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.',
        field,
        'INTERNAL_LEDGER_DOCUMENT',
      )
    : null
}
