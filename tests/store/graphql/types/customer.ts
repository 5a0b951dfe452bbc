import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { netPayment } from '../../orders/sums.ts'
import type { CustomerRecord, OrderRecord } from '../../records/orders.ts'
import { fullName } from '../../webhooks/person-body.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model, unheeded } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { mailingAddress } from './address.ts'
import { ownedMetafields } from './metafield.ts'
import { listed, moneyV2 } from './values.ts'

const ordersOf = (one: CustomerRecord, ctx: Ctx): OrderRecord[] =>
  [...ctx.world.orders.values()].filter((order) => order.customerId === one.id)

const customerSearch: Searchable<CustomerRecord> = {
  text: (one) => [one.email, one.firstName, one.lastName, one.phone],
  fields: {
    id: (one) => one.id,
    email: (one) => one.email,
    phone: (one) => one.phone,
    first_name: (one) => one.firstName,
    last_name: (one) => one.lastName,
    country: (one) => one.address?.country ?? null,
    tag: (one) => one.tags,
    created_at: (one) => one.createdAt,
    customer_date: (one) => one.createdAt,
    updated_at: (one) => one.updatedAt,
  },
  times: new Set(['created_at', 'customer_date', 'updated_at']),
}

export const searchCustomers = (ctx: Ctx, query: string | null | undefined) =>
  search(ctx.world.customers.values(), query, customerSearch)

model<CustomerRecord>('Customer', {
  id: (one) => gid('Customer', one.id),
  legacyResourceId: (one) => String(one.id),
  firstName: (one) => one.firstName,
  lastName: (one) => one.lastName,
  displayName: (one) => fullName(one.firstName, one.lastName) ?? one.email ?? '',
  email: (one) => one.email,
  phone: (one) => one.phone,
  defaultEmailAddress: (one) =>
    one.email === null
      ? null
      : {
          emailAddress: one.email,
          marketingState: 'NOT_SUBSCRIBED',
          marketingOptInLevel: null,
          marketingUpdatedAt: null,
          validFormat: true,
        },
  defaultPhoneNumber: (one) => (one.phone === null ? null : { phoneNumber: one.phone }),
  defaultAddress: (one) => mailingAddress(one.address, one.id),
  addresses: (one) => [mailingAddress(one.address, one.id)].filter((address) => address !== null),
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  locale: () => 'en',
  note: (one) => one.note,
  tags: (one) => one.tags,
  state: () => 'DISABLED',
  taxExempt: () => false,
  verifiedEmail: (one) => one.email !== null,
  canDelete: () => false,
  dataSaleOptOut: () => false,
  numberOfOrders: (one, _: never, ctx) => String(ordersOf(one, ctx).length),
  amountSpent: (one, _: never, ctx) => {
    const spent = ordersOf(one, ctx).map((order) => netPayment(ctx.world, order).shop)
    return moneyV2(
      spent.reduce((sum, amount) => sum + amount, 0),
      ctx.world.shop.currency,
    )
  },
  lastOrder: (one, _: never, ctx) => ordersOf(one, ctx).at(-1) ?? null,
  orders: (one, args: PageArgs, ctx) => {
    unheeded(args, ['query'], 'Customer.orders')
    return listed(ordersOf(one, ctx), args, ctx)
  },
  ...ownedMetafields((one: CustomerRecord) => gid('Customer', one.id)),
})
