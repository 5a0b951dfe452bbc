/** A fulfilment partner that behaves like one: takes signed requests, answers after a while, ships. docs/providers/signed-api.md */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { openBook } from './book.ts'
import { answerControl } from './control.ts'
import { type Answer, json, page, readBody, send } from './http.ts'
import { ordersPage } from './orders-page.ts'
import { receive } from './receive.ts'
import { workDue } from './work.ts'
import type { PartnerHouse, PartnerOptions } from './world.ts'

export type { PartnerOptions } from './world.ts'

export interface RunningPartner {
  readonly url: string
  /** Where the app sends its messages. */
  readonly endpointUrl: string
  /** The same as behind the control doors, for tests in this process. */
  readonly house: PartnerHouse
  /** Does what is due now, and everything else that is open, once. */
  work(): Promise<void>
  stop(): Promise<void>
}

/** Starts the partner on 127.0.0.1. */
export async function startPartner(options: PartnerOptions): Promise<RunningPartner> {
  const house: PartnerHouse = {
    options,
    book: openBook(options.stateFile ?? null),
    faults: [],
    baseUrl: '',
    paused: false,
  }
  const server = createServer((request, response) => {
    serve(house, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  house.baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : options.port}`
  let working = Promise.resolve()
  let busy = false
  const clock = setInterval(
    () => {
      if (busy || house.paused) return
      busy = true
      working = workDue(house).finally(() => {
        busy = false
      })
    },
    Math.min(1_000, Math.max(20, options.answerAfterMs / 5)),
  )
  return {
    url: house.baseUrl,
    endpointUrl: `${house.baseUrl}/orderwright`,
    house,
    work: () => workDue(house, Number.POSITIVE_INFINITY),
    stop: async () => {
      clearInterval(clock)
      await working
      house.book.flush()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function serve(house: PartnerHouse, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? '/', 'http://partner')
  const body = await readBody(request)
  if (request.method === 'POST' && pathname === '/orderwright') {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const fault = house.faults.find((one) => one.times > 0)
    if (fault) fault.times--
    switch (fault?.kind) {
      case 'down':
        return void request.socket.destroy()
      case 'slow':
        // Longer than anybody waits; nothing was done.
        return void setTimeout(() => response.destroy(), 60_000).unref()
      case 'page':
        return send(response, page('<h1>We are being maintained</h1>'))
      case 'after_work':
        receive(house, headers, body)
        return send(response, json({ error: 'something broke after your order was taken' }, 500))
      case undefined:
        return send(response, receive(house, headers, body))
    }
  }
  send(response, await answer(house, request.method ?? 'GET', pathname, body))
}

async function answer(
  house: PartnerHouse,
  method: string,
  path: string,
  body: string,
): Promise<Answer> {
  if (path.startsWith('/control/')) return answerControl(house, { method, path, body })
  if (path === '/healthz') return json({ ok: true })
  if (path === '/') return ordersPage(house)
  return page('<h1>Halyard Fulfilment</h1><p>Nothing here.</p>', 404)
}
