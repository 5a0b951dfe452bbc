import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import { exposition } from './metrics.server.ts'
import { openStanding } from './standing.server.ts'

export interface OutsideDoorsDeps {
  readonly config: { readonly METRICS_TOKEN?: string | undefined }
  readonly pool: pg.Pool
}

/** Answers what asks from outside how this process is; false when the address is none of these. */
export type OutsideDoors = (req: IncomingMessage, res: ServerResponse) => boolean

const digest = (text: string) => createHash('sha256').update(text).digest()
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Longest wait for the database before it is said to be away. */
const query_timeout = 2_000

/**
 * `/healthz`: the process lives. `/readyz`: its database answers; 503 while it does not. `/metrics`: for
 * Prometheus, with the token as bearer; without a token only for this machine itself, and never through a proxy.
 */
export function outsideDoors({ config, pool }: OutsideDoorsDeps): OutsideDoors {
  const standing = openStanding(pool)
  const token = config.METRICS_TOKEN ? digest(config.METRICS_TOKEN) : null

  const mayRead = (req: IncomingMessage): boolean => {
    if (token === null)
      return loopback.has(req.socket.remoteAddress ?? '') && !req.headers['x-forwarded-for']
    const given = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1] ?? ''
    return timingSafeEqual(digest(given), token)
  }

  const json = (res: ServerResponse, status: number, body: object) =>
    send(res, status, 'application/json', JSON.stringify(body))

  async function ready(res: ServerResponse) {
    try {
      await pool.query(Object.assign({ text: 'select 1' }, { query_timeout }))
      json(res, 200, { ok: true })
    } catch {
      json(res, 503, { ok: false, why: 'the database does not answer' })
    }
  }

  async function measured(res: ServerResponse) {
    // What the process itself counted is told while the database is away, too.
    const { type, text } = await exposition(await standing().catch(() => null))
    send(res, 200, type, text)
  }

  return (req, res) => {
    const path = (req.url ?? '/').split('?', 1)[0]
    switch (path) {
      case '/healthz':
        json(res, 200, { ok: true })
        return true
      case '/readyz':
        void ready(res)
        return true
      case '/metrics':
        if (mayRead(req)) void measured(res)
        else json(res, 404, { ok: false, why: 'not found' })
        return true
      default:
        return false
    }
  }
}

function send(res: ServerResponse, status: number, type: string, body: string) {
  res.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  res.end(body)
}
