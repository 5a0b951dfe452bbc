import type { GraphQLResolveInfo } from 'graphql'
import type { Act } from '../act.ts'
import { NotModelled } from '../graphql/errors.ts'
import { numberOf } from '../ids.ts'
import { type RefundOrder, refund } from '../orders/refund.ts'
import { lineOf, mustHave, netPayment, refundedShipping, shippingTotal } from '../orders/sums.ts'
import { amountText, type Bag, exchange, minorUnits, minus, nothing } from '../records/money.ts'
import type { OrderRecord, RestockType } from '../records/orders.ts'
import { differentRequest, find, idempotency, mutations, no, type UserError } from './mutation.ts'

interface RefundInput {
  readonly orderId: string
  readonly note?: string | null
  readonly currency?: string | null
  readonly allowOverRefunding?: boolean | null
  readonly refundMethods?: readonly unknown[] | null
  readonly refundLineItems?:
    | readonly {
        readonly lineItemId: string
        readonly quantity: number
        readonly restockType?: RestockType | 'LEGACY_RESTOCK' | null
        readonly locationId?: string | null
      }[]
    | null
  readonly shipping?: {
    readonly amount?: string | number | null
    readonly fullRefund?: boolean | null
  } | null
  readonly transactions?:
    | readonly {
        readonly amount: string | number
        readonly gateway: string
        readonly kind: string
        readonly orderId: string
        readonly parentId?: string | null
      }[]
    | null
}

/** An amount of the input, in both currencies. */
function bagFrom(act: Act, order: OrderRecord, input: RefundInput, amount: string | number): Bag {
  const { currency: shop } = act.world.shop
  const given = input.currency ?? shop
  const minor = minorUnits(String(amount), given)
  return {
    shop: exchange(minor, given, shop),
    presentment: exchange(minor, given, order.currency),
  }
}

function linesFrom(act: Act, order: OrderRecord, input: RefundInput) {
  const errors: UserError[] = []
  const lines: RefundOrder['lines'][number][] = []
  for (const [at, line] of (input.refundLineItems ?? []).entries()) {
    const id = numberOf(line.lineItemId, 'LineItem') ?? 0
    const known = order.lines.some((one) => one.id === id)
    if (!known || line.quantity > lineOf(order, id).currentQuantity) {
      const why = known
        ? 'Quantity cannot refund more items than were purchased'
        : 'Line item does not exist'
      errors.push(no(why, `refundLineItems.${at}.quantity`))
      continue
    }
    if (line.restockType === 'LEGACY_RESTOCK') throw new NotModelled('restockType LEGACY_RESTOCK')
    lines.push({
      lineItemId: id,
      quantity: line.quantity,
      restockType: line.restockType ?? 'NO_RESTOCK',
      locationId: find(act.world.locations, line.locationId, 'Location')?.id ?? null,
    })
  }
  return { lines, errors }
}

function moneyFrom(act: Act, order: OrderRecord, input: RefundInput) {
  let amount = nothing
  let parentId: number | null = null
  for (const one of input.transactions ?? []) {
    if (one.kind !== 'REFUND') {
      return { error: no(`Kind ${one.kind.toLowerCase()} is not a valid transaction`) }
    }
    const parent = find(act.world.transactions, one.parentId, 'OrderTransaction')
    if (parent?.orderId !== order.id) {
      return {
        error: no('Transactions require a parent_id associated with the order', 'transactions'),
      }
    }
    parentId = parent.id
    const more = bagFrom(act, order, input, one.amount)
    amount = { shop: amount.shop + more.shop, presentment: amount.presentment + more.presentment }
  }
  const left = netPayment(act.world, order)
  if (amount.shop > left.shop && input.allowOverRefunding !== true) {
    const { currency } = act.world.shop
    const text = (minor: number) => amountText(minor, currency)
    return {
      error: no(
        `Refund amount $${text(amount.shop)} is greater than net payment received $${text(left.shop)}`,
      ),
    }
  }
  return { amount, parentId }
}

function create(act: Act, input: RefundInput, info: GraphQLResolveInfo) {
  const { before, mismatch, keep } = idempotency(act, input, info)
  const order = find(act.world.orders, input.orderId, 'Order')
  const refuse = (...userErrors: readonly UserError[]) => {
    if (order !== null) {
      const why = userErrors.map(({ message }) => message).join('; ')
      act.note({ deed: 'refund_refused', orderId: order.id, why })
    }
    return { order, refund: null, userErrors }
  }
  if (mismatch) return refuse(differentRequest(null))
  if (typeof before === 'number') {
    return { order, refund: mustHave(act.world.refunds, before), userErrors: [] }
  }
  if (order === null) return refuse(no('Order does not exist', 'orderId'))
  if (input.refundMethods?.length) throw new NotModelled('RefundInput.refundMethods')
  const { lines, errors } = linesFrom(act, order, input)
  if (errors.length > 0) return refuse(...errors)
  const money = moneyFrom(act, order, input)
  if (money.error !== undefined) return refuse(money.error)
  const made = refund(act, order, {
    lines,
    shipping: shippingFrom(act, order, input),
    amount: money.amount,
    note: input.note ?? null,
    returnId: null,
    parentId: money.parentId,
  })
  keep(made.id)
  return { order, refund: made, userErrors: [] }
}

function shippingFrom(act: Act, order: OrderRecord, input: RefundInput): Bag {
  if (input.shipping?.fullRefund) {
    return minus(shippingTotal(order), refundedShipping(act.world, order))
  }
  const amount = input.shipping?.amount
  return amount == null ? nothing : bagFrom(act, order, input, amount)
}

mutations({
  refundCreate: (act, { input }: { readonly input: RefundInput }, _, info) =>
    create(act, input, info),
})
