import type { z } from 'zod'
import { ProviderAnswerUnreadable, ProviderUnavailable } from '../kernel/faults.ts'
import { inSpan } from '../platform/traces.server.ts'

export interface JsonQuestion {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  readonly timeoutMs: number
  /** Ends the call early, beside its own time limit. */
  readonly signal?: AbortSignal
}

export interface JsonAnswer {
  /** 2xx or 4xx; what is worth a retry never gets here. */
  readonly status: number
  readonly body: unknown
}

/** Answers that say "later", whatever their body is. */
const later = new Set([408, 425, 429])

/**
 * Asks a provider once.
 * @throws ProviderUnavailable no answer within the time limit, a cut line, 408, 425, 429 or 5xx:
 * it is not known whether the work was done.
 * @throws ProviderAnswerUnreadable a page instead of data, or cut JSON, under a 2xx.
 */
export const askJson = (provider: string, question: JsonQuestion): Promise<JsonAnswer> =>
  inSpan({ name: `call ${provider}`, kind: 'call' }, async (tell) => {
    const answer = await askOnce(provider, question)
    tell({ 'http.response.status_code': answer.status })
    return answer
  })

async function askOnce(provider: string, question: JsonQuestion): Promise<JsonAnswer> {
  const { method, url, headers = {}, body, timeoutMs, signal } = question
  const limit = AbortSignal.timeout(timeoutMs)
  const unavailable = (cause: unknown): never => {
    throw new ProviderUnavailable(provider, { cause })
  }
  const answer = await fetch(url, {
    method,
    redirect: 'error',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([limit, signal]) : limit,
  }).catch(unavailable)
  const text = await answer.text().catch(unavailable)
  if (answer.status >= 500 || later.has(answer.status))
    throw new ProviderUnavailable(provider, {
      detail: `status ${answer.status}`,
      ...waitOf(answer.headers.get('retry-after')),
    })
  try {
    return { status: answer.status, body: JSON.parse(text) }
  } catch (cause) {
    if (answer.status >= 400) return { status: answer.status, body: null }
    const type = answer.headers.get('content-type') ?? 'no content type'
    throw new ProviderAnswerUnreadable(provider, { cause, detail: `${type} instead of JSON` })
  }
}

const waitOf = (retryAfter: string | null) =>
  retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? { waitMs: Number(retryAfter) * 1_000 } : {}

/** @throws ProviderAnswerUnreadable naming where the answer has another shape; never its content. */
export function readAnswer<T>(provider: string, shape: z.ZodType<T>, body: unknown): T {
  const found = shape.safeParse(body)
  if (found.success) return found.data
  const where = found.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new ProviderAnswerUnreadable(provider, { cause: found.error, detail: `at ${where}` })
}
