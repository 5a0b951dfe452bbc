/** A carrier that behaves like one: rates, labels, scans over time, pushed and asked. docs/providers/parcelnet.md */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { advanceDue } from './advance.ts'
import { answerApi } from './api.ts'
import { openBook } from './book.ts'
import { answerControl } from './control.ts'
import { type Answer, type Asked, page, readAsked, refusal, send } from './http.ts'
import { pushDue } from './push.ts'
import { trackingPage } from './tracking-page.ts'
import { usualShares } from './ways.ts'
import type { Carrier, CarrierOptions, PlannedFault } from './world.ts'

export type { CarrierOptions } from './world.ts'

export interface RunningCarrier {
  readonly url: string
  /** The same as behind the control doors, for tests in this process. */
  readonly carrier: Carrier
  stop(): Promise<void>
}

/** Starts the carrier on 127.0.0.1. */
export async function startCarrier(options: CarrierOptions): Promise<RunningCarrier> {
  const carrier: Carrier = {
    options,
    shares: options.shares ?? usualShares,
    book: openBook(options.stateFile ?? null),
    baseUrl: '',
    paused: false,
    faults: [],
  }
  const server = createServer((request, response) => {
    serve(carrier, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  carrier.baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : options.port}`

  let pushing = Promise.resolve()
  let busy = false
  const clock = setInterval(
    () => {
      advanceDue(carrier)
      if (busy) return
      busy = true
      pushing = pushDue(carrier).finally(() => {
        busy = false
      })
    },
    Math.min(1_000, Math.max(20, options.eventEveryMs / 5)),
  )
  return {
    url: carrier.baseUrl,
    carrier,
    stop: async () => {
      clearInterval(clock)
      await pushing
      carrier.book.flush()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function serve(carrier: Carrier, request: IncomingMessage, response: ServerResponse) {
  const asked = await readAsked(request).catch(() => null)
  if (!asked) return send(response, refusal(['the body is no JSON'], 400))
  const fault = takeFault(carrier, asked)
  if (fault === null) return send(response, await answer(carrier, asked))
  switch (fault.kind) {
    case 'busy':
      response.setHeader('retry-after', '1')
      return send(response, refusal(['too many requests'], 429))
    case 'page':
      return send(response, page('<h1>We are being maintained</h1>'))
    case 'garbled':
      return send(response, { status: 200, type: 'application/json', body: '{"ok":tru' })
    case 'cut':
      return void request.socket.destroy()
    case 'after_work':
      // The work is done; the answer never comes. The asker's own time limit ends it.
      await answer(carrier, asked)
      setTimeout(() => response.destroy(), 60_000).unref()
  }
}

function takeFault(carrier: Carrier, asked: Asked): PlannedFault | null {
  if (!asked.path.startsWith('/v1/')) return null
  const part = asked.path.split('/')[2] ?? ''
  const fault = carrier.faults.find((one) => one.times > 0 && ['any', part].includes(one.on))
  if (!fault) return null
  fault.times--
  return fault
}

async function answer(carrier: Carrier, asked: Asked): Promise<Answer> {
  if (asked.path.startsWith('/v1/')) return answerApi(carrier, asked)
  if (asked.path.startsWith('/control/')) return answerControl(carrier, asked)
  if (asked.path.startsWith('/track/')) return trackingPage(carrier, asked.path.slice(7))
  if (asked.path === '/healthz')
    return { status: 200, type: 'application/json', body: '{"ok":true}' }
  return page('<h1>Parcelnet</h1><p>Nothing here.</p>', 404)
}
