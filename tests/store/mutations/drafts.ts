/** Draft orders: what staff type in for a customer on the phone. */
import type { Act } from '../act.ts'
import { unheeded } from '../graphql/model.ts'
import { gid, numberOf } from '../ids.ts'
import { optionOf } from '../orders/delivery-options.ts'
import { placeDraft } from '../orders/draft.ts'
import { boughtLine, inBoth } from '../orders/place.ts'
import { exchange, minorUnits } from '../records/money.ts'
import type { DraftOrderRecord, LineRecord } from '../records/orders.ts'
import { draftBody } from '../webhooks/draft-body.ts'
import { type AddressInput, addressFrom, isEmail } from './address.ts'
import { find, mutations, no, type UserError } from './mutation.ts'

interface MoneyInput {
  readonly amount: string | number
  readonly currencyCode: string
}

interface DraftLineInput {
  readonly variantId?: string | null
  readonly title?: string | null
  readonly sku?: string | null
  readonly quantity: number
  readonly originalUnitPrice?: string | number | null
  readonly originalUnitPriceWithCurrency?: MoneyInput | null
  readonly priceOverride?: MoneyInput | null
  readonly requiresShipping?: boolean | null
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[] | null
}

export interface DraftInput {
  readonly email?: string | null
  readonly phone?: string | null
  readonly note?: string | null
  readonly tags?: readonly string[] | null
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[] | null
  readonly customerId?: string | null
  readonly purchasingEntity?: { readonly customerId?: string | null } | null
  readonly shippingAddress?: AddressInput | null
  readonly billingAddress?: AddressInput | null
  readonly presentmentCurrencyCode?: string | null
  readonly lineItems?: readonly DraftLineInput[] | null
  readonly shippingLine?: {
    readonly title?: string | null
    readonly price?: string | number | null
    readonly priceWithCurrency?: MoneyInput | null
    readonly shippingRateHandle?: string | null
  } | null
}

function checkDraft(act: Act, input: DraftInput): readonly UserError[] {
  const errors: UserError[] = []
  if ((input.lineItems ?? []).length === 0) errors.push(no('Add at least 1 product'))
  if (input.email && !isEmail(input.email)) errors.push(no('Email is invalid', 'email'))
  for (const [at, tag] of (input.tags ?? []).entries()) {
    if (tag.length > 40) {
      errors.push(no('Title Tag exceeds the maximum length of 40 characters', `tags.${at}`))
    }
  }
  const handle = input.shippingLine?.shippingRateHandle
  if (handle != null && optionOf(act.world, handle) === null)
    errors.push(no('Shipping rate is not available', 'shippingLine.shippingRateHandle'))
  return [...errors, ...(input.lineItems ?? []).flatMap((line, at) => checkLine(act, line, at))]
}

function checkLine(act: Act, line: DraftLineInput, at: number): readonly UserError[] {
  const errors: UserError[] = []
  if (line.quantity < 1) {
    errors.push(no('Quantity must be greater than or equal to 1', `lineItems.${at}.quantity`))
  }
  if (line.variantId == null) {
    if (!line.title) errors.push(no('Merchandise title is empty.', `lineItems.${at}.title`))
  } else if (find(act.world.variants, line.variantId, 'ProductVariant') === null) {
    const id = line.variantId.slice(line.variantId.lastIndexOf('/') + 1)
    errors.push(no(`Product with ID ${id} is no longer available.`))
  }
  return errors
}

export function lineFrom(act: Act, input: DraftLineInput, currency: string): LineRecord {
  const properties = (input.customAttributes ?? []).map(({ key, value }) => ({ name: key, value }))
  const variant = find(act.world.variants, input.variantId, 'ProductVariant')
  const price = input.priceOverride ?? input.originalUnitPriceWithCurrency
  if (variant !== null) {
    const line = boughtLine(act, variant, input.quantity, currency, properties)
    return input.priceOverride
      ? { ...line, unitPrice: priceFrom(act, input.priceOverride, currency) }
      : line
  }
  return {
    type: 'LineItem',
    id: act.id(),
    variantId: null,
    productId: null,
    sku: input.sku ?? null,
    title: input.title ?? '',
    variantTitle: null,
    vendor: null,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    unitPrice: priceFrom(
      act,
      price ?? { amount: input.originalUnitPrice ?? '0', currencyCode: act.world.shop.currency },
      currency,
    ),
    grams: 0,
    requiresShipping: input.requiresShipping ?? true,
    giftCard: false,
    properties,
  }
}

function priceFrom(act: Act, money: MoneyInput, currency: string) {
  const minor = minorUnits(String(money.amount), money.currencyCode)
  return inBoth(act.world, exchange(minor, money.currencyCode, currency), currency)
}

function shippingLineFrom(
  act: Act,
  input: DraftInput['shippingLine'],
  currency: string,
): DraftOrderRecord['shippingLine'] {
  if (input == null) return null
  const option = optionOf(act.world, input.shippingRateHandle ?? '')
  const amount = option
    ? inBoth(act.world, exchange(option.price, act.world.shop.currency, currency), currency)
    : priceFrom(
        act,
        input.priceWithCurrency ?? {
          amount: input.price ?? '0',
          currencyCode: act.world.shop.currency,
        },
        currency,
      )
  return {
    type: 'ShippingLine',
    id: act.id(),
    title: input.title ?? option?.title ?? 'Shipping',
    code: option?.code ?? 'custom',
    price: amount,
  }
}

function draftFrom(act: Act, input: DraftInput): DraftOrderRecord {
  const { world } = act
  const currency = input.presentmentCurrencyCode ?? world.shop.currency
  return {
    type: 'DraftOrder',
    id: act.id(),
    name: `#D${world.cells.lastDraftNumber + 1}`,
    status: 'OPEN',
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    tags: [...(input.tags ?? [])],
    attributes: [...(input.customAttributes ?? [])],
    customerId:
      numberOf(input.purchasingEntity?.customerId ?? input.customerId, 'Customer') ?? null,
    shippingAddress: input.shippingAddress ? addressFrom(input.shippingAddress) : null,
    billingAddress: input.billingAddress ? addressFrom(input.billingAddress) : null,
    currency,
    lines: (input.lineItems ?? []).map((line) => lineFrom(act, line, currency)),
    shippingLine: shippingLineFrom(act, input.shippingLine, currency),
    pickup: optionOf(world, input.shippingLine?.shippingRateHandle ?? '')?.pickup ?? false,
    invoiceSentAt: null,
    orderId: null,
    createdAt: act.at,
    updatedAt: act.at,
    completedAt: null,
  }
}

mutations({
  draftOrderCreate: (act, { input }: { readonly input: DraftInput }) => {
    const userErrors = checkDraft(act, input)
    if (userErrors.length > 0) return { draftOrder: null, userErrors }
    const draft = draftFrom(act, input)
    act.world.cells.lastDraftNumber += 1
    act.world.drafts.set(draft.id, draft)
    act.tell('draft_orders/create', () => draftBody(act.world, draft))
    return { draftOrder: draft, userErrors }
  },

  draftOrderCalculate: (act, { input }: { readonly input: DraftInput }) => {
    const userErrors = checkDraft(act, input)
    return {
      calculatedDraftOrder: userErrors.length > 0 ? null : draftFrom(act, input),
      userErrors,
    }
  },

  draftOrderInvoiceSend: (act, args: { readonly id: string; readonly email?: object | null }) => {
    unheeded(args, ['email'], 'Mutation.draftOrderInvoiceSend')
    const draft = find(act.world.drafts, args.id, 'DraftOrder')
    if (draft === null) return { draftOrder: null, userErrors: [no('Draft order not found', 'id')] }
    if (draft.status === 'COMPLETED')
      return { draftOrder: draft, userErrors: [no('This order has been paid')] }
    if (!draft.email) return { draftOrder: draft, userErrors: [no("To can't be blank", 'email')] }
    draft.status = 'INVOICE_SENT'
    draft.invoiceSentAt = act.at
    draft.invoicesSent = (draft.invoicesSent ?? 0) + 1
    draft.updatedAt = act.at
    act.tell('draft_orders/update', () => draftBody(act.world, draft))
    return { draftOrder: draft, userErrors: [] }
  },

  draftOrderComplete: (
    act,
    args: {
      readonly id: string
      readonly paymentPending?: boolean | null
      readonly sourceName?: string | null
    },
  ) => {
    const draft = find(act.world.drafts, args.id, 'DraftOrder')
    if (draft === null) return { draftOrder: null, userErrors: [no('Draft order not found', 'id')] }
    if (draft.status === 'COMPLETED') {
      return { draftOrder: draft, userErrors: [no('This order has been paid')] }
    }
    placeDraft(act, draft, {
      paid: args.paymentPending !== true,
      sourceName: args.sourceName ?? 'shopify_draft_order',
    })
    return { draftOrder: draft, userErrors: [] }
  },

  draftOrderDelete: (act, { input }: { readonly input: { readonly id: string } }) => {
    const draft = find(act.world.drafts, input.id, 'DraftOrder')
    if (draft === null) return { deletedId: null, userErrors: [no('Draft order not found', 'id')] }
    act.world.drafts.delete(draft.id)
    act.tell('draft_orders/delete', () => ({ id: draft.id }))
    return { deletedId: gid('DraftOrder', draft.id), userErrors: [] }
  },
})
