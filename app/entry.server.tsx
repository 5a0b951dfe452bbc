import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { services } from './wiring/services.server.ts'

/** Longest a page may stream before it is cut. */
export const streamTimeout = 8_000

/** Renders a document, framed only by the shop's own admin. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const { shopify, config, log } = services()
  shopify.addDocumentResponseHeaders(request, headers)
  allowExtraAncestor(headers, config.EXTRA_FRAME_ANCESTOR)
  if (new URL(request.url).pathname.startsWith('/floor'))
    headers.set('content-security-policy', floorPolicy(config.STAND_IN_STORE_URL ?? ''))
  forbidOddities(headers)
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  headers.set('x-content-type-options', 'nosniff')
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let answered = status
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} />,
      {
        [ready]: () => {
          const body = new PassThrough()
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: answered }),
          )
          pipe(body)
        },
        onShellError: reject,
        onError: (error: unknown) => {
          answered = 500
          log.error({ err: error instanceof Error ? error.message : String(error) }, 'page failed')
        },
      },
    )
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

/** The floor's pages stand alone: framed by nobody, talking to this app only; goods' pictures are the store's. */
const floorPolicy = (pictures: string) =>
  [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' https: data: blob: ${pictures}`,
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What no page of ours needs, whoever frames it: plug-ins, and another address to count from. */
function forbidOddities(headers: Headers) {
  const policy = headers.get('content-security-policy') ?? "frame-ancestors 'none'"
  const missing = ["base-uri 'none'", "object-src 'none'"].filter(
    (one) => !policy.includes(one.split(' ')[0] ?? one),
  )
  headers.set('content-security-policy', [policy.replace(/;\s*$/, ''), ...missing].join('; '))
}

/** The stand-in admin of demo and tests may frame the app too; in production this is never set. */
function allowExtraAncestor(headers: Headers, ancestor: string | undefined) {
  const policy = headers.get('content-security-policy')
  if (!policy || !ancestor) return
  headers.set(
    'content-security-policy',
    policy.replace('frame-ancestors', `frame-ancestors ${ancestor}`),
  )
  headers.delete('link')
}
