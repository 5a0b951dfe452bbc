import { z } from 'zod'
import { operation } from '../operation.ts'
import { gidShape, pageOf } from '../shapes.ts'

const text = z.string().nullable()
const locationShape = z.object({
  id: gidShape,
  name: z.string(),
  isActive: z.boolean(),
  address: z.object({ address1: text, city: text, zip: text, countryCode: text, phone: text }),
  fulfillmentService: z
    .object({ id: gidShape, serviceName: z.string(), callbackUrl: text })
    .nullable(),
})
export type LocationNode = z.infer<typeof locationShape>

/** Without `includeLegacy` the places of fulfillment services are left out. */
export const listLocations = operation({
  text: `query ListLocations($after: String) {
  locations(first: 50, after: $after, includeLegacy: true, includeInactive: true) {
    nodes {
      id name isActive
      address { address1 city zip countryCode phone }
      fulfillmentService { id serviceName callbackUrl }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  variables: (input: { after: string | null }) => input,
  answer: z.object({ locations: pageOf(locationShape) }),
})
