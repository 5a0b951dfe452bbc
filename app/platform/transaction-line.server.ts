import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { Prisma } from './prisma/client.ts'

/** The connection that one transaction runs on, from its begin until it is let go. */
interface Line {
  client: pg.PoolClient | null
  over: boolean
}

const opening = new AsyncLocalStorage<Line>()

/** A pool that tells a transaction which of its connections the transaction got, and when it had to let go of it. */
export class LinePool extends pg.Pool {
  readonly #lines = new WeakMap<pg.PoolClient, Line>()

  constructor(config: pg.PoolConfig) {
    super(config)
    this.on('release', (_fault, client) => this.#letGo(client))
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void
  override connect(
    callback?: Parameters<pg.Pool['connect']>[0],
  ): Promise<pg.PoolClient> | undefined {
    if (!callback) return this.#take()
    super.connect(callback)
    return undefined
  }

  async #take(): Promise<pg.PoolClient> {
    const line = opening.getStore()
    const client = await super.connect()
    letGoAtItsEnd(client)
    if (line && line.client === null) {
      line.client = client
      this.#lines.set(client, line)
    }
    return client
  }

  #letGo(client: pg.PoolClient): void {
    const line = this.#lines.get(client)
    if (!line) return
    line.over = true
    this.#lines.delete(client)
  }
}

/**
 * A connection that ends in the middle of a transaction is let go: Prisma cannot roll back on it and keeps it, and
 * the pool would have one less for good. Should Prisma let go of it as well, the second time changes nothing.
 */
function letGoAtItsEnd(client: pg.PoolClient): void {
  const release = client.release.bind(client)
  let isLetGo = false
  const letGo = (fault?: Error | boolean) => {
    if (isLetGo) return
    isLetGo = true
    client.off('end', atItsEnd)
    release(fault)
  }
  const atItsEnd = () => letGo(true)
  client.once('end', atItsEnd)
  client.release = letGo
}

/** Prisma's raw queries, on the transaction's own connection. */
export type LineSql = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>

/**
 * Runs `work`, which opens a transaction, and gives it hand-written SQL on that transaction's own connection, once the
 * transaction has one; null where its client has no LinePool: then it asks its own way, slower and the same. Prisma's raw queries take every value as JSON through its query compiler and back, and
 * every byte of an answer as a number: for a batch of 200 orders that cost more than what the orders needed.
 * What comes back is what Prisma gives: int8 as bigint, dates and times as Date (UTC), bytes, JSON parsed; numeric as
 * Decimal. A fault is PostgreSQL's own (pg.DatabaseError, its SQLSTATE in `code`); a query after the transaction's end
 * is refused as P2028.
 * @param prepared whether each statement is planned once a connection instead of every time (`Prepared`).
 */
export function onTransactionLine<T>(
  prepared: boolean,
  work: (found: () => LineSql | null) => Promise<T>,
): Promise<T> {
  const line: Line = { client: null, over: false }
  return opening.run(line, () => work(() => line.client && sqlOn(line, line.client, prepared)))
}

/** Names of statements that connections keep planned, by their text. */
const names = new Map<string, string>()
let named = 0
/** A text that is put together anew each time must not fill every connection's memory. */
const mostNames = 400

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostNames) return known
  named += 1
  const name = `kept_${named}`
  names.set(text, name)
  return name
}

/** A plan that was kept from before a migration: under new names all are planned anew. */
function forgetOldPlans(fault: unknown): void {
  if (fault instanceof pg.DatabaseError && fault.code === '0A000') names.clear()
}

function sqlOn(line: Line, client: pg.PoolClient, prepared: boolean): LineSql {
  const ask = async (
    query: TemplateStringsArray | Prisma.Sql,
    values: readonly unknown[],
  ): Promise<pg.QueryResult> => {
    if (line.over) throw new TransactionOver()
    const { text, values: all } = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values)
    const name = prepared ? nameOf(text) : undefined
    try {
      return await client.query({ text, values: all.map(asArgument), types, ...(name && { name }) })
    } catch (fault) {
      if (name) forgetOldPlans(fault)
      throw fault
    }
  }
  const sql = {
    $queryRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await ask(query, values)).rows,
    $executeRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await ask(query, values)).rowCount ?? 0,
  }
  // Prisma's own promises can be put into a list for $transaction; inside of one nobody does.
  return sql as unknown as LineSql
}

/** As Prisma's own fault of this kind: the transaction took too long, or its work went on after it had ended. */
class TransactionOver extends Error {
  readonly code = 'P2028'
  constructor() {
    super('the transaction is over: it took too long, or this was asked after its end')
  }
}

/** What PostgreSQL is sent for a value: times with their zone, objects as JSON; the driver does the rest. */
function asArgument(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(asArgument)
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Prisma.Decimal.isDecimal(value)) return value.toString()
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

const { builtins } = pg.types
const asDay = (text: string) => new Date(`${text}T00:00:00Z`)
const asUtc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`)
const readers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt],
  [builtins.NUMERIC, (text) => new Prisma.Decimal(text)],
  [builtins.DATE, asDay],
  [builtins.TIMESTAMP, asUtc],
])

/** `undefined` in a format's place is text: the only one that is asked for. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && readers.get(oid)) || pg.types.getTypeParser(oid, format),
}
