import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import {
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { Fault } from './kernel/faults.ts'
import { screenOf } from './platform/acting.server.ts'
import { Nonce } from './ui/nonce.ts'
import { pagePolicy } from './wiring/page-policy.ts'
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
  const nonce = randomBytes(18).toString('base64')
  shopify.addDocumentResponseHeaders(request, headers)
  const policy = pagePolicy({
    ...{ nonce, path: new URL(request.url).pathname },
    framing: headers.get('content-security-policy'),
    appBridgeUrl: config.APP_BRIDGE_URL,
    extraAncestor: config.EXTRA_FRAME_ANCESTOR,
    standInStoreUrl: config.STAND_IN_STORE_URL,
  })
  headers.set('content-security-policy', policy)
  // It asks for Shopify's App Bridge ahead of time: there is a stand-in for it here.
  if (config.APP_BRIDGE_URL) headers.delete('link')
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  headers.set('x-content-type-options', 'nosniff')
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let answered = status
    const { pipe, abort } = renderToPipeableStream(
      <Nonce.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </Nonce.Provider>,
      {
        nonce,
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

/** Lines of a fault's stack that say where it was thrown. */
const frames = 8

/**
 * What a loader or an action threw: the page without its link's secret, the kind of fault, and where. Its own words
 * only where they are ours: those of the database and of parsers may quote what they were given.
 */
export const handleError: HandleErrorFunction = (error, { request }) => {
  // A visitor who went away is no fault.
  if (request.signal.aborted) return
  const { name, stack = '' } = error instanceof Error ? error : new Error('not an error')
  const at = stack.split('\n').filter((line) => /^\s+at /.test(line))
  services().log.error(
    {
      page: screenOf(new URL(request.url).pathname),
      err: error instanceof Fault ? error.message : name,
      at: at.slice(0, frames).map((line) => line.trim()),
    },
    'page failed',
  )
}
