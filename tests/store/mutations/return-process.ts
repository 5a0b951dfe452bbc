/** Goods came back: what became of them, and the money. */
import type { Act } from '../act.ts'
import { NotModelled } from '../graphql/errors.ts'
import { numberOf } from '../ids.ts'
import { inBoth } from '../orders/place.ts'
import { type RefundOrder, refund } from '../orders/refund.ts'
import { mustHave, netPayment, refundedShipping, shippingTotal } from '../orders/sums.ts'
import type { ReturnLineRecord, ReturnRecord } from '../records/fulfillment.ts'
import { amountText, type Bag, minorUnits, minus, nothing } from '../records/money.ts'
import type { OrderRecord } from '../records/orders.ts'
import { type Disposal, dispose, returnBody } from '../returns/life.ts'
import { bad, type DisposeInput, disposalsFrom, type Read } from './dispose.ts'
import { find, mutations, no, type UserError } from './mutation.ts'

interface MoneyInput {
  readonly amount: string | number
  readonly currencyCode: string
}

interface ProcessInput {
  readonly returnId: string
  readonly note?: string | null
  readonly returnLineItems?:
    | readonly {
        readonly id: string
        readonly quantity: number
        readonly dispositions?: readonly DisposeInput[] | null
      }[]
    | null
  readonly exchangeLineItems?: readonly unknown[] | null
  readonly refundShipping?: {
    readonly fullRefund?: boolean | null
    readonly shippingRefundAmount?: MoneyInput | null
  } | null
  readonly financialTransfer?: {
    readonly issueRefund?: {
      readonly allowOverRefunding?: boolean | null
      readonly refundMethods?: readonly unknown[] | null
      readonly orderTransactions: readonly {
        readonly parentId: string
        readonly transactionAmount: MoneyInput
      }[]
    } | null
  } | null
}

interface Processed {
  readonly line: ReturnLineRecord
  readonly quantity: number
}

function processedFrom(one: ReturnRecord, input: ProcessInput): Read<readonly Processed[]> {
  const processed: Processed[] = []
  for (const [at, { id, quantity }] of (input.returnLineItems ?? []).entries()) {
    const field = `input.returnLineItems.${at}`
    const line = one.lines.find((each) => each.id === numberOf(id, 'ReturnLineItem'))
    if (line === undefined)
      return bad('Return line item was not found.', `${field}.id`, 'NOT_FOUND')
    if (quantity < 1 || quantity > line.quantity - line.processedQuantity) {
      return bad('Return line item has an invalid quantity.', `${field}.quantity`, 'INVALID')
    }
    processed.push({ line, quantity })
  }
  return { ok: true, value: processed }
}

interface Money {
  readonly amount: Bag
  readonly parentId: number | null
}

/** What is to be paid back, in the buyer's currency; null when no money moves. */
function moneyFrom(act: Act, order: OrderRecord, input: ProcessInput): Read<Money | null> {
  const issue = input.financialTransfer?.issueRefund
  if (issue == null) return { ok: true, value: null }
  if (issue.refundMethods?.length) throw new NotModelled('ReturnProcessRefundInput.refundMethods')
  let presentment = 0
  let parentId: number | null = null
  for (const [at, one] of issue.orderTransactions.entries()) {
    const field = `input.financialTransfer.issueRefund.orderTransactions.${at}`
    const parent = find(act.world.transactions, one.parentId, 'OrderTransaction')
    if (parent?.orderId !== order.id) {
      return bad('Parent transaction was not found.', `${field}.parentId`, 'NOT_FOUND')
    }
    parentId = parent.id
    presentment += minorUnits(String(one.transactionAmount.amount), order.currency)
  }
  const left = netPayment(act.world, order).presentment
  if (presentment > left && issue.allowOverRefunding !== true) {
    act.note({ deed: 'refund_refused', orderId: order.id, why: 'more than was paid' })
    return bad(
      `Refund amount ${amountText(presentment, order.currency)} is greater than net payment received ${amountText(left, order.currency)}`,
      'input.financialTransfer.issueRefund.orderTransactions',
      'INVALID',
    )
  }
  return { ok: true, value: { amount: inBoth(act.world, presentment, order.currency), parentId } }
}

function shippingFrom(act: Act, order: OrderRecord, input: ProcessInput): Bag {
  const left = minus(shippingTotal(order), refundedShipping(act.world, order))
  if (input.refundShipping?.fullRefund) return left
  const amount = input.refundShipping?.shippingRefundAmount
  if (amount == null) return nothing
  return inBoth(act.world, minorUnits(String(amount.amount), order.currency), order.currency)
}

const restocked = (disposals: readonly Disposal[], line: ReturnLineRecord): Disposal | undefined =>
  disposals.find((one) => one.line.returnLineId === line.id && one.kind === 'RESTOCKED')

function process(act: Act, input: ProcessInput) {
  const refuse = (error: UserError) => ({ return: null, userErrors: [error] })
  if (input.exchangeLineItems?.length) throw new NotModelled('ReturnProcessInput.exchangeLineItems')
  const one = find(act.world.returns, input.returnId, 'Return')
  if (one === null) return refuse(no('Return not found.', 'input.returnId', 'NOT_FOUND'))
  if (one.status !== 'OPEN') {
    return refuse(no('Return status is invalid.', 'input.returnId', 'INVALID_STATE'))
  }
  const order = mustHave(act.world.orders, one.orderId)
  const processed = processedFrom(one, input)
  if (!processed.ok) return refuse(processed.error)
  const asked = (input.returnLineItems ?? []).flatMap((line) => line.dispositions ?? [])
  const disposals = disposalsFrom(act, asked, 'input.returnLineItems')
  if (!disposals.ok) return refuse(disposals.error)
  const money = moneyFrom(act, order, input)
  if (!money.ok) return refuse(money.error)

  for (const { line, quantity } of processed.value) line.processedQuantity += quantity
  dispose(act, disposals.value)
  if (money.value !== null) {
    const made = refund(act, order, {
      lines: processed.value.map((each) => refundLine(each, disposals.value)),
      shipping: shippingFrom(act, order, input),
      amount: money.value.amount,
      note: input.note ?? null,
      returnId: one.id,
      parentId: money.value.parentId,
    })
    one.refundIds.push(made.id)
    for (const { line, quantity } of processed.value) line.refundedQuantity += quantity
  }
  act.tell('returns/process', () => returnBody(act, one))
  act.touch(order)
  return { return: one, userErrors: [] }
}

/** The dispositions put the goods away; the refund only says where they are. */
const refundLine = (
  { line, quantity }: Processed,
  disposals: readonly Disposal[],
): RefundOrder['lines'][number] => ({
  lineItemId: line.lineItemId,
  quantity,
  restockType: 'RETURN',
  locationId: restocked(disposals, line)?.locationId ?? null,
  stockIsDone: true,
})

mutations({
  returnProcess: (act, { input }: { readonly input: ProcessInput }) => process(act, input),
})
