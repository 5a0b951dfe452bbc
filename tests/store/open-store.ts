/** A little stand-in store for one test, closed when the test is over; and an app that listens to it. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import { littleSeed } from './little-seed.ts'
import { type StandInStore, type StoreOptions, startStore } from './store.ts'

export const apiKey = 'key-of-the-app'
export const apiSecret = 'secret-of-the-app'

/** Nobody listens on this port: the app of tests that need none. */
const nobody = 'http://127.0.0.1:9'

export async function openStore(options: Partial<StoreOptions> = {}): Promise<StandInStore> {
  const store = await startStore({
    appUrl: nobody,
    apiKey,
    apiSecret,
    seed: littleSeed,
    installed: options.appUrl !== undefined,
    ...options,
  })
  onTestFinished(() => store.close())
  return store
}

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The very bytes. */
  readonly raw: Buffer
  readonly topic: string
  readonly body: unknown
}

export interface ListeningApp {
  readonly url: string
  readonly received: readonly Received[]
  of(topic: string): readonly Received[]
}

/** @param statusFor what the app answers to its nth request (from 0); 0 leaves it without an answer. */
export async function listeningApp(
  statusFor: (nth: number) => number = () => 200,
): Promise<ListeningApp> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    const body: unknown = JSON.parse(raw.toString('utf8'))
    const topic = String(request.headers['x-shopify-topic'] ?? '')
    const status = statusFor(received.length)
    received.push({ path: request.url ?? '', headers: request.headers, raw, topic, body })
    if (status !== 0) response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    of: (topic) => received.filter((one) => one.topic === topic),
  }
}
