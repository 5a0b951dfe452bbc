import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape } from '../shapes.ts'
import { addressFields, lineFields, orderFields } from './order-fields.ts'
import { updatedSince } from './orders.ts'

/** What stands between a fragment's own braces. */
const inside = (fragment: string): string => {
  const text = fragment.slice(fragment.indexOf('{') + 1)
  return text.slice(0, text.lastIndexOf('}'))
}

/** The fields of an order that are no connection, with their fragments written out. */
const plainFields = inside(`${orderFields.slice(0, orderFields.indexOf('  fulfillmentOrders('))}}`)
  .replaceAll('...AddressFields', inside(addressFields).trim())
  .trim()

/**
 * The query of a bulk operation: the same fields as an order is read with, its lists as edges without
 * pages. Bulk operations know no variables.
 */
export const exportText = (since: Date): string => `{
  orders(query: "${updatedSince(since)}", sortKey: UPDATED_AT) {
    edges { node {
      ${plainFields}
      fulfillmentOrders { edges { node { id status deliveryMethod { methodType } } } }
      lineItems { edges { node { ${inside(lineFields).trim()} } } }
    } }
  }
}`

/** Objects are grouped under their order, so that the file can be read as it comes. */
export const startExport = operation({
  text: `mutation StartExport($query: String!) {
  done: bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation { id } userErrors { field message code }
  }
}`,
  variables: ({ since }: { since: Date }) => ({ query: exportText(since) }),
  answer: doneShape({ bulkOperation: z.object({ id: gidShape }).nullable() }),
  urgency: 'bulk',
})

export const readExport = operation({
  text: `query ReadExport($id: ID!) {
  bulkOperation(id: $id) { status errorCode rootObjectCount url }
}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({
    bulkOperation: z
      .object({
        status: z.string(),
        errorCode: z.string().nullable(),
        rootObjectCount: z.string().regex(/^\d+$/),
        url: z.string().nullable(),
      })
      .nullable(),
  }),
  urgency: 'bulk',
})
