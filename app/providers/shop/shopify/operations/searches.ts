import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { CustomerSearch } from '../../draft-calls.ts'
import { operation } from '../operation.ts'
import { gidShape, pageOf } from '../shapes.ts'
import { addressFields, addressShape } from './order-fields.ts'

const text = z.string().nullable()

/**
 * What a person typed as a search text of Shopify's: every word, as the beginning of one there. What
 * would be an operator of the search syntax is taken out, so that nobody's name becomes a command.
 */
export const wordsQuery = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\\:()"'*<>,]/g, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^-+|-+$/g, ''))
    .filter((word) => word !== '' && !/^(AND|OR|NOT)$/.test(word))
    .slice(0, 8)
    .map((word) => `${word}*`)
    .join(' ')

const customerShape = z.object({
  id: gidShape,
  firstName: text,
  lastName: text,
  numberOfOrders: z.string(),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
  defaultAddress: addressShape.nullable(),
})
export type CustomerNode = z.infer<typeof customerShape>

export const findCustomers = operation({
  text: `query FindCustomers($query: String!) {
  customers(first: 8, query: $query, sortKey: RELEVANCE) {
    nodes {
      id firstName lastName numberOfOrders
      defaultEmailAddress { emailAddress }
      defaultPhoneNumber { phoneNumber }
      defaultAddress { ...AddressFields }
    }
    pageInfo { hasNextPage endCursor }
  }
}
${addressFields}`,
  variables: (search: CustomerSearch) => ({
    query: 'phone' in search ? `phone:"${search.phone}"` : wordsQuery(search.words),
  }),
  answer: z.object({ customers: pageOf(customerShape) }),
})

const variantFields = `fragment SaleFields on ProductVariant {
  id title sku barcode price inventoryQuantity inventoryPolicy
  product {
    id title vendor productType tags isGiftCard
    featuredMedia { preview { image { url } } }
  }
  inventoryItem { tracked requiresShipping }
}`
const variantShape = z.object({
  id: gidShape,
  title: z.string(),
  sku: text,
  barcode: text,
  price: z.string(),
  inventoryQuantity: z.number().int().nullable(),
  inventoryPolicy: z.string(),
  product: z.object({
    id: gidShape,
    title: z.string(),
    vendor: z.string(),
    productType: z.string(),
    tags: z.array(z.string()),
    isGiftCard: z.boolean(),
    featuredMedia: z
      .object({
        preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable(),
      })
      .nullable(),
  }),
  inventoryItem: z.object({ tracked: z.boolean(), requiresShipping: z.boolean() }),
})
export type SaleNode = z.infer<typeof variantShape>

const currencyShape = z.object({ currencyCode: z.string().length(3) })

export const findVariants = operation({
  text: `query FindVariants($query: String!) {
  shop { currencyCode }
  productVariants(first: 10, query: $query, sortKey: RELEVANCE) {
    nodes { ...SaleFields }
    pageInfo { hasNextPage endCursor }
  }
}
${variantFields}`,
  variables: ({ words }: { words: string }) => ({
    query: `${wordsQuery(words)} product_status:ACTIVE`,
  }),
  answer: z.object({ shop: currencyShape, productVariants: pageOf(variantShape) }),
})

export const readVariants = operation({
  text: `query ReadVariants($ids: [ID!]!) {
  shop { currencyCode }
  nodes(ids: $ids) { ... on ProductVariant { ...SaleFields } }
}
${variantFields}`,
  variables: (input: { ids: readonly Gid[] }) => input,
  answer: z.object({ shop: currencyShape, nodes: z.array(variantShape.nullable()) }),
})
