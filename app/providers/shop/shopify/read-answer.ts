import { z } from 'zod'
import { StoreRefused, unavailable, unreadable } from './faults.ts'

/** What came back over the line, before anything is made of it. */
export interface Received {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: string
}

/** Shopify's count of a query's cost and of the bucket it is taken from. */
export interface Cost {
  readonly requested: number
  /** Null when nothing ran. */
  readonly actual: number | null
  readonly maximum: number
  readonly available: number
  /** Points a second. */
  readonly restoreRate: number
}

export type Answer =
  | { readonly kind: 'data'; readonly data: unknown; readonly cost: Cost | null }
  /** Nothing was done: the bucket was empty. */
  | { readonly kind: 'throttled'; readonly waitMs: number; readonly cost: Cost | null }
  /** The token is not taken any more. */
  | { readonly kind: 'unauthorized' }

const errorShape = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).nullish(),
})
const costShape = z
  .object({
    requestedQueryCost: z.number(),
    actualQueryCost: z.number().nullable(),
    throttleStatus: z.object({
      maximumAvailable: z.number().positive(),
      currentlyAvailable: z.number(),
      restoreRate: z.number().positive(),
    }),
  })
  .transform(
    (cost): Cost => ({
      requested: cost.requestedQueryCost,
      actual: cost.actualQueryCost,
      maximum: cost.throttleStatus.maximumAvailable,
      available: cost.throttleStatus.currentlyAvailable,
      restoreRate: cost.throttleStatus.restoreRate,
    }),
  )
const bodyShape = z.object({
  data: z.unknown().optional(),
  errors: z.array(errorShape).optional(),
  extensions: z.object({ cost: costShape.nullish() }).nullish(),
})

/**
 * Tells apart what a call can come to.
 * @throws ProviderUnavailable 429, 5xx, and the store's own breakdown inside a 200.
 * @throws ProviderRefused with the store's words: a closed shop, a missing scope, a wrong id.
 * @throws ProviderAnswerUnreadable a page instead of data, or a schema that is not the one we know.
 */
export function readAnswer(name: string, received: Received): Answer {
  if (received.status === 401) return { kind: 'unauthorized' }
  if (received.status !== 200) throw notOk(name, received)
  const parsed = bodyShape.safeParse(jsonOrNull(received.body))
  if (!parsed.success) throw unreadable(`${name}: a 200 whose body is no GraphQL answer`)
  const { data, errors = [], extensions } = parsed.data
  const cost = extensions?.cost ?? null
  if (errors.some((error) => error.extensions?.code === 'THROTTLED'))
    return { kind: 'throttled', waitMs: throttleWait(cost), cost }
  if (errors.length > 0) throw fromErrors(name, errors)
  return { kind: 'data', data, cost }
}

/** Until the bucket has what the query asks for; a second when the store does not say. */
function throttleWait(cost: Cost | null): number {
  if (cost === null || cost.available >= cost.requested) return 1_000
  return Math.max(250, Math.ceil((1_000 * (cost.requested - cost.available)) / cost.restoreRate))
}

/** GraphQL's own errors about the text of a query: written in camelCase, unlike Shopify's. */
const isSchemaCode = (code: string): boolean =>
  /^[a-z]/.test(code) || code.startsWith('STAND_IN') || code === 'MAX_COST_EXCEEDED'
const brokeCodes = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT', 'SERVICE_UNAVAILABLE'])

function fromErrors(name: string, errors: readonly z.infer<typeof errorShape>[]) {
  const codes = errors.flatMap((error) => error.extensions?.code ?? [])
  const words = errors.map((error) => error.message)
  if (codes.some((code) => brokeCodes.has(code))) return unavailable(`${name}: ${words.join('; ')}`)
  if (codes.some(isSchemaCode)) return unreadable(`${name}: ${words.join('; ')}`)
  return new StoreRefused(words, codes)
}

/** 430 is Shopify's answer to traffic that looks like an attack; it passes. */
function notOk(name: string, { status, retryAfter, body }: Received) {
  if (status === 429 || status === 430 || status === 408 || status >= 500) {
    const seconds = Number(retryAfter)
    const wait = retryAfter !== null && seconds > 0 ? { waitMs: Math.ceil(seconds * 1_000) } : {}
    return unavailable(`${name}: HTTP ${status}`, wait)
  }
  if (status >= 400) return new StoreRefused([refusalWords(status, body)], [`HTTP_${status}`])
  return unreadable(`${name}: HTTP ${status}`)
}

const knownRefusals: Readonly<Record<number, string>> = {
  402: 'The store is frozen until its Shopify bill is paid',
  403: 'The store forbids it',
  404: 'There is no such store',
  423: 'The store is locked',
}
const wordsShape = z.object({ errors: z.union([z.string(), z.array(z.string())]) })

function refusalWords(status: number, body: string): string {
  const told = wordsShape.safeParse(jsonOrNull(body))
  const known = knownRefusals[status] ?? `HTTP ${status}`
  return told.success ? `${known}: ${[told.data.errors].flat().join('; ')}` : known
}

/** Undefined for a body that is no JSON: a cut answer, or a page meant for people. */
function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
