import { randomUUID } from 'node:crypto'
import type { Act } from '../act.ts'
import type { Ctx } from '../graphql/model.ts'
import { nodeById } from '../graphql/types/node.ts'
import { gid, numberOf } from '../ids.ts'
import { markPaid, whyNotCancel } from '../orders/change.ts'
import type { OrderRecord } from '../records/orders.ts'
import { type AddressInput, addressFrom, checkAddress, isEmail, isPhone } from './address.ts'
import { type MetafieldInput, setMetafield } from './metafields.ts'
import { find, mutations, no, type UserError } from './mutation.ts'

interface OrderInput {
  readonly id: string
  readonly email?: string | null
  readonly phone?: string | null
  readonly note?: string | null
  readonly poNumber?: string | null
  readonly tags?: readonly string[] | null
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[] | null
  readonly shippingAddress?: AddressInput | null
  readonly metafields?: readonly MetafieldInput[] | null
}

function checkOrder(input: OrderInput): readonly UserError[] {
  const given = Object.keys(input).filter((key) => key !== 'id')
  if (given.length === 0) return [no('No valid update parameters have been provided')]
  const errors: UserError[] = []
  if (input.email && !isEmail(input.email)) errors.push(no('Email is invalid', 'email'))
  if (input.phone && !isPhone(input.phone)) errors.push(no('Phone is invalid', 'phone'))
  if (input.shippingAddress) errors.push(...checkAddress(input.shippingAddress, 'shippingAddress'))
  return errors
}

function updateOrder(act: Act, order: OrderRecord, input: OrderInput): void {
  if (input.email !== undefined) order.email = input.email
  if (input.phone !== undefined) order.phone = input.phone
  if (input.note !== undefined) order.note = input.note
  if (input.poNumber !== undefined) order.poNumber = input.poNumber
  if (input.tags !== undefined) order.tags = [...(input.tags ?? [])]
  if (input.customAttributes !== undefined) order.attributes = [...(input.customAttributes ?? [])]
  if (input.shippingAddress) order.shippingAddress = addressFrom(input.shippingAddress)
  for (const one of input.metafields ?? []) setMetafield(act, gid('Order', order.id), one)
  act.touch(order)
}

interface Tagged {
  tags: string[]
}

const isTagged = (row: unknown): row is Tagged =>
  typeof row === 'object' && row !== null && 'tags' in row && Array.isArray(row.tags)

function retag(
  act: Act,
  ctx: Ctx,
  id: string,
  change: (tags: readonly string[]) => readonly string[],
) {
  const node = nodeById(ctx, id)
  if (!isTagged(node)) return { node: null, userErrors: [no('Node does not exist', 'id')] }
  const before = node.tags.join('\n')
  node.tags = [...change(node.tags)]
  const order = ctx.world.orders.get(numberOf(id, 'Order') ?? 0)
  if (order !== undefined && node.tags.join('\n') !== before) act.touch(order)
  return { node, userErrors: [] }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

interface CancelArgs {
  readonly orderId: string
  readonly reason: string
  readonly restock: boolean
  readonly refund?: boolean | null
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean } | null
  readonly staffNote?: string | null
}

function checkCancel(act: Act, order: OrderRecord | null, args: CancelArgs): UserError | null {
  if (order === null) return no('Order does not exist', 'orderId', 'NOT_FOUND')
  if (args.refund != null && args.refundMethod != null) {
    return no(
      'Only one of the arguments `refund` or `refund_method` is allowed.',
      'refund',
      'INVALID',
    )
  }
  if ((args.staffNote?.length ?? 0) > 255) {
    return no('Staff note is too long. Maximum length is 255 characters.', 'staffNote', 'INVALID')
  }
  const why = whyNotCancel(act, order)
  return why === null ? null : no(why, 'orderId', 'INVALID')
}

/** How long Shopify's job takes here. */
const jobMs = 100

const noOrder = { order: null, userErrors: [no('Order does not exist', 'id')] }

mutations({
  orderUpdate: (act, { input }: { readonly input: OrderInput }) => {
    const order = find(act.world.orders, input.id, 'Order')
    if (order === null) return noOrder
    const userErrors = checkOrder(input)
    if (userErrors.length === 0) updateOrder(act, order, input)
    return { order, userErrors }
  },

  tagsAdd: (act, args: { readonly id: string; readonly tags: readonly string[] }, ctx) =>
    retag(act, ctx, args.id, (tags) => [
      ...tags,
      ...args.tags
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '' && !tags.some((one) => same(one, tag))),
    ]),

  tagsRemove: (act, args: { readonly id: string; readonly tags: readonly string[] }, ctx) =>
    retag(act, ctx, args.id, (tags) =>
      tags.filter((tag) => !args.tags.some((one) => same(one, tag))),
    ),

  orderCancel: (act, args: CancelArgs) => {
    const order = find(act.world.orders, args.orderId, 'Order')
    const error = checkCancel(act, order, args)
    if (error !== null || order === null) {
      return { job: null, orderCancelUserErrors: [error], userErrors: [error] }
    }
    const job = randomUUID()
    act.world.cells.later.push({
      at: Date.now() + jobMs,
      orderId: order.id,
      what: {
        kind: 'cancel',
        reason: args.reason,
        note: args.staffNote ?? null,
        restock: args.restock,
        refund: args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false,
        job,
      },
    })
    return {
      job: { id: gid('Job', job), done: false },
      orderCancelUserErrors: [],
      userErrors: [],
    }
  },

  orderClose: (act, { input }: { readonly input: { readonly id: string } }) => {
    const order = find(act.world.orders, input.id, 'Order')
    if (order === null) return noOrder
    order.closedAt ??= act.at
    act.touch(order)
    return { order, userErrors: [] }
  },

  orderOpen: (act, { input }: { readonly input: { readonly id: string } }) => {
    const order = find(act.world.orders, input.id, 'Order')
    if (order === null) return noOrder
    order.closedAt = null
    act.touch(order)
    return { order, userErrors: [] }
  },

  orderMarkAsPaid: (act, { input }: { readonly input: { readonly id: string } }) => {
    const order = find(act.world.orders, input.id, 'Order')
    if (order === null) return noOrder
    if (!markPaid(act, order)) {
      return { order, userErrors: [no('Order cannot be marked as paid.', 'id')] }
    }
    return { order, userErrors: [] }
  },
})
