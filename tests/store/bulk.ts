/** Runs a booked bulk operation: the query without pages, every node a line of JSON. */
import { act } from './act.ts'
import { shopTime } from './clock.ts'
import { executeFree } from './graphql/execute.ts'
import type { StoreContext } from './http.ts'
import { gid } from './ids.ts'
import type { World } from './world.ts'

type Node = Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The nodes of a connection; null when the value is none. */
function rowsOf(value: unknown): readonly Node[] | null {
  if (!isNode(value)) return null
  if (Array.isArray(value['nodes'])) return value['nodes'].filter(isNode)
  if (!Array.isArray(value['edges'])) return null
  return value['edges'].map((edge) => (isNode(edge) ? edge['node'] : null)).filter(isNode)
}

/** Lines in Shopify's order: a parent, then its children with `__parentId`. */
function* linesOf(node: Node, parentId: string | null): Generator<Node> {
  const own: Node = {}
  const nested: (readonly Node[])[] = []
  for (const [key, value] of Object.entries(node)) {
    const rows = rowsOf(value)
    if (rows === null) own[key] = value
    else nested.push(rows)
  }
  yield parentId === null ? own : { ...own, __parentId: parentId }
  const id = typeof own['id'] === 'string' ? own['id'] : parentId
  for (const rows of nested) for (const row of rows) yield* linesOf(row, id)
}

export function runBulk(world: World, store: StoreContext, operationId: number): void {
  const one = world.bulkOperations.get(operationId)
  if (one?.status !== 'RUNNING') return
  const request = { query: one.query, variables: {}, operationName: null }
  const { data, errors } = executeFree(request, { world, store, bulk: true })
  const roots = isNode(data) ? Object.values(data).flatMap((value) => rowsOf(value) ?? []) : []
  act(world, (acting) => {
    one.completedAt = acting.at
    if (errors !== undefined) {
      one.status = 'FAILED'
      one.errorCode = 'INTERNAL_SERVER_ERROR'
      process.stderr.write(`stand-in store: bulk operation: ${JSON.stringify(errors[0])}\n`)
    } else {
      const lines = roots.flatMap((root) => [...linesOf(root, null)])
      one.result = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      one.objectCount = lines.length
      one.rootObjectCount = roots.length
      one.status = 'COMPLETED'
    }
    acting.tell('bulk_operations/finish', () => ({
      admin_graphql_api_id: gid('BulkOperation', one.id),
      completed_at: shopTime(acting.at, world.shop.timezone),
      created_at: shopTime(one.createdAt, world.shop.timezone),
      error_code: one.errorCode?.toLowerCase() ?? null,
      status: one.status.toLowerCase(),
      type: 'query',
    }))
  })
}
