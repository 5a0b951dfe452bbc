import type { IncomingMessage } from 'node:http'
import type { bodyPool, PooledBody } from './body-pool.server.ts'

/** The largest body that is taken. Shopify's largest orders (500 lines) are about 2 MB. */
const largestBody = 8 * 1024 * 1024
/** How much of a too large body is read and dropped, so that the sender sees the answer. */
const largestDrop = 64 * 1024 * 1024

/** How long a sender may take; Shopify gives up after 5 s itself. */
const longestMs = 15_000

export type ReadBody =
  | { readonly kind: 'body'; readonly body: PooledBody }
  /** `all`: the whole of it was read and dropped, so the connection can go on. */
  | { readonly kind: 'too_large'; readonly all: boolean }
  /** The sender went away before the end. */
  | { readonly kind: 'cut' }
  /** The sender took too long. */
  | { readonly kind: 'slow' }

/**
 * Collects a request's bytes. A sender that has not read our answer yet gets a reset when we close
 * with its bytes unread; so what is too large is read to its end, within reason, and thrown away.
 * @param grew is told of every byte kept, for the sum over all requests.
 */
export function readBody(
  req: IncomingMessage,
  pool: ReturnType<typeof bodyPool>,
  grew: (bytes: number) => void,
  done: (read: ReadBody) => void,
): void {
  let chunks: Buffer[] = []
  let size = 0
  let over = false
  const finish = (read: ReadBody) => {
    if (over) return
    over = true
    clearTimeout(timer)
    done(read)
  }
  const timer = setTimeout(() => finish({ kind: 'slow' }), longestMs)
  const tooLarge = Number(req.headers['content-length'] ?? 0) > largestBody
  req.on('data', (chunk: Buffer) => {
    if (over) return
    size += chunk.length
    if (tooLarge || size > largestBody) {
      grew(-chunks.reduce((sum, kept) => sum + kept.length, 0))
      chunks = []
      if (size > largestDrop) finish({ kind: 'too_large', all: false })
      return
    }
    grew(chunk.length)
    chunks.push(chunk)
  })
  req.on('end', () => {
    if (tooLarge || size > largestBody) return finish({ kind: 'too_large', all: true })
    if (!over) finish({ kind: 'body', body: pool.keep(chunks, size) })
  })
  req.on('error', () => finish({ kind: 'cut' }))
  req.on('close', () => finish({ kind: 'cut' }))
}
