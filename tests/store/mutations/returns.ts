import type { Act } from '../act.ts'
import { numberOf } from '../ids.ts'
import { inBoth } from '../orders/place.ts'
import { fulfillmentsOf, rowsOf } from '../orders/sums.ts'
import type { ReturnRecord } from '../records/fulfillment.ts'
import { minorUnits } from '../records/money.ts'
import type { OrderRecord } from '../records/orders.ts'
import { approve, end, type NewReturnLine, newReturn, returnBody } from '../returns/life.ts'
import { returnableQuantity } from '../returns/quantities.ts'
import { reasonById, reasonOfEnum } from '../returns/reasons.ts'
import { find, mutations, no, type UserError } from './mutation.ts'

interface LineInput {
  readonly fulfillmentLineItemId: string
  readonly quantity: number
  readonly returnReason?: string | null
  readonly returnReasonDefinitionId?: string | null
  readonly returnReasonNote?: string | null
  readonly customerNote?: string | null
}

interface ReturnInput {
  readonly orderId: string
  readonly returnLineItems: readonly LineInput[]
  readonly returnShippingFee?: {
    readonly amount: { readonly amount: string | number; readonly currencyCode: string }
  } | null
}

type Lines =
  | { readonly ok: true; readonly lines: readonly NewReturnLine[] }
  | { readonly ok: false; readonly userErrors: readonly UserError[] }

/** @param root "input" for a customer's request, "returnInput" for the merchant's own return. */
function linesFrom(act: Act, order: OrderRecord, input: ReturnInput, root: string): Lines {
  const lines: NewReturnLine[] = []
  const userErrors: UserError[] = []
  for (const [at, line] of input.returnLineItems.entries()) {
    const read = lineFrom(act, order, line, `${root}.returnLineItems.${at}`, lines)
    if ('message' in read) userErrors.push(read)
    else lines.push(read)
  }
  return userErrors.length > 0 ? { ok: false, userErrors } : { ok: true, lines }
}

function lineFrom(
  act: Act,
  order: OrderRecord,
  input: LineInput,
  field: string,
  before: readonly NewReturnLine[],
): NewReturnLine | UserError {
  const id = numberOf(input.fulfillmentLineItemId, 'FulfillmentLineItem')
  const fulfillment = fulfillmentsOf(act.world, order).find((one) =>
    one.lines.some((line) => line.id === id),
  )
  const sent = fulfillment?.lines.find((line) => line.id === id)
  if (fulfillment === undefined || sent === undefined) {
    return no('Fulfillment Line Item was not found.', `${field}.fulfillmentLineItemId`, 'NOT_FOUND')
  }
  const named = before
    .filter((one) => one.fulfillmentLineItemId === id)
    .reduce((pieces, one) => pieces + one.quantity, 0)
  const free = returnableQuantity(act.world, order, fulfillment, sent) - named
  if (input.quantity < 1 || input.quantity > free) {
    return no('Return line item has an invalid quantity.', `${field}.quantity`, 'INVALID')
  }
  const reason = reasonFrom(input, field)
  if ('message' in reason) return reason
  return {
    fulfillmentLineItemId: sent.id,
    lineItemId: sent.lineItemId,
    quantity: input.quantity,
    reason: reason.reason,
    reasonHandle: reason.handle,
    reasonNote: input.returnReasonNote ?? '',
    customerNote: input.customerNote ?? null,
  }
}

function reasonFrom(input: LineInput, field: string) {
  const isRequest = field.startsWith('input.')
  const definition =
    input.returnReasonDefinitionId == null
      ? reasonOfEnum(input.returnReason ?? '')
      : reasonById(input.returnReasonDefinitionId)
  if (definition === null) {
    return isRequest
      ? no("Return reason can't be blank", `${field}.returnReason`, 'BLANK')
      : no(
          'Return line items Either return reason or return reason definition must be provided',
          field,
          'NOT_FOUND',
        )
  }
  if (!isRequest && definition.reason === 'OTHER' && !input.returnReasonNote?.trim()) {
    return no(
      'Return line items return reason note The note is required when the return reason is "Other"',
      `${field}.returnReasonNote`,
      'BLANK',
    )
  }
  return definition
}

function feeFrom(act: Act, order: OrderRecord, input: ReturnInput) {
  const money = input.returnShippingFee?.amount
  if (money === undefined) return null
  return inBoth(act.world, minorUnits(String(money.amount), order.currency), order.currency)
}

const refuse = (...userErrors: readonly UserError[]) => ({ return: null, userErrors })
const notFound = (field: string) => refuse(no('Return not found.', field, 'NOT_FOUND'))
const given = (one: ReturnRecord) => ({ return: one, userErrors: [] })

function started(act: Act, input: ReturnInput, root: string) {
  const order = find(act.world.orders, input.orderId, 'Order')
  if (order === null) {
    return {
      ok: false,
      answer: refuse(no('Order not found.', `${root}.orderId`, 'NOT_FOUND')),
    } as const
  }
  const lines = linesFrom(act, order, input, root)
  if (!lines.ok) return { ok: false, answer: refuse(...lines.userErrors) } as const
  return { ok: true, made: newReturn(act, order, lines.lines, feeFrom(act, order, input)) } as const
}

/** A step that is right in some states only. */
const step =
  (
    allowed: readonly ReturnRecord['status'][],
    message: string,
    to: 'CLOSED' | 'CANCELED' | 'OPEN',
    also: (act: Act, one: ReturnRecord) => boolean = () => true,
  ) =>
  (act: Act, args: { readonly id: string }) => {
    const one = find(act.world.returns, args.id, 'Return')
    if (one === null) return notFound('id')
    if (one.status === to) return given(one)
    if (!allowed.includes(one.status) || !also(act, one)) {
      return refuse(no(message, 'id', 'INVALID_STATE'))
    }
    end(act, one, to)
    return given(one)
  }

const nothingDone = (act: Act, one: ReturnRecord): boolean =>
  one.refundIds.length === 0 &&
  rowsOf(act.world.reverses, one.reverseIds).every((reverse) =>
    reverse.lines.every((line) => line.dispositions.length === 0),
  )

mutations({
  returnRequest: (act, { input }: { readonly input: ReturnInput }) => {
    const start = started(act, input, 'input')
    if (!start.ok) return start.answer
    act.tell('returns/request', () => returnBody(act, start.made))
    return given(start.made)
  },

  returnCreate: (act, { returnInput }: { readonly returnInput: ReturnInput }) => {
    const start = started(act, returnInput, 'returnInput')
    if (!start.ok) return start.answer
    approve(act, start.made)
    return given(start.made)
  },

  returnApproveRequest: (act, { input }: { readonly input: { readonly id: string } }) => {
    const one = find(act.world.returns, input.id, 'Return')
    if (one === null) return notFound('input.id')
    if (one.status !== 'REQUESTED') {
      const why = 'Return is not approvable. Only returns with status REQUESTED can be approved.'
      return refuse(no(why, 'input.id', 'INVALID_STATE'))
    }
    approve(act, one)
    return given(one)
  },

  returnDeclineRequest: (
    act,
    {
      input,
    }: {
      readonly input: {
        readonly id: string
        readonly declineReason: string
        readonly declineNote?: string | null
      }
    },
  ) => {
    const one = find(act.world.returns, input.id, 'Return')
    if (one === null) return notFound('input.id')
    if (one.status === 'DECLINED') {
      return refuse(no('The return is already declined.', 'input.id', 'INVALID_STATE'))
    }
    if (one.status !== 'REQUESTED') {
      const why =
        'Return is not declinable. Only non-refunded returns with status REQUESTED can be declined.'
      return refuse(no(why, 'input.id', 'INVALID_STATE'))
    }
    one.decline = { reason: input.declineReason, note: input.declineNote ?? null }
    end(act, one, 'DECLINED')
    return given(one)
  },

  returnClose: step(['OPEN'], 'Return status is invalid.', 'CLOSED'),
  returnReopen: step(['CLOSED'], 'Return status is invalid.', 'OPEN'),
  returnCancel: step(['OPEN', 'REQUESTED'], 'Return is not cancelable.', 'CANCELED', nothingDone),
})
