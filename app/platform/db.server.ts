import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient as SessionClient } from '@prisma/client'
import type pg from 'pg'
import type { ShopId } from '../kernel/ids.ts'
import { withProperties } from '../kernel/with-properties.ts'
import { whoActs } from './acting.server.ts'
import { giveUpSilentLines, hearLostLines } from './lost-lines.server.ts'
import { type Prisma, PrismaClient } from './prisma/client.ts'
import { LinePool, onTransactionLine } from './transaction-line.server.ts'

export type { Prisma } from './prisma/client.ts'
export { Prisma as sql } from './prisma/client.ts'

/**
 * The database outside a shop: only what belongs to no shop. A shop's tables are reached through
 * `withShop` alone, so a query that forgot its shop does not compile (and the database refuses it).
 */
export type Db = Pick<
  PrismaClient,
  'shop' | 'session' | '$transaction' | '$queryRaw' | '$executeRaw' | '$disconnect'
>

/**
 * A transaction that row-level security has bound to one shop: the only way to reach shop data.
 * Queries still name the shop (`where: { shopId: tx.shopId, … }`), for the planner's sake.
 */
export type ShopTx = Prisma.TransactionClient & {
  readonly shopId: ShopId
  /**
   * Puts something off until the work is through, still in its transaction: what many steps add up to is
   * then written in one statement. Not done when the work throws.
   */
  readonly atEnd: (write: () => Promise<unknown>) => void
}

export interface OpenDatabase {
  readonly db: Db
  /** For Shopify's session storage alone, which wants the client of Prisma's usual place. */
  readonly sessions: SessionClient
  /** The same connections for hand-written SQL on hot paths. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * A line whose other end is gone without a word (a machine, a NAT that forgot it) is given up after about 20 s: ten
 * without any traffic, then ten questions a second apart. Whoever waits on it would wait for hours otherwise. The
 * questions are put only while all that was sent has arrived; for the rest there is `longestSilenceMs`.
 */
export const keepAliveOnTheLine = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const

/** A transaction has so long, and what is asked outside of one is the matter of a moment. */
const longestTransactionMs = 15_000
/** Then a question without an answer has lost its line: nobody would wait for the answer any more. */
export const longestSilenceMs = 20_000

/** Opens one pool for Prisma and for hand-written SQL, as the role in the url. */
export function openDatabase(
  databaseUrl: string,
  poolSize = 12,
  silenceMs = longestSilenceMs,
): OpenDatabase {
  const pool = new LinePool({
    connectionString: databaseUrl,
    max: poolSize,
    application_name: 'orderwright',
    connectionTimeoutMillis: 10_000,
    ...keepAliveOnTheLine,
    // A process that is cut off in the middle of a transaction must not keep its locks from the others. Nobody calls
    // the outside world in one: between two statements lie milliseconds.
    idle_in_transaction_session_timeout: 5_000,
  })
  // A connection that breaks is replaced by the pool, and its question fails.
  hearLostLines(pool)
  giveUpSilentLines(pool, silenceMs)
  // Minimal: other formats print the values that were sent, and errors are logged.
  const db = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
  const sessions = new SessionClient({ adapter: new PrismaPg(pool) })
  return {
    db,
    sessions,
    pool,
    close: async () => {
      await db.$disconnect()
      await pool.end()
    },
  }
}

export interface Prepared {
  /**
   * Hand-written SQL is planned once a connection. For work that asks the same few things all day by their keys: half of
   * what a lone order's questions cost is planning them. Not for lists, whose best plan depends on the shop.
   */
  readonly prepared?: boolean
}

/**
 * Runs `work` in one transaction that can see and write the rows of `shop` only.
 * Whoever acts (acting.server.ts) is written beside every change. Never call the outside world in it. Up to 15 s; longer work belongs in batches.
 */
export function withShop<T>(
  db: Db,
  shop: ShopId,
  work: (tx: ShopTx) => Promise<T>,
  { prepared = false }: Prepared = {},
): Promise<T> {
  return onTransactionLine(prepared, (found) =>
    db.$transaction(
      async (tx) => {
        const { by, source } = whoActs()
        const line = found()
        await (line ?? tx).$executeRaw`select set_config('app.shop_id', ${shop}, true),
          set_config('app.by', ${by}, true), set_config('app.source', ${source}, true)`
        const putOff: (() => Promise<unknown>)[] = []
        const atEnd = (write: () => Promise<unknown>) => void putOff.push(write)
        // Prisma's transactions share what lies under them: a property set there is the last one's for all.
        const answer = await work(withProperties(tx, { shopId: shop, atEnd, ...line }))
        for (const write of putOff) await write()
        return answer
      },
      { maxWait: 10_000, timeout: longestTransactionMs },
    ),
  )
}
