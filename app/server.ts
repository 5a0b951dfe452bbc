import { createServer } from 'node:http'
import * as build from 'virtual:remix/server-build'
import { createRequestHandler } from '@remix-run/express'
import express from 'express'
import { acting, screenOf, visitorAt } from './platform/acting.server.ts'
import { metrics } from './platform/metrics.server.ts'
import { outsideDoors } from './platform/outside-doors.server.ts'
import { pieceOfWork } from './platform/piece-of-work.server.ts'
import { keepAlive } from './platform/process-life.server.ts'
import { inSpan } from './platform/traces.server.ts'
import { surviveLateTransactions } from './platform/unheard-faults.server.ts'
import { webhookDoor } from './stages/intake/index.server.ts'
import { frontDoor } from './wiring/front-door/front-door.server.ts'
import { builtFiles, packedPages } from './wiring/front-door/packed.server.ts'
import { services } from './wiring/services.server.ts'

/** The door for HTTP: webhooks first and bare, then files, then pages. */
const open = services()
const { config, log } = open
surviveLateTransactions(log)

const pages = express()
pages.disable('x-powered-by')
pages.use(frontDoor(config, log))
pages.use(builtFiles('build/client'), packedPages())
pages.all('*', createRequestHandler({ build, mode: config.NODE_ENV }))

const takeWebhook = webhookDoor(open)
const outside = outsideDoors(open)
const server = createServer((request, response) => {
  if (request.url?.startsWith('/webhooks')) {
    const from = performance.now()
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 499
      metrics.deliveryAnswered(status, (performance.now() - from) / 1_000)
    })
    takeWebhook(request, response)
  } else if (!outside(request, response))
    void pieceOfWork(() =>
      inSpan({ name: screenOf(request.url ?? '/'), kind: 'request' }, async (tell) => {
        acting(visitorAt(request.url ?? '/'), () => pages(request, response))
        if (!response.closed) await new Promise((resolve) => response.once('close', resolve))
        tell({
          'http.request.method': request.method ?? '',
          'http.response.status_code': response.statusCode,
        })
      }),
    )
})
server.keepAliveTimeout = 65_000
// Whoever sends a byte a minute holds no line open for longer.
server.requestTimeout = 60_000
server.headersTimeout = 15_000
void open.traces.ready.then(() =>
  server.listen(config.PORT, config.HOST, () => log.info({ port: config.PORT }, 'web ready')),
)

// Web stands up without the database, and says so at /readyz.
const life = keepAlive(open)
life.begun.catch(() => undefined)

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  server.close(() => {
    life
      .stop()
      .catch(() => undefined)
      .then(open.close)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  })
  // A line is closed once it has its answer; one that gets none in time is cut.
  setInterval(() => server.closeIdleConnections(), 100).unref()
  setTimeout(() => server.closeAllConnections(), 8_000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
