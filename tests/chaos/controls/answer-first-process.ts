/**
 * A protection taken away, loaded before the app: deliveries are answered 200 as soon as they were read, before
 * anything of them is stored. The app's own answer comes later and is dropped, as its door does with any second one.
 */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'

const { createServer } = http

const early =
  (listener: RequestListener): RequestListener =>
  (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST' && request.url?.startsWith('/webhooks'))
      request.on('end', () => response.writeHead(200, { 'content-length': 0 }).end())
    listener(request, response)
  }

Object.assign(http, {
  createServer: (listener: RequestListener) => createServer(early(listener)),
})
const { syncBuiltinESMExports } = await import('node:module')
syncBuiltinESMExports()
