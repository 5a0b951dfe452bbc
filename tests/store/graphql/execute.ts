/** Runs one document: compiled once, charged before, given back after. */
import {
  type ExecutionResult,
  execute,
  type GraphQLError,
  type OperationDefinitionNode,
  print,
} from 'graphql'
import type { Bucket } from './bucket.ts'
import { actualCost, requestedCost, singleQueryLimit } from './cost.ts'
import { type CompiledOperation, compile } from './documents.ts'
import { type ShopifyError, wordedVariable } from './errors.ts'
import { type Ctx, resolveField, resolveType } from './model.ts'
import { adminSchema } from './schema.ts'
import './types/index.ts'

export interface GraphqlRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

export interface GraphqlAnswer {
  readonly data?: unknown
  readonly errors?: readonly unknown[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** @param throttled answers THROTTLED although the bucket has enough: a fault on demand. */
export function answer(
  request: GraphqlRequest,
  ctx: Ctx,
  bucket: Bucket,
  throttled = false,
): GraphqlAnswer {
  const tooLarge = oversized(request.variables)
  if (tooLarge !== null) return { errors: [tooLarge] }
  const compilation = compile(adminSchema(), request.query)
  if (!compilation.ok) return { errors: compilation.errors }
  const operation = pick(compilation.compiled.operations, request.operationName)
  if (operation === null) return { errors: [noOperation(request.operationName)] }

  const requested = requestedCost(operation.cost, request.variables)
  if (requested > singleQueryLimit) return { errors: [maxCost(requested)] }
  const call = `${request.operationName} ${JSON.stringify(request.variables)}`
  if (throttled || !bucket.take(requested, call)) return throttledAnswer(requested, bucket)
  const result = run(compilation.compiled.document, operation.node, request, ctx)
  const actual = Math.min(requested, actualCost(operation.cost, result.data))
  bucket.giveBack(requested - actual)
  return { ...result, extensions: { cost: costOf(requested, actual, bucket) } }
}

function run(
  document: Parameters<typeof execute>[0]['document'],
  operation: OperationDefinitionNode,
  request: GraphqlRequest,
  ctx: Ctx,
): GraphqlAnswer {
  const result = execute({
    schema: adminSchema(),
    document,
    rootValue: null,
    contextValue: ctx,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  })
  if (result instanceof Promise) throw new Error('a resolver of the stand-in store is asynchronous')
  return shaped(result, operation)
}

/** Runs a document without a bucket: what a bulk operation does. */
export function executeFree(request: GraphqlRequest, ctx: Ctx): GraphqlAnswer {
  const compilation = compile(adminSchema(), request.query)
  if (!compilation.ok) return { errors: compilation.errors }
  const operation = pick(compilation.compiled.operations, request.operationName)
  if (operation === null) return { errors: [noOperation(request.operationName)] }
  return run(compilation.compiled.document, operation.node, request, ctx)
}

function shaped(result: ExecutionResult, operation: OperationDefinitionNode): GraphqlAnswer {
  if (result.errors === undefined) return { data: result.data }
  const errors = result.errors.map((error) => shapedError(error, operation))
  return result.data === undefined ? { errors } : { data: result.data, errors }
}

function shapedError(error: GraphQLError, operation: OperationDefinitionNode): unknown {
  const locations = error.locations ? { locations: error.locations } : {}
  if (error.path === undefined && error.message.startsWith('Variable "$')) {
    const typeOf = (name: string): string => {
      const found = operation.variableDefinitions?.find((one) => one.variable.name.value === name)
      return found ? print(found.type) : 'Unknown'
    }
    return { ...wordedVariable(error, typeOf), ...locations }
  }
  const broke = error.originalError !== undefined && error.extensions['code'] === undefined
  if (broke)
    process.stderr.write(`stand-in store: ${error.originalError?.stack ?? error.message}\n`)
  return {
    message: error.message,
    ...locations,
    ...(error.path && { path: error.path }),
    extensions: broke ? { code: 'INTERNAL_SERVER_ERROR' } : error.extensions,
  }
}

function pick(
  operations: ReadonlyMap<string, CompiledOperation>,
  name: string | null,
): CompiledOperation | null {
  if (name) return operations.get(name) ?? null
  const [only] = operations.values()
  return operations.size === 1 && only ? only : null
}

const noOperation = (name: string | null): ShopifyError => ({
  message: name ? `No operation named "${name}"` : 'An operation name is required',
  extensions: { code: 'operationNotFound' },
})

const costOf = (requested: number, actual: number | null, bucket: Bucket) => ({
  requestedQueryCost: requested,
  actualQueryCost: actual,
  throttleStatus: bucket.status(),
})

function throttledAnswer(requested: number, bucket: Bucket): GraphqlAnswer {
  return {
    errors: [
      {
        message: 'Throttled',
        extensions: {
          code: 'THROTTLED',
          documentation: 'https://shopify.dev/api/usage/rate-limits',
        },
      },
    ],
    extensions: { cost: costOf(requested, null, bucket) },
  }
}

const maxCost = (cost: number): ShopifyError => ({
  message: `Query cost is ${cost}, which exceeds the single query max cost limit (${singleQueryLimit}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.`,
  extensions: {
    code: 'MAX_COST_EXCEEDED',
    cost,
    maxCost: singleQueryLimit,
    documentation: 'https://shopify.dev/api/usage/rate-limits',
  },
})

const longestArray = 250

/** Shopify takes at most 250 elements in an array of the input (499 lines of a draft order). */
function oversized(variables: Readonly<Record<string, unknown>>): ShopifyError | null {
  const look = (value: unknown, path: readonly string[]): ShopifyError | null => {
    if (typeof value !== 'object' || value === null) return null
    const limit = path.at(-1) === 'lineItems' ? 499 : longestArray
    if (Array.isArray(value) && value.length > limit) {
      return {
        message: `The input array size of ${value.length} is greater than the maximum allowed of ${limit}.`,
        path,
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      }
    }
    for (const [key, inner] of Object.entries(value)) {
      const found = look(inner, [...path, key])
      if (found !== null) return found
    }
    return null
  }
  return look(variables, [])
}
