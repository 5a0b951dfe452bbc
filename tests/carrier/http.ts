import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

export interface Answer {
  readonly status: number
  readonly type: 'application/json' | 'text/html'
  readonly body: string
}
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})
export const page = (html: string, status = 200): Answer => ({
  status,
  type: 'text/html',
  body: html,
})
/** The carrier says no, and says everything that is wrong. */
export const refusal = (errors: readonly string[], status = 422) => json({ errors }, status)

const largestBody = 1_000_000

/** @throws Error when the body is too large or no JSON. */
export async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new Error('the body is too large')
    chunks.push(chunk)
  }
  const url = new URL(request.url ?? '/', 'http://carrier')
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: size === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8')),
  }
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': `${answer.type}; charset=utf-8` })
  response.end(answer.body)
}
