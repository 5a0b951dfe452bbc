import { request } from 'node:http'
import type { Shot } from './doors.ts'

/** What came back: a status, nothing in time, or a line that was cut. */
export type Hit = number | 'hang' | 'cut'

/** Nobody waits longer for a page. */
const patienceMs = 20_000

/** Sends one shot over a line of its own; whatever Node lets over the wire goes. */
export function fire(origin: string, shot: Shot): Promise<Hit> {
  return new Promise((resolve) => {
    const url = new URL(origin)
    const body = shot.body && !['GET', 'HEAD'].includes(shot.method) ? shot.body : null
    const call = request(
      {
        ...{ host: url.hostname, port: url.port, method: shot.method, path: shot.path },
        headers: { ...shot.headers, ...(body ? { 'content-length': body.length } : {}) },
        ...{ agent: false, timeout: patienceMs },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 'cut'))
        answer.on('error', () => resolve('cut'))
      },
    )
    call.on('timeout', () => {
      resolve('hang')
      call.destroy()
    })
    call.on('error', () => resolve('cut'))
    call.end(body ?? undefined)
  })
}
