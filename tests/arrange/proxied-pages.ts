import { createServer, type IncomingMessage } from 'node:http'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { acting, visitorAt } from '../../app/platform/acting.server.ts'

/** A page's own functions, as its route file exports them. */
export interface ProxiedPage {
  readonly loader: (args: LoaderFunctionArgs) => Promise<Response>
  readonly action: (args: ActionFunctionArgs) => Promise<Response>
}

export interface PageServer {
  readonly url: string
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/**
 * The app's door for shoppers without the rest of the app: `/proxy/<name>/<token>` goes to the route
 * of that name. Pages are given when they are known, since their services need this server's address.
 */
export async function serveProxiedPages(
  pages: () => Readonly<Record<string, ProxiedPage>>,
): Promise<PageServer> {
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://app.test')
    const [, , name = '', token = ''] = url.pathname.split('/')
    const page = pages()[name]
    const method = incoming.method ?? 'GET'
    const posted = method === 'POST'
    const request = new Request(url, {
      method,
      headers: { 'content-type': incoming.headers['content-type'] ?? 'text/plain' },
      ...(posted ? { body: new Uint8Array(await bodyOf(incoming)) } : {}),
    })
    const args = { request, params: { token }, context: {} }
    const run = posted ? page?.action : page?.loader
    const answer = run
      ? await acting(visitorAt(url.href), () => run(args)).catch((thrown: unknown) =>
          thrown instanceof Response ? thrown : new Response(String(thrown), { status: 500 }),
        )
      : new Response('no such page', { status: 404 })
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    outgoing.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
