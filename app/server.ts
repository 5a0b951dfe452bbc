import { createServer } from 'node:http'
import * as build from 'virtual:remix/server-build'
import { createRequestHandler } from '@remix-run/express'
import express from 'express'
import { acting, visitorAt } from './platform/acting.server.ts'
import { webhookDoor } from './stages/intake/index.server.ts'
import { services } from './wiring/services.server.ts'

/** The door for HTTP: webhooks first and bare, then files, then pages. */
const open = services()
const { config, log } = open

const pages = express()
pages.disable('x-powered-by')
pages.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
pages.use(express.static('build/client', { maxAge: '1h' }))
pages.get('/healthz', (_request, response) => {
  response.json({ ok: true })
})
pages.get('/readyz', (_request, response) => {
  open.db.$queryRaw`select 1`.then(
    () => response.json({ ok: true }),
    () => response.status(503).json({ ok: false, why: 'the database does not answer' }),
  )
})
pages.all('*', createRequestHandler({ build, mode: config.NODE_ENV }))

const takeWebhook = webhookDoor(open)
const server = createServer((request, response) => {
  if (request.url?.startsWith('/webhooks')) takeWebhook(request, response)
  else acting(visitorAt(request.url ?? '/'), () => pages(request, response))
})
server.keepAliveTimeout = 65_000
server.listen(config.PORT, config.HOST, () => log.info({ port: config.PORT }, 'web ready'))

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  server.close(() => {
    open.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), 8_000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
