import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { operation } from '../operation.ts'
import { gidShape, pageOf } from '../shapes.ts'
import { weightShape } from './order-fields.ts'

const text = z.string().nullable()
const levelShape = z.object({
  location: z.object({ id: gidShape }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
})
export type LevelNode = z.infer<typeof levelShape>
const levelFields = `fragment LevelFields on InventoryLevel {
  location { id }
  quantities(names: ["on_hand"]) { name quantity }
}`

const metafieldShape = z.object({ value: z.string() }).nullable()
const variantShape = z.object({
  id: gidShape,
  sku: text,
  barcode: text,
  title: z.string(),
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
    length: metafieldShape,
    width: metafieldShape,
    height: metafieldShape,
  }),
  inventoryItem: z.object({
    id: gidShape,
    tracked: z.boolean(),
    requiresShipping: z.boolean(),
    measurement: z.object({ weight: weightShape.nullable() }),
    inventoryLevels: pageOf(levelShape),
  }),
})
export type VariantNode = z.infer<typeof variantShape>

export const listVariants = operation({
  text: `query ListVariants($after: String) {
  productVariants(first: 50, after: $after, sortKey: ID) {
    nodes {
      id sku barcode title
      product {
        id title vendor productType tags isGiftCard
        featuredMedia { preview { image { url } } }
        length: metafield(namespace: "orderwright", key: "length_mm") { value }
        width: metafield(namespace: "orderwright", key: "width_mm") { value }
        height: metafield(namespace: "orderwright", key: "height_mm") { value }
      }
      inventoryItem {
        id tracked requiresShipping
        measurement { weight { unit value } }
        inventoryLevels(first: 20) {
          nodes { ...LevelFields }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
${levelFields}`,
  variables: (input: { after: string | null }) => input,
  answer: z.object({ productVariants: pageOf(variantShape) }),
  urgency: 'bulk',
})

/** The other places of an item that lies in more than come with it. */
export const readLevels = operation({
  text: `query ReadLevels($id: ID!, $after: String) {
  inventoryItem(id: $id) {
    inventoryLevels(first: 100, after: $after) {
      nodes { ...LevelFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${levelFields}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({ inventoryItem: z.object({ inventoryLevels: pageOf(levelShape) }).nullable() }),
})
