/** Bulk operations: the mutation books one, the store runs it a moment later. */
import { compile } from '../graphql/documents.ts'
import { adminSchema } from '../graphql/schema.ts'
import { gid } from '../ids.ts'
import type { BulkOperationRecord } from '../records/running.ts'
import { find, mutations, no } from './mutation.ts'

/** How long Shopify takes here. */
const runMs = 150
const mostAtOnce = 5

mutations({
  bulkOperationRunQuery: (act, args: { readonly query: string }) => {
    const { world } = act
    const refuse = (message: string, code: string) => ({
      bulkOperation: null,
      userErrors: [no(message, 'query', code)],
    })
    const busy = [...world.bulkOperations.values()].filter((one) => one.status === 'RUNNING')
    if (busy.length >= mostAtOnce) {
      return refuse(
        `A bulk query operation for this app and shop is already in progress: ${gid('BulkOperation', busy[0]?.id ?? 0)}.`,
        'OPERATION_IN_PROGRESS',
      )
    }
    const compilation = compile(adminSchema(), args.query)
    if (!compilation.ok) {
      return refuse(`Invalid bulk query: ${compilation.errors[0]?.message}`, 'INVALID')
    }
    const made: BulkOperationRecord = {
      type: 'BulkOperation',
      id: act.id(),
      query: args.query,
      status: 'RUNNING',
      errorCode: null,
      createdAt: act.at,
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      result: null,
    }
    world.bulkOperations.set(made.id, made)
    world.cells.later.push({
      at: Date.now() + runMs,
      orderId: 0,
      what: { kind: 'bulk', operationId: made.id },
    })
    return { bulkOperation: { ...made, status: 'CREATED' }, userErrors: [] }
  },

  bulkOperationCancel: (act, args: { readonly id: string }) => {
    const one = find(act.world.bulkOperations, args.id, 'BulkOperation')
    if (one === null) {
      return { bulkOperation: null, userErrors: [no('Bulk operation does not exist', 'id')] }
    }
    if (one.status === 'RUNNING') {
      one.status = 'CANCELED'
      one.completedAt = act.at
    }
    return { bulkOperation: one, userErrors: [] }
  },
})
