import http from 'node:http'

export interface Acknowledged {
  readonly topic: string
  /** As the app knows a delivery: the event's id and the beginning of the body's digest. */
  readonly eventKey: string
}

export interface Balancer {
  /** Deliveries that the app answered 200. */
  readonly acknowledged: readonly Acknowledged[]
  /** Milliseconds from the last byte of a delivery to its 200. */
  readonly answeredMs: readonly number[]
  readonly refused: number
  close(): Promise<void>
}

/**
 * Stands in front of the web processes as a load balancer does: asks each whether it is ready, sends requests
 * in turn to those that are, and answers 502 where a line breaks. Writes down every delivery answered 200.
 */
export async function openBalancer(port: number, webs: readonly string[]): Promise<Balancer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  const ready = new Map(webs.map((url) => [url, true]))
  const acknowledged: Acknowledged[] = []
  const answeredMs: number[] = []
  let refused = 0
  let turn = 0

  const look = async (url: string) => {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_500) }).catch(
      () => null,
    )
    await answer?.body?.cancel()
    ready.set(url, answer?.ok ?? false)
  }
  const looking = setInterval(() => webs.forEach((url) => void look(url)), 1_000)

  const next = (): string => {
    const able = webs.filter((url) => ready.get(url))
    const from = able.length > 0 ? able : webs
    turn += 1
    return from[turn % from.length] ?? ''
  }

  function note(request: http.IncomingMessage, status: number, ms: number) {
    if (status !== 200) {
      refused += 1
      return
    }
    const head = (name: string) => String(request.headers[name] ?? '')
    const digest = Buffer.from(head('x-shopify-hmac-sha256'), 'base64')
    acknowledged.push({
      topic: head('x-shopify-topic'),
      eventKey: `${head('x-shopify-event-id')}/${digest.toString('base64url', 0, 9)}`,
    })
    answeredMs.push(ms)
  }

  const server = http.createServer((request, response) => {
    const to = new URL(request.url ?? '/', next())
    const isDelivery = to.pathname === '/webhooks' && request.method === 'POST'
    let sentAt = performance.now()
    request.on('end', () => {
      sentAt = performance.now()
    })
    const onward = http.request(
      to,
      { method: request.method, agent, headers: request.headers },
      (answer) => {
        if (isDelivery) note(request, answer.statusCode ?? 0, performance.now() - sentAt)
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      },
    )
    onward.on('error', () => {
      if (isDelivery) refused += 1
      if (response.headersSent) return response.destroy()
      response.writeHead(502, { 'content-type': 'text/plain' })
      response.end('no line to the app')
    })
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    acknowledged,
    answeredMs,
    get refused() {
      return refused
    },
    close: async () => {
      clearInterval(looking)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      agent.destroy()
    },
  }
}
