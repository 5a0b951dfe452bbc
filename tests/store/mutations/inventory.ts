import type { GraphQLResolveInfo } from 'graphql'
import type { Act } from '../act.ts'
import {
  badName,
  checkLedger,
  checkReason,
  isChangeable,
  isError,
  mustSayChangeFrom,
  quantityAt,
  type SpotInput,
  spotFrom,
  staleError,
} from './inventory-checks.ts'
import { book, isGroup, type Move } from './inventory-group.ts'
import { differentRequest, idempotency, mutations, no, type UserError } from './mutation.ts'

type Moves = { readonly moves: readonly Move[]; readonly userErrors: readonly UserError[] }

interface Common {
  readonly reason: string
  readonly referenceDocumentUri?: string | null
}

/** Checks, books once for each idempotency key, answers the same group again to a repeat. */
function answer(act: Act, input: Common, info: GraphQLResolveInfo, read: () => Moves) {
  const { before, mismatch, keep } = idempotency(act, input, info)
  const refuse = (...userErrors: readonly UserError[]) => ({
    inventoryAdjustmentGroup: null,
    userErrors,
  })
  if (mismatch) return refuse(differentRequest('IDEMPOTENCY_KEY_PARAMETER_MISMATCH'))
  if (isGroup(before)) return { inventoryAdjustmentGroup: before, userErrors: [] }
  const { moves, userErrors } = read()
  const all = [...checkReason(input.reason), ...userErrors]
  if (all.length > 0) return refuse(...all)
  const group = book(act, moves, input.reason, input.referenceDocumentUri ?? null)
  keep(group)
  return { inventoryAdjustmentGroup: group, userErrors: [] }
}

interface AdjustInput extends Common {
  readonly name: string
  readonly changes: readonly (SpotInput & {
    readonly delta: number
    readonly changeFromQuantity?: number | null
    readonly ledgerDocumentUri?: string | null
  })[]
}

function adjust(act: Act, input: AdjustInput): Moves {
  const { name } = input
  if (!isChangeable(name)) return { moves: [], userErrors: [badName('input.name')] }
  const moves: Move[] = []
  const userErrors: UserError[] = []
  for (const [at, change] of input.changes.entries()) {
    const field = `input.changes.${at}`
    const spot = spotFrom(act, change, `${field}.inventoryItemId`, `${field}.locationId`)
    if (isError(spot)) {
      userErrors.push(spot)
      continue
    }
    const wrong =
      checkLedger(name, change.ledgerDocumentUri, `${field}.ledgerDocumentUri`) ??
      staleError(
        change.changeFromQuantity,
        quantityAt(act, spot, name),
        `${field}.changeFromQuantity`,
      )
    if (wrong !== null) userErrors.push(wrong)
    else
      moves.push({ ...spot, name, delta: change.delta, ledger: change.ledgerDocumentUri ?? null })
  }
  return { moves, userErrors }
}

interface SetInput extends Common {
  readonly name: string
  readonly quantities: readonly (SpotInput & {
    readonly quantity: number
    readonly changeFromQuantity?: number | null
  })[]
}

const most = 1_000_000_000

function bounds(quantity: number, name: string, field: string): UserError | null {
  if (quantity > most) {
    return no(
      "The quantity can't be higher than 1,000,000,000.",
      field,
      'INVALID_QUANTITY_TOO_HIGH',
    )
  }
  if (quantity < -most) {
    return no("The quantity can't be lower than -1,000,000,000.", field, 'INVALID_QUANTITY_TOO_LOW')
  }
  return quantity < 0 && name === 'on_hand'
    ? no("The quantity can't be negative.", field, 'INVALID_QUANTITY_NEGATIVE')
    : null
}

function set(act: Act, input: SetInput): Moves {
  const { name } = input
  if (name !== 'available' && name !== 'on_hand') {
    const why = "The quantity name must be either 'available' or 'on_hand'."
    return { moves: [], userErrors: [no(why, 'input.name', 'INVALID_NAME')] }
  }
  const moves: Move[] = []
  const userErrors: UserError[] = []
  const spots = input.quantities.map((one) => `${one.inventoryItemId} ${one.locationId}`)
  for (const [at, one] of input.quantities.entries()) {
    const field = `input.quantities.${at}`
    if (spots.filter((spot) => spot === spots[at]).length > 1) {
      userErrors.push(
        no(
          'The combination of inventoryItemId and locationId must be unique.',
          `${field}.locationId`,
          'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
        ),
      )
      continue
    }
    const spot = spotFrom(act, one, `${field}.inventoryItemId`, `${field}.locationId`)
    if (isError(spot)) {
      userErrors.push(spot)
      continue
    }
    const now = quantityAt(act, spot, name)
    const wrong =
      bounds(one.quantity, name, `${field}.quantity`) ??
      staleError(one.changeFromQuantity, now, `${field}.changeFromQuantity`)
    if (wrong !== null) userErrors.push(wrong)
    else moves.push({ ...spot, name: 'available', delta: one.quantity - now, ledger: null })
  }
  return { moves, userErrors }
}

interface Terminal {
  readonly locationId: string
  readonly name: string
  readonly ledgerDocumentUri?: string | null
  readonly changeFromQuantity?: number | null
}

interface MoveInput extends Common {
  readonly changes: readonly {
    readonly inventoryItemId: string
    readonly quantity: number
    readonly from: Terminal
    readonly to: Terminal
  }[]
}

function terminal(
  act: Act,
  itemGid: string,
  one: Terminal,
  delta: number,
  field: string,
): Move | UserError {
  const item = `${field.slice(0, field.lastIndexOf('.'))}.inventoryItemId`
  const spot = spotFrom(act, { ...one, inventoryItemId: itemGid }, item, `${field}.locationId`)
  if (isError(spot)) return spot
  const { name } = one
  if (!isChangeable(name)) return badName(`${field}.name`)
  const wrong =
    checkLedger(name, one.ledgerDocumentUri, `${field}.ledgerDocumentUri`) ??
    staleError(one.changeFromQuantity, quantityAt(act, spot, name), `${field}.changeFromQuantity`)
  return wrong ?? { ...spot, name, delta, ledger: one.ledgerDocumentUri ?? null }
}

function move(act: Act, input: MoveInput): Moves {
  const moves: Move[] = []
  const userErrors: UserError[] = []
  for (const [at, change] of input.changes.entries()) {
    const field = `input.changes.${at}`
    const { inventoryItemId: item, quantity, from, to } = change
    if (quantity < 0) {
      const why = "The quantity can't be negative."
      userErrors.push(no(why, `${field}.quantity`, 'INVALID_QUANTITY_NEGATIVE'))
      continue
    }
    const ends = [
      terminal(act, item, from, -quantity, `${field}.from`),
      terminal(act, item, to, quantity, `${field}.to`),
    ]
    for (const end of ends) {
      if ('message' in end) userErrors.push(end)
      else moves.push(end)
    }
  }
  return { moves, userErrors }
}

mutations({
  inventoryAdjustQuantities: (act, { input }: { readonly input: AdjustInput }, _, info) => {
    mustSayChangeFrom(input.changes, 'InventoryChangeInput')
    return answer(act, input, info, () => adjust(act, input))
  },
  inventorySetQuantities: (act, { input }: { readonly input: SetInput }, _, info) => {
    mustSayChangeFrom(input.quantities, 'InventoryQuantityInput')
    return answer(act, input, info, () => set(act, input))
  },
  inventoryMoveQuantities: (act, { input }: { readonly input: MoveInput }, _, info) => {
    mustSayChangeFrom(
      input.changes.flatMap(({ from, to }) => [from, to]),
      'InventoryMoveQuantityTerminalInput',
    )
    return answer(act, input, info, () => move(act, input))
  },
})
