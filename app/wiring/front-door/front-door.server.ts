import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { screenOf } from '../../platform/acting.server.ts'
import type { Config } from '../../platform/config.server.ts'
import type { Log } from '../../platform/log.server.ts'
import { clientAddress } from './client-address.ts'
import { decideEntry, type Entry } from './decide-entry.ts'
import { plainPath } from './plain-path.ts'
import { openRateLimit } from './rate-limit.ts'
import { safeHeaders } from './safe-headers.server.ts'
import { visitorAddress } from './visitor-address.ts'

type Listener = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Codes, PINs and badges are tried here; a warehouse at the change of shifts signs in from one address. */
const signIns = /^\/(partner\/sign-in|floor\/(pair|sign-in))([/.]|$)/
/**
 * Where whoever is turned away for a wrong key, code or signature may be guessing. Not the floor: many devices that
 * were signed out ask from one address, and its sign-in counts tries of its own. Not what comes through the stores' app
 * proxy: whose address it is is known once the signature is right, and a stranger could use up another's before.
 */
const guessed = /^\/(api\/partner|carrier|partner)(\/|$)/

/**
 * Before everything but webhooks and files: what may not come in is turned away before its body is read, whoever
 * guesses is slowed down, and every answer gets the headers it lacks.
 */
export function frontDoor(config: Config, log: Log): Listener {
  const told = refusalsTold(log)
  const addHeaders = safeHeaders(config.SHOPIFY_APP_URL.startsWith('https:'))
  const { waitOf, wasWrong } = openLimits()
  return (request, response, next) => {
    const url = request.url ?? '/'
    addHeaders(response, url)
    response.on('finish', () => told(response.statusCode, url))
    const away = decideEntry(entryOf(request))
    if (away) return turnAway(request, response, away.status, away.why)
    const address = addressOf(request, config.TRUSTED_PROXIES)
    request.headers[visitorAddress] = address
    const wait = waitOf(request, address)
    if (wait !== null) {
      response.setHeader('retry-after', String(wait))
      return turnAway(request, response, 429, `too often: come back in ${wait} s`)
    }
    if (guessed.test(plainPath(url)))
      response.on('finish', () => {
        if ([401, 403].includes(response.statusCode)) wasWrong(address)
      })
    next()
  }
}

/**
 * Writes down who was not let in: status and page, never who asked. The same within ten seconds is counted and told
 * with the next one: somebody who guesses is a flood.
 */
function refusalsTold(log: Log) {
  const since = new Map<string, { at: number; more: number }>()
  return (status: number, url: string): void => {
    if (![401, 403, 429].includes(status)) return
    const page = screenOf(url)
    const key = `${status} ${page}`
    const last = since.get(key)
    if (last && Date.now() - last.at < 10_000) {
      last.more++
      return
    }
    log.warn({ status, page, before: last?.more ?? 0 }, 'turned away')
    if (since.size > 1_000) since.clear()
    since.set(key, { at: Date.now(), more: 0 })
  }
}

const entryOf = ({ method = '', url = '/', headers }: IncomingMessage): Entry => ({
  ...{ method, url, host: headers.host ?? '', contentType: headers['content-type'] ?? null },
  contentLength: headers['content-length'] ?? null,
  chunked: headers['transfer-encoding'] !== undefined,
})

/** Shopify's app proxy is one more in front of us; whether it was Shopify the signature tells later. */
function addressOf({ url = '/', headers, socket }: IncomingMessage, trusted: number): string {
  const forwarded = headers['x-forwarded-for']
  return clientAddress(
    socket.remoteAddress ?? '',
    Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
    trusted + (plainPath(url).startsWith('/proxy/') ? 1 : 0),
  )
}

function openLimits() {
  const signIn = openRateLimit({ perMinute: 120, burst: 60 })
  const byKey = openRateLimit({ perMinute: 6_000, burst: 1_000 })
  const wrong = openRateLimit({ perMinute: 120, burst: 60 })
  return {
    wasWrong: (address: string) => wrong.take(address, Date.now()),
    /** Whole seconds until this one may come again; null: now. */
    waitOf({ url = '/', method, headers }: IncomingMessage, address: string): number | null {
      const now = Date.now()
      const path = plainPath(url)
      const guessing = guessed.test(path) ? wrong.look(address, now) : null
      if (guessing !== null) return guessing
      if (method === 'POST' && signIns.test(path)) return signIn.take(address, now)
      return headers.authorization && path.startsWith('/api/')
        ? byKey.take(digest(headers.authorization), now)
        : null
    },
  }
}

/** Keys are counted by their digest: what lies in memory opens nothing. */
const digest = (key: string): string => createHash('sha256').update(key).digest('base64')

/** The body is let by unread, so that the sender hears the answer, and the line is closed. */
function turnAway(request: IncomingMessage, response: ServerResponse, status: number, why: string) {
  request.resume()
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    ...(request.method === 'GET' ? {} : { connection: 'close' }),
    ...(status === 405 ? { allow: 'GET, HEAD, POST, OPTIONS' } : {}),
  }
  response.writeHead(status, headers)
  response.end(why)
}
