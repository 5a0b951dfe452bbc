import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { decimalOf } from '../../../../kernel/money.ts'
import type { DraftRequest } from '../../draft-calls.ts'
import type { StoreAddress } from '../../snapshot.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, moneyBagShape, moneyShape, pageOf, timeShape } from '../shapes.ts'

/** The region goes by its code alone; Shopify has no field for one it cannot name. */
const addressInput = (address: StoreAddress | null) => {
  if (address === null) return {}
  const { province: _, ...rest } = address
  return rest
}

const attributes = (all: DraftRequest['attributes']) =>
  all.map(({ name, value }) => ({ key: name, value }))

const lineInputs = ({ lines }: DraftRequest) =>
  lines.map(({ variantGid, quantity, properties }) => ({
    variantId: variantGid,
    quantity,
    customAttributes: attributes(properties),
  }))

const buyerInput = ({ customerGid, shipTo }: DraftRequest) => ({
  ...(customerGid && { purchasingEntity: { customerId: customerGid } }),
  ...(shipTo && { shippingAddress: addressInput(shipTo) }),
})

function shippingInput({ shipping }: DraftRequest) {
  if (shipping === null) return null
  if ('handle' in shipping) return { shippingRateHandle: shipping.handle }
  const { title, price } = shipping
  return {
    title,
    priceWithCurrency: { amount: decimalOf(price), currencyCode: price.currency },
  }
}

/** Shopify's DraftOrderInput; what nobody said is left out. */
function draftInput(draft: DraftRequest) {
  return {
    ...buyerInput(draft),
    ...(draft.billTo && { billingAddress: addressInput(draft.billTo) }),
    ...(draft.email && { email: draft.email }),
    ...(draft.phone && { phone: draft.phone }),
    ...(draft.note && { note: draft.note }),
    ...(draft.tags.length > 0 && { tags: draft.tags }),
    customAttributes: attributes(draft.attributes),
    lineItems: lineInputs(draft),
    ...(draft.shipping && { shippingLine: shippingInput(draft) }),
    useCustomerDefaultAddress: false,
  }
}

const optionFields = 'handle title price { amount currencyCode }'
const rateShape = z.object({ handle: z.string(), title: z.string(), price: moneyShape })

export const listDeliveryOptions = operation({
  text: `query ListDeliveryOptions($input: DraftOrderAvailableDeliveryOptionsInput!) {
  draftOrderAvailableDeliveryOptions(input: $input, localPickupCount: 10) {
    availableShippingRates { ${optionFields} }
    availableLocalDeliveryRates { ${optionFields} }
    availableLocalPickupOptions { handle title }
  }
}`,
  variables: (draft: DraftRequest) => ({
    input: { ...buyerInput(draft), lineItems: lineInputs(draft) },
  }),
  answer: z.object({
    draftOrderAvailableDeliveryOptions: z.object({
      availableShippingRates: z.array(rateShape),
      availableLocalDeliveryRates: z.array(rateShape),
      availableLocalPickupOptions: z.array(z.object({ handle: z.string(), title: z.string() })),
    }),
  }),
})

export const quoteDraft = operation({
  text: `mutation QuoteDraft($input: DraftOrderInput!) {
  done: draftOrderCalculate(input: $input) {
    calculatedDraftOrder {
      totalLineItemsPriceSet { presentmentMoney { amount currencyCode } }
      totalShippingPriceSet { presentmentMoney { amount currencyCode } }
      totalTaxSet { presentmentMoney { amount currencyCode } }
      totalDiscountsSet { presentmentMoney { amount currencyCode } }
      totalPriceSet { presentmentMoney { amount currencyCode } }
    }
    userErrors { field message }
  }
}`,
  variables: (draft: DraftRequest) => ({ input: draftInput(draft) }),
  answer: doneShape({
    calculatedDraftOrder: z
      .object({
        totalLineItemsPriceSet: moneyBagShape,
        totalShippingPriceSet: moneyBagShape,
        totalTaxSet: moneyBagShape,
        totalDiscountsSet: moneyBagShape,
        totalPriceSet: moneyBagShape,
      })
      .nullable(),
  }),
})

const draftFields = `fragment DraftFields on DraftOrder {
  id name status ready invoiceUrl
  totalPriceSet { presentmentMoney { amount currencyCode } }
  order { id name }
}`
const draftFacts = {
  id: gidShape,
  name: z.string(),
  status: z.enum(['OPEN', 'INVOICE_SENT', 'COMPLETED']),
  ready: z.boolean(),
  invoiceUrl: z.string().nullable(),
  totalPriceSet: moneyBagShape,
  order: z.object({ id: gidShape, name: z.string() }).nullable(),
}
const draftShape = z.object(draftFacts)
export type DraftNode = z.infer<typeof draftShape>

export const createDraft = operation({
  text: `mutation CreateDraft($input: DraftOrderInput!) {
  done: draftOrderCreate(input: $input) {
    draftOrder { ...DraftFields }
    userErrors { field message }
  }
}
${draftFields}`,
  variables: (draft: DraftRequest) => ({ input: draftInput(draft) }),
  answer: doneShape({ draftOrder: draftShape.nullable() }),
})

export const readDraft = operation({
  text: `query ReadDraft($id: ID!) { draftOrder(id: $id) { ...DraftFields } }
${draftFields}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({ draftOrder: draftShape.nullable() }),
})

/** Without a search text, which would go through an index that lags behind: newest first. */
export const listNewestDrafts = operation({
  text: `query ListNewestDrafts($after: String) {
  draftOrders(first: 50, after: $after, sortKey: ID, reverse: true) {
    nodes { ...DraftFields createdAt customAttributes { key value } }
    pageInfo { hasNextPage endCursor }
  }
}
${draftFields}`,
  variables: (input: { after: string | null }) => input,
  answer: z.object({
    draftOrders: pageOf(
      z.object({
        ...draftFacts,
        createdAt: timeShape,
        customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
      }),
    ),
  }),
})

export const completeDraft = operation({
  text: `mutation CompleteDraft($id: ID!) {
  done: draftOrderComplete(id: $id) {
    draftOrder { ...DraftFields }
    userErrors { field message }
  }
}
${draftFields}`,
  variables: (input: { id: Gid }) => input,
  answer: doneShape({ draftOrder: draftShape.nullable() }),
})

export const sendInvoice = operation({
  text: `mutation SendInvoice($id: ID!) {
  done: draftOrderInvoiceSend(id: $id) {
    draftOrder { ...DraftFields }
    userErrors { field message }
  }
}
${draftFields}`,
  variables: (input: { id: Gid }) => input,
  answer: doneShape({ draftOrder: draftShape.nullable() }),
})

export const deleteDraft = operation({
  text: `mutation DeleteDraft($id: ID!) {
  done: draftOrderDelete(input: { id: $id }) { deletedId userErrors { field message } }
}`,
  variables: (input: { id: Gid }) => input,
  answer: doneShape({ deletedId: z.string().nullable() }),
})
