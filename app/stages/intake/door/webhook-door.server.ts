import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import type { Log } from '../../../platform/log.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import { bodyPool, type PooledBody } from './body-pool.server.ts'
import type { Incoming } from './bundles.server.ts'
import { readHead } from './delivery-head.ts'
import { groupCommit, QueueFull } from './group-commit.server.ts'
import { knownShops } from './known-shops.server.ts'
import { type ReadBody, readBody } from './read-body.server.ts'
import { openSignatures } from './signature.server.ts'
import { storeDeliveries } from './store-deliveries.server.ts'

export interface WebhookDoorDeps {
  readonly config: {
    readonly SHOPIFY_API_SECRET: string
    readonly SHOPIFY_OLD_API_SECRET?: string | undefined
  }
  readonly pool: pg.Pool
  readonly vaults: Vaults
  readonly log: Log
}

export interface WebhookDoor {
  (req: IncomingMessage, res: ServerResponse): void
  /** Resolves when everything taken so far is stored and answered: wait for it before the process ends. */
  settled(): Promise<void>
}

/**
 * Shopify signs other things with the same secret: session tokens, and the queries of its own pages, which visitors
 * can add to. Signed all the same, they are nobody's delivery. None of them can begin with a brace, every delivery
 * does; white space before it is not taken, since a query can be made to begin with that.
 */
const openingBrace = 0x7b

/** One commit holds at most so much; so much may wait for its commit; so much may be held while it comes in. */
const limits = {
  rows: 400,
  bytes: 16 * 1024 * 1024,
  commits: 2,
  together: 28,
  patienceMs: 20,
  waitingRows: 4_000,
  waitingBytes: 128 * 1024 * 1024,
}
const comingInBytes = 256 * 1024 * 1024

/**
 * The door for Shopify's deliveries: `POST /webhooks`, before Remix, express and any session. Checks
 * the signature over the raw bytes and answers 200 only when the delivery and the job that works on
 * it are committed. Nothing is parsed here: the drain reads the bodies.
 *
 * 200 stored, or stored before · 400 no topic, no shop, or an empty body · 401 not signed by us, or not a delivery ·
 * 405 not POST · 408 too slow · 413 over 8 MB · 503 with Retry-After: full, or the database is away.
 * A signed body that nobody can read, and a topic nobody knows, are stored and answered 200: a refusal
 * would only be repeated for hours. The drain puts them where people see them.
 */
export function webhookDoor(deps: WebhookDoorDeps): WebhookDoor {
  const { SHOPIFY_API_SECRET: now, SHOPIFY_OLD_API_SECRET: before } = deps.config
  const signatures = openSignatures(before ? [now, before] : [now])
  const shops = knownShops(deps)
  const commits = groupCommit<Incoming>(storeDeliveries({ pool: deps.pool, shops }), limits)
  const told = refusalsTold(deps.log)
  const pool = bodyPool()
  let comingIn = 0

  function answer(res: ServerResponse, status: number, why?: string, headers = {}): void {
    if (why !== undefined) told(status, why)
    if (res.headersSent || res.destroyed) return
    if (why === undefined) {
      res.writeHead(status, nothing).end()
      return
    }
    const text = `${why}\n`
    const about = { 'content-length': Buffer.byteLength(text), 'content-type': 'text/plain' }
    res.writeHead(status, { ...about, ...headers }).end(text)
  }

  async function take(req: IncomingMessage, res: ServerResponse, pooled: PooledBody) {
    await judge(req, res, pooled.bytes)
    pooled.release()
  }

  async function judge(req: IncomingMessage, res: ServerResponse, body: Buffer): Promise<void> {
    const digest = signatures.check(body, String(req.headers['x-shopify-hmac-sha256']))
    if (!digest) return answer(res, 401, 'the signature does not fit the body')
    if (body.length === 0) return answer(res, 400, 'the body is empty')
    if (body[0] !== openingBrace) return answer(res, 401, 'what is signed is no delivery')
    const head = readHead(req.headers, digest)
    if (!head.ok) return answer(res, 400, head.refusal)
    try {
      await commits.add({ head: head.value, body }, body.length)
      answer(res, 200)
    } catch (fault) {
      if (!(fault instanceof QueueFull))
        deps.log.error({ err: String(fault) }, 'deliveries not stored')
      answer(res, 503, 'the delivery was not stored: send it again', comeBack)
    }
  }

  function afterReading(req: IncomingMessage, res: ServerResponse, read: ReadBody) {
    switch (read.kind) {
      case 'body':
        return take(req, res, read.body)
      case 'too_large':
        return answer(res, 413, 'the body is larger than 8 MB', read.all ? {} : closing)
      case 'slow':
        return answer(res, 408, 'the body took too long', closing)
      case 'cut':
        return told(499, 'the sender went away before the end of the body')
    }
  }

  /** What can be said before the body is read. */
  function refusedAtOnce(req: IncomingMessage): readonly [number, string, object] | null {
    if (req.method !== 'POST') return [405, 'deliveries are sent by POST', { allow: 'POST' }]
    if (!req.headers['x-shopify-hmac-sha256'])
      return [401, 'the header X-Shopify-Hmac-Sha256 is missing', {}]
    if (commits.isFull() || comingIn > comingInBytes)
      return [503, 'too much waits already', comeBack]
    return null
  }

  function door(req: IncomingMessage, res: ServerResponse): void {
    const refused = refusedAtOnce(req)
    if (refused) {
      answer(res, ...refused)
      return
    }
    let held = 0
    const grew = (bytes: number) => {
      held += bytes
      comingIn += bytes
    }
    readBody(req, pool, grew, (read) => {
      comingIn -= held
      void afterReading(req, res, read)
    })
  }
  return Object.assign(door, { settled: commits.settled })
}

const nothing = { 'content-length': 0 }
const closing = { connection: 'close' }
const comeBack = { 'retry-after': '2' }

/** Writes down what was refused, the same thing once in ten seconds: a wrong secret is a flood. */
function refusalsTold(log: Log) {
  const since = new Map<string, { at: number; more: number }>()
  return (status: number, why: string): void => {
    const last = since.get(why)
    if (last && Date.now() - last.at < 10_000) {
      last.more++
      return
    }
    log.warn({ status, why, before: last?.more ?? 0 }, 'delivery refused')
    if (since.size > 1_000) since.clear()
    since.set(why, { at: Date.now(), more: 0 })
  }
}
