/** What became of goods that came back. */
import type { Act } from '../act.ts'
import { reverseLine } from '../graphql/types/returns.ts'
import { numberOf } from '../ids.ts'
import { lineOf, mustHave } from '../orders/sums.ts'
import type { Disposition } from '../records/fulfillment.ts'
import { type Disposal, dispose, disposed } from '../returns/life.ts'
import { find, mutations, no, type UserError } from './mutation.ts'

export interface DisposeInput {
  readonly reverseFulfillmentOrderLineItemId: string
  readonly quantity: number
  readonly dispositionType: Disposition
  readonly locationId?: string | null
}

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: UserError }

export const bad = (
  message: string,
  field: string,
  code: string,
): { ok: false; error: UserError } => ({
  ok: false,
  error: no(message, field, code),
})

export function disposalsFrom(
  act: Act,
  inputs: readonly DisposeInput[],
  field: string,
): Read<readonly Disposal[]> {
  const disposals: Disposal[] = []
  for (const [at, input] of inputs.entries()) {
    const read = disposalFrom(act, input, `${field}.${at}`, disposals)
    if (!read.ok) return read
    disposals.push(read.value)
  }
  if (new Set(disposals.map(({ reverse }) => reverse)).size > 1) {
    return bad(
      'Cannot dispose items from more than one reverse fulfillment order.',
      field,
      'INVALID',
    )
  }
  return { ok: true, value: disposals }
}

function disposalFrom(
  act: Act,
  input: DisposeInput,
  field: string,
  before: readonly Disposal[],
): Read<Disposal> {
  const id = numberOf(input.reverseFulfillmentOrderLineItemId, 'ReverseFulfillmentOrderLineItem')
  for (const reverse of act.world.reverses.values()) {
    const line = reverse.lines.find((one) => one.id === id)
    if (line === undefined) continue
    const named = before
      .filter((one) => one.line === line)
      .reduce((pieces, one) => pieces + one.quantity, 0)
    if (input.quantity < 1 || input.quantity > line.quantity - disposed(line) - named) {
      return bad('The quantity is invalid.', `${field}.quantity`, 'INVALID')
    }
    const order = mustHave(act.world.orders, reverse.orderId)
    const custom = lineOf(order, line.lineItemId).variantId === null
    if (custom && input.dispositionType === 'RESTOCKED') {
      const why = 'RESTOCKED is an invalid disposition type for a custom line item.'
      return bad(why, `${field}.dispositionType`, 'INVALID')
    }
    const place = find(act.world.locations, input.locationId, 'Location')
    if (place === null && (input.locationId != null || input.dispositionType === 'RESTOCKED')) {
      return bad('Location not found.', `${field}.locationId`, 'NOT_FOUND')
    }
    const { dispositionType: kind, quantity } = input
    return { ok: true, value: { reverse, line, kind, quantity, locationId: place?.id ?? null } }
  }
  return bad('Reverse fulfillment order line item was not found.', field, 'NOT_FOUND')
}

mutations({
  reverseFulfillmentOrderDispose: (
    act,
    { dispositionInputs }: { readonly dispositionInputs: readonly DisposeInput[] },
  ) => {
    const refuse = (error: UserError) => ({
      reverseFulfillmentOrderLineItems: null,
      userErrors: [error],
    })
    if (dispositionInputs.length === 0) {
      return refuse(no('The array cannot be empty.', 'dispositionInputs', 'BLANK'))
    }
    const disposals = disposalsFrom(act, dispositionInputs, 'dispositionInputs')
    if (!disposals.ok) return refuse(disposals.error)
    dispose(act, disposals.value)
    return {
      reverseFulfillmentOrderLineItems: disposals.value.map(({ reverse, line }) =>
        reverseLine(reverse, line),
      ),
      userErrors: [],
    }
  },
})
