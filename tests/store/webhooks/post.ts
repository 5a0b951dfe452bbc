import http from 'node:http'
import https from 'node:https'
import type { Delivery } from '../records/running.ts'

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
}

/**
 * Sends one delivery as it is.
 * @returns the HTTP status; 0 when there was no answer in time or no line at all.
 */
export function post(delivery: Delivery, timeoutMs: number): Promise<number> {
  const url = new URL(delivery.url)
  const body = Buffer.from(delivery.body, 'utf8')
  const secure = url.protocol === 'https:'
  return new Promise((resolve) => {
    const request = (secure ? https : http).request(
      url,
      {
        method: 'POST',
        agent: secure ? agents['https:'] : agents['http:'],
        headers: { ...delivery.headers, 'content-length': String(body.byteLength) },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        response.on('error', () => resolve(0))
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.resume()
      },
    )
    request.on('error', () => resolve(0))
    request.end(body)
  })
}
