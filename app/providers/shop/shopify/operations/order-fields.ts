import { z } from 'zod'
import { gidShape, moneyBagShape, pageOf, piecesShape, timeShape } from '../shapes.ts'

/** Lines asked for with the order itself; longer orders are read on with OrderLines. */
const linesAtOnce = 50

export const lineFields = `fragment LineFields on LineItem {
  id title variantTitle vendor sku currentQuantity requiresShipping isGiftCard
  variant { id }
  product { id }
  weight { unit value }
  customAttributes { key value }
  discountedUnitPriceAfterAllDiscountsSet { presentmentMoney { amount currencyCode } }
}`

export const addressFields = `fragment AddressFields on MailingAddress {
  firstName lastName company address1 address2 city provinceCode province zip countryCodeV2 phone
}`

export const orderFields = `fragment OrderFields on Order {
  id name createdAt updatedAt cancelledAt displayFinancialStatus
  displayFulfillmentStatus sourceName
  customerLocale email phone note tags
  customAttributes { key value }
  risk {
    recommendation
    assessments { riskLevel provider { title } facts { description sentiment } }
  }
  currentTotalPriceSet { presentmentMoney { amount currencyCode } }
  customer {
    id firstName lastName
    defaultEmailAddress { emailAddress }
    defaultPhoneNumber { phoneNumber }
  }
  shippingAddress { ...AddressFields }
  billingAddress { ...AddressFields }
  shippingLine { title }
  fulfillmentOrders(first: 10) { nodes { status deliveryMethod { methodType } } }
  lineItems(first: ${linesAtOnce}) { nodes { ...LineFields } pageInfo { hasNextPage endCursor } }
}
${addressFields}
${lineFields}`

const text = z.string().nullable()

export const addressShape = z
  .object({
    firstName: text,
    lastName: text,
    company: text,
    address1: text,
    address2: text,
    city: text,
    provinceCode: text,
    province: text,
    zip: text,
    countryCodeV2: text,
    phone: text,
  })
  .transform(({ countryCodeV2, ...address }) => ({ ...address, countryCode: countryCodeV2 }))

export const weightShape = z.object({ unit: z.string(), value: z.number().nonnegative() })

export const lineShape = z.object({
  id: gidShape,
  title: z.string(),
  variantTitle: text,
  vendor: text,
  sku: text,
  currentQuantity: piecesShape,
  requiresShipping: z.boolean(),
  isGiftCard: z.boolean(),
  variant: z.object({ id: gidShape }).nullable(),
  product: z.object({ id: gidShape }).nullable(),
  weight: weightShape.nullable(),
  customAttributes: z.array(z.object({ key: z.string(), value: text })),
  discountedUnitPriceAfterAllDiscountsSet: moneyBagShape,
})
export type LineNode = z.infer<typeof lineShape>

export const orderShape = z.object({
  id: gidShape,
  name: z.string(),
  createdAt: timeShape,
  updatedAt: timeShape,
  cancelledAt: timeShape.nullable(),
  displayFinancialStatus: text,
  displayFulfillmentStatus: z.string(),
  sourceName: text,
  customerLocale: text,
  email: text,
  phone: text,
  note: text,
  tags: z.array(z.string()),
  customAttributes: z.array(z.object({ key: z.string(), value: text })),
  risk: z.object({
    recommendation: z.string(),
    assessments: z.array(
      z.object({
        riskLevel: z.string(),
        provider: z.object({ title: z.string() }).nullable(),
        facts: z.array(z.object({ description: z.string(), sentiment: z.string() })),
      }),
    ),
  }),
  currentTotalPriceSet: moneyBagShape,
  customer: z
    .object({
      id: gidShape,
      firstName: text,
      lastName: text,
      defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
      defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
    })
    .nullable(),
  shippingAddress: addressShape.nullable(),
  billingAddress: addressShape.nullable(),
  shippingLine: z.object({ title: z.string() }).nullable(),
  fulfillmentOrders: z.object({
    nodes: z.array(
      z.object({
        status: z.string(),
        deliveryMethod: z.object({ methodType: z.string() }).nullable(),
      }),
    ),
  }),
  lineItems: pageOf(lineShape),
})
export type OrderNode = z.infer<typeof orderShape>
