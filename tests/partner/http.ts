import type { IncomingMessage, ServerResponse } from 'node:http'

export interface Answer {
  readonly status: number
  readonly type: 'application/json' | 'text/html'
  readonly body: string
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

const largestBody = 1_000_000

/** @throws Error when the body is too large. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new Error('the body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': `${answer.type}; charset=utf-8` })
  response.end(answer.body)
}
